import { ReportError } from '../../../errors.ts'
import { isRegularFile } from '../../../files/regularFile.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { flatParams, isMapping } from '../reading/flatParams.ts'
import { parseJsonRecord, walkNumbers } from '../reading/json/jsonNumbers.ts'
import { MetricsBuilder } from '../reading/series.ts'
import type { Claim, Directory, Source, SourceRun } from '../source.ts'
import { AXES, CHECKPOINT_FOLDER, LOG_FOLDERS, RUNTIME_METRIC, STATE_FILE } from './format.ts'

/** An output folder of Hugging Face's Trainer, with its checkpoints: each is one run. */
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

interface TrainerState {
  /** From the claim's directory. */
  readonly file: string
  readonly globalStep: number
  readonly history: readonly unknown[]
  readonly trialParams: object
}

function read(claim: Claim): SourceRun[] {
  const files = new ClaimFiles(claim)
  const own = claim.names.includes(STATE_FILE) ? tryState(files, STATE_FILE) : undefined
  const checkpoints = byFallingStep(claim.names).map((name) => `${name}/${STATE_FILE}`)
  const newest = firstReadable(files, checkpoints)
  const state = furthest(own, newest)
  if (state === undefined) {
    const reason = files.findings[0] ?? `there is no ${STATE_FILE}`
    throw new ReportError('RUN_UNUSABLE', reason)
  }
  tellOthers(files, state, own === undefined ? checkpoints : [STATE_FILE, ...checkpoints])
  const other = state === own ? newest : own
  if (other !== undefined && !isPrefix(other.history, state.history)) {
    const told = `holds another history than ${state.file}, so that two trainings wrote here`
    files.findings.push(`${other.file} ${told}`)
  }
  return [toRun(claim, files, state)]
}

/** The trainer names its checkpoints after the step. */
function byFallingStep(names: readonly string[]): string[] {
  const step = (name: string) => Number(CHECKPOINT_FOLDER.exec(name)?.[1] ?? -1)
  return names.filter((name) => step(name) >= 0).sort((a, b) => step(b) - step(a))
}

function firstReadable(files: ClaimFiles, names: readonly string[]): TrainerState | undefined {
  for (const name of names) {
    const state = tryState(files, name)
    if (state !== undefined) return state
  }
  return undefined
}

function furthest(own?: TrainerState, checkpoint?: TrainerState): TrainerState | undefined {
  if (own === undefined || checkpoint === undefined) return own ?? checkpoint
  return checkpoint.globalStep > own.globalStep ? checkpoint : own
}

function tellOthers(files: ClaimFiles, { file }: TrainerState, names: readonly string[]): void {
  const others = names.filter((name) => name !== file)
  if (others.length === 0) return
  const shown = others.slice(0, 5).join(', ') + (others.length > 5 ? ', …' : '')
  files.findings.push(`${file} has the largest global_step and counts; left out: ${shown}`)
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
    const trialParams = fields.get('trial_params')
    return { file, globalStep, history, trialParams: isMapping(trialParams) ? trialParams : {} }
  })
}

function isPrefix(part: readonly unknown[], whole: readonly unknown[]): boolean {
  const text = (entries: readonly unknown[]) => JSON.stringify(entries)
  return text(part) === text(whole.slice(0, part.length))
}

function toRun(claim: Claim, files: ClaimFiles, state: TrainerState): SourceRun {
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
  return {
    path: claim.directory,
    status: 'unknown',
    params: flatParams(state.trialParams, files.findings),
    metrics,
    ...(durationS !== undefined && { durationS }),
    files: files.files,
    findings: files.findings,
  }
}

function asNumber(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN
}
