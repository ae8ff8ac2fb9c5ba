import path from 'node:path'
import { stringify } from 'yaml'
import { isRegularFile } from '../files/regularFile.ts'
import { CHECKPOINTS } from '../inference/model/modelFile.ts'
import { productVersion } from '../packageRoot.ts'
import type { FileStamp } from './fileStamps.ts'

/** Raised when a key of the manifest changes its meaning. */
export const SCHEMA_VERSION = 1

/** A file that was drawn, under its name. */
export interface ManifestFigure {
  readonly name: string
  /** Relative to the report. */
  readonly files: readonly string[]
  readonly caption: string
  readonly notes: readonly string[]
}

/** Everything that a reader needs to trust, cite and rebuild a report. */
export interface ManifestContent {
  readonly reportId: string
  readonly name: string
  readonly title: string
  readonly created: Date
  readonly command: string
  readonly cwd: string
  readonly overrides: readonly string[]
  readonly config: Readonly<Record<string, unknown>>
  /** The chosen option of every config group; null where none is chosen. */
  readonly choices: Readonly<Record<string, string | null>>
  readonly runs: readonly { readonly runDir: string; readonly configSha1: string | null }[]
  readonly skipped: readonly { readonly runDir: string; readonly reason: string }[]
  readonly warnings: readonly string[]
  readonly figures: readonly ManifestFigure[]
  readonly failed: readonly { readonly task: string; readonly reason: string }[]
  /** Parts that were not asked for, or had nothing to be done. */
  readonly notRun: readonly { readonly task: string; readonly reason: string }[]
  readonly files: readonly FileStamp[]
}

/** The text of `manifest.yaml`. */
export function manifestYaml(content: ManifestContent): string {
  const runs = content.runs.map(({ runDir, configSha1 }) => ({
    run_dir: runDir,
    config_sha1: configSha1,
    checkpoint: findCheckpoint(path.resolve(content.cwd, runDir)),
  }))
  return [
    blockYaml({
      schema_version: SCHEMA_VERSION,
      report_id: content.reportId,
      report_name: content.name,
      title: content.title,
      created_utc: content.created.toISOString(),
      product: { name: 'thesis-report', version: productVersion(), node: process.version },
      rebuild: { command: content.command, working_directory: content.cwd },
      overrides: content.overrides,
      config: content.config,
      config_choices: content.choices,
      num_runs: content.runs.length,
    }),
    lineForEach('runs', runs),
    blockYaml({
      skipped: content.skipped.map(({ runDir, reason }) => ({ run_dir: runDir, reason })),
      warnings: content.warnings,
      figures: content.figures,
      failed: content.failed,
      not_run: content.notRun,
    }),
    lineForEach('files_read', content.files),
  ].join('')
}

/** Quoted as YAML 1.1 needs it, since Python reads that: 'yes' and '12:30' stay text for everybody. */
function blockYaml(mapping: object): string {
  return stringify(mapping, { version: '1.1' })
}

/**
 * A list with a line of JSON, which is YAML too, for each entry. A sweep of a thousand runs has
 * thousands of files, for which `yaml` takes half a second.
 */
function lineForEach(key: string, entries: readonly object[]): string {
  if (entries.length === 0) return `${key}: []\n`
  const lines = entries.map((entry) => `  - ${JSON.stringify(entry)}\n`)
  return `${key}:\n${escapeUnprintable(lines.join(''))}`
}

/** JSON may hold characters that end a line in YAML, or that its readers refuse. */
function escapeUnprintable(json: string): string {
  return json.replace(
    /[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

/** The checkpoint that a report would use, relative to the run; null when there is none. */
function findCheckpoint(runDir: string): string | null {
  return CHECKPOINTS.find((name) => isRegularFile(path.join(runDir, name))) ?? null
}
