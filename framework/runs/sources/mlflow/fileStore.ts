import { type Dirent, readdirSync } from 'node:fs'
import path from 'node:path'
import { ReportError } from '../../../errors.ts'
import type { ClaimFiles } from '../reading/claimFiles.ts'
import { isMapping } from '../reading/flatParams.ts'
import { MAX_METRICS } from '../reading/mergedMetrics.ts'
import type { Scalar, SourceRun } from '../source.ts'
import {
  COMMIT_TAG,
  DELETED,
  EXPERIMENT_META_FILE,
  META_FILE,
  METRICS_FOLDER,
  NAME_TAG,
  OWN_TAGS,
  PARAMS_FOLDER,
  STATUS_NAMES,
  TAGS_FOLDER,
  TRASH_FOLDER,
} from './format.ts'
import { readMetaFile } from './metaFile.ts'
import { readMetricFile } from './metricFile.ts'
import type { MetricHistory } from './metricHistory.ts'
import { toSourceRun } from './runRecord.ts'

/** More than MLflow takes for a parameter or a tag. */
const MAX_SMALL_BYTES = 1024 * 1024

const MAX_FOLDER_DEPTH = 20

/** The run in a folder of MLflow's file store. */
export function readRunFolder(files: ClaimFiles): SourceRun {
  const meta = readMetaFile(files, META_FILE)
  const id = textIn(meta.get('run_id') ?? meta.get('run_uuid'))
  if (id === undefined) {
    const problem = `${META_FILE} has no run_id; it may be cut, or the run is half copied`
    throw new ReportError('RUN_UNUSABLE', problem)
  }
  const experiment = files.orTell(
    'the name of its experiment, and whether it is deleted, are not known',
    () => readMetaFile(files, EXPERIMENT_META_FILE),
  )
  const stages = [meta.get('lifecycle_stage'), experiment?.get('lifecycle_stage')]
  const status = meta.get('status')
  const tagNames = namesBelow(files, TAGS_FOLDER)
  const tag = (name: string) =>
    tagNames.includes(name) ? files.text(`${TAGS_FOLDER}/${name}`, MAX_SMALL_BYTES) : undefined
  return toSourceRun({
    path: files.directory,
    id,
    name: textIn(meta.get('run_name')) || textIn(meta.get('name')) || tag(NAME_TAG),
    status: STATUS_NAMES.get(status) ?? String(status),
    startTime: timeIn(meta.get('start_time')),
    endTime: timeIn(meta.get('end_time')),
    artifactUri: textIn(meta.get('artifact_uri')),
    gitCommit: tag(COMMIT_TAG),
    experiment: textIn(experiment?.get('name')),
    isDeleted: stages.includes(DELETED) || isInTrash(files.directory),
    params: readParams(files),
    tags: readTags(files, tagNames),
    metrics: readMetrics(files),
    files: files.files,
    findings: files.findings,
  })
}

/** Whether the experiment of a run's folder was moved away, which is all that MLflow before 1.0 does to delete it. */
function isInTrash(directory: string): boolean {
  return path.basename(path.resolve(directory, '..', '..')) === TRASH_FOLDER
}

function readParams(files: ClaimFiles): Map<string, Scalar> {
  const params = new Map<string, Scalar>()
  for (const name of namesBelow(files, PARAMS_FOLDER)) {
    const file = `${PARAMS_FOLDER}/${name}`
    files.orTell('the parameter is left out', () => {
      params.set(name, files.text(file, MAX_SMALL_BYTES) ?? null)
    })
  }
  return params
}

/** Those that MLflow sets by itself are not read: that would be many of a store's files. */
function readTags(files: ClaimFiles, names: readonly string[]): Map<string, string> {
  const tags = new Map<string, string>()
  for (const name of names) {
    if (name.startsWith(OWN_TAGS)) continue
    const text = files.orTell('the tag is left out', () =>
      files.text(`${TAGS_FOLDER}/${name}`, MAX_SMALL_BYTES),
    )
    if (text !== undefined) tags.set(name, text)
  }
  return tags
}

function readMetrics(files: ClaimFiles): Map<string, MetricHistory> {
  const metrics = new Map<string, MetricHistory>()
  for (const name of namesBelow(files, METRICS_FOLDER)) {
    const file = `${METRICS_FOLDER}/${name}`
    const history = files.orTell('the metric is left out', () => {
      const text = files.text(file)
      return text === undefined ? undefined : readMetricFile(text, file, files.findings)
    })
    if (history !== undefined) metrics.set(name, history)
  }
  return metrics
}

/** The files in a folder and below, by their paths from it, as far as there is a limit to names. */
function namesBelow(files: ClaimFiles, folder: string): string[] {
  const names: string[] = []

  function walk(prefix: string, depth: number): void {
    for (const entry of list(files, `${folder}/${prefix}`)) {
      const name = prefix + entry.name
      if (names.length >= MAX_METRICS) {
        files.findings.push(`${folder} has more than ${MAX_METRICS} names; the rest is left out`)
        return
      }
      if (!entry.isDirectory()) names.push(name)
      else if (depth < MAX_FOLDER_DEPTH) walk(`${name}/`, depth + 1)
    }
  }

  walk('', 0)
  return names
}

function list(files: ClaimFiles, folder: string): Dirent[] {
  try {
    return readdirSync(`${files.directory}/${folder}`, { withFileTypes: true })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    if (code !== 'ENOENT')
      files.findings.push(`${folder} cannot be listed (${code}); it is left out`)
    return []
  }
}

function textIn(value: unknown): string | undefined {
  return value === null || value === undefined || isMapping(value) ? undefined : String(value)
}

function timeIn(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}
