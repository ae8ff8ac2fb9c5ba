import { posix } from 'node:path'
import { ReportError } from '../../../errors.ts'
import { isRegularFile } from '../../../files/regularFile.ts'
import { listInWords, listSome } from '../../../text/lists.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { flatParams, isMapping } from '../reading/flatParams.ts'
import { parseJsonRecord, walkNumbers } from '../reading/json/jsonNumbers.ts'
import { MetricsBuilder } from '../reading/series.ts'
import type { Claim, Directory, Source, SourceRun } from '../source.ts'
import {
  AXES,
  CHECKPOINT_FOLDER,
  LOG_FOLDERS,
  RUNTIME_METRIC,
  SEARCH,
  STATE_FILE,
} from './format.ts'
import { isFolders, type TrainerState, type Training, trainingsOf } from './trainings.ts'

/** An output folder of Hugging Face's Trainer, with its checkpoints: each training in it is one run. */
export const huggingfaceSource: Source = {
  name: 'huggingface',
  logs: LOG_FOLDERS,
  claims,
  read,
}

function claims({ path, entries }: Directory): Claim[] {
  const names = entries
    .filter(({ name }) => name === STATE_FILE || isCheckpoint(path, name))
    .map(({ name }) => name)
  return names.length === 0 ? [] : [{ directory: path, names, isWhole: false }]
}

function isCheckpoint(directory: string, name: string): boolean {
  if (!CHECKPOINT_FOLDER.test(name)) return false
  return isRegularFile(`${directory}/${name}/${STATE_FILE}`)
}

function read(claim: Claim): SourceRun[] {
  const files = new ClaimFiles(claim)
  const names = [
    ...claim.names.filter((name) => name === STATE_FILE),
    ...byFallingStep(claim.names).map((name) => `${name}/${STATE_FILE}`),
  ]
  const trainings = trainingsOf(names.flatMap((name) => tryState(files, name) ?? []))
  if (trainings.length === 0) {
    const reason = files.findings[0] ?? `there is no ${STATE_FILE}`
    throw new ReportError('RUN_UNUSABLE', reason)
  }
  const isOwn = ({ state, before }: Training) => [state, ...before].some(isFolders)
  const main = trainings.find(isOwn) ?? trainings[0]
  const told = tellTrainings(trainings)
  return trainings.map((training) => {
    const { directory } = claim
    const path =
      training === main ? directory : `${directory}/${posix.dirname(training.state.file)}`
    return toRun(path, files, training, told)
  })
}

/** The trainer names its checkpoints after the step. */
function byFallingStep(names: readonly string[]): string[] {
  const step = (name: string) => Number(CHECKPOINT_FOLDER.exec(name)?.[1] ?? -1)
  return names.filter((name) => step(name) >= 0).sort((a, b) => step(b) - step(a))
}

function tellTrainings(trainings: readonly Training[]): string[] {
  if (trainings.length < 2) return []
  const files = trainings.map(({ state }) => state.file)
  const told = `${trainings.length} trainings wrote into this folder, as the histories in ${listInWords(files, MOST_FILES)} differ`
  return [`${told}: each is a run of its own`]
}

const MOST_FILES = 5

/** That of a training's states only the last one counts. */
function tellOthers({ state: { file }, before, overtaken }: Training): string[] {
  const told = overtaken.map(
    ({ state, checkpoint }) =>
      `${state.file} has the history of ${file} up to step ${checkpoint.globalStep}, where a later session went on: ` +
      'what it has after that is left out',
  )
  if (before.length === 0) return told
  const shown = listSome(
    before.map((other) => other.file),
    MOST_FILES,
  )
  return [`${file} has the largest global_step and counts; left out: ${shown}`, ...told]
}

function tryState(files: ClaimFiles, file: string): TrainerState | undefined {
  return files.orTell('this state is left out', () => {
    const record = parseJsonRecord(file, files.text(file))
    if (record === undefined) return undefined
    const fields = new Map<string, unknown>(Object.entries(record))
    const history = fields.get('log_history')
    if (!Array.isArray(history)) {
      throw new ReportError('RUN_UNUSABLE', `${file} has no list log_history`)
    }
    const globalStep = Number(fields.get('global_step') ?? 0)
    const params = fields.get('trial_params')
    return { file, globalStep, history, trialParams: isMapping(params) ? params : null }
  })
}

function toRun(
  path: string,
  files: ClaimFiles,
  training: Training,
  told: readonly string[],
): SourceRun {
  const { state } = training
  const findings: string[] = []
  const builder = new MetricsBuilder()
  for (const entry of state.history) {
    if (!isMapping(entry)) continue
    const position = {
      step: 'step' in entry ? asNumber(entry.step) : Number.NaN,
      epoch: 'epoch' in entry ? asNumber(entry.epoch) : Number.NaN,
    }
    walkNumbers(entry, '.', (name, value) => {
      if (!AXES.has(name)) builder.add(name, value, position)
    })
  }
  const metrics = builder.build()
  const durationS = metrics.get(RUNTIME_METRIC)?.value.at(-1)
  const params = flatParams(state.trialParams ?? {}, findings)
  return {
    path,
    status: 'unknown',
    params,
    metrics,
    ...(durationS !== undefined && { durationS }),
    ...(state.trialParams !== null && { sampler: SEARCH }),
    files: files.files,
    findings: [...files.findings, ...tellOthers(training), ...told, ...findings],
  }
}

function asNumber(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN
}
