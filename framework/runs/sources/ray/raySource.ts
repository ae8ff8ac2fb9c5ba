import { posix } from 'node:path'
import { ReportError } from '../../../errors.ts'
import { isRegularFile } from '../../../files/regularFile.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { readFirstLine } from '../reading/readFirstLine.ts'
import type { Claim, Directory, Source, SourceRun } from '../source.ts'
import { chooserOf } from './chooser.ts'
import {
  filesOfExperiment,
  findExperiment,
  type KnownTrial,
  newestStates,
  readState,
} from './experimentState.ts'
import {
  ERROR_FILE,
  EVENT_FILE,
  PARAMS_FILE,
  PROGRESS_FILE,
  RESULT_FILE,
  STATE_FILE,
  STEP_KEY,
} from './format.ts'
import { type Reports, readReports } from './reports.ts'
import { meetsCriterion } from './stoppingCriterion.ts'
import { readTrialParams } from './trialParams.ts'
import type { TrialState } from './trialState.ts'

/**
 * Trials of Ray Tune: the folder of each is a run. Its other files hold the same, so that it claims them. A trial
 * that has not reported is a record of its experiment's state.
 */
export const raySource: Source = { name: 'ray', claimsAlone: true, claims, read }

/** Before the name of a file in the directory of the experiment, from that of a trial. */
const ABOVE = '../'

function claims({ path, entries }: Directory): Claim[] {
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name)
  const ofExperiment = filesOfExperiment(files)
  if (ofExperiment.length > 0) {
    const others = ofExperiment.filter((name) => !STATE_FILE.test(name))
    return [{ directory: path, names: [...newestStates(ofExperiment), ...others], isWhole: false }]
  }
  if (!files.some((name) => isReport(path, name))) return []
  const own = new Set([RESULT_FILE, PROGRESS_FILE, PARAMS_FILE, ERROR_FILE])
  const names = files.filter((name) => own.has(name) || EVENT_FILE.test(name)).sort()
  const above = findExperiment(posix.dirname(path)).map((name) => ABOVE + name)
  return [{ directory: path, names: [...names, ...above], isWhole: false }]
}

function isReport(path: string, name: string): boolean {
  if (name !== RESULT_FILE && name !== PROGRESS_FILE) return false
  const line = readFirstLine(`${path}/${name}`) ?? ''
  return name === RESULT_FILE ? line.includes(`"${STEP_KEY}":`) : line.split(',').includes(STEP_KEY)
}

function read(claim: Claim): SourceRun[] {
  const files = new ClaimFiles(claim)
  const [first = ''] = claim.names
  if (STATE_FILE.test(first)) return readUnreported(claim, files)
  const reports = readReports(files, claim.names.includes(RESULT_FILE))
  const known = findTrial(claim, files, reports.trialId)
  const { trial } = known ?? {}
  if (known !== undefined) refuseLeftOver(files, known)
  const sampler = chooserOf(claim.names, known)
  return [
    {
      path: claim.directory,
      status: statusOfRun(claim, reports, known),
      ...(trial !== undefined && { statusRaw: trial.word }),
      params: readTrialParams(files, claim.names.includes(PARAMS_FILE), { reports, trial }),
      metrics: reports.metrics,
      ...(trial?.startedAt !== undefined && { startedAt: trial.startedAt }),
      ...(reports.durationS !== undefined && { durationS: reports.durationS }),
      ...(sampler !== undefined && { sampler }),
      files: files.files,
      findings: files.findings,
    },
  ]
}

/** What the experiment says of a trial, whose folder lies in that of the experiment. */
function findTrial({ names }: Claim, files: ClaimFiles, id = ''): KnownTrial | undefined {
  for (const name of newestStates(names)) {
    const state = files.orTell('how the trial ended is unknown', () => readState(files, name))
    const trial = state?.byId.get(id) ?? state?.byFolder.get(posix.basename(files.directory))
    if (state !== undefined && trial !== undefined) return { trial, name, state }
  }
  return undefined
}

/**
 * A session that began a trial anew, since none of its states was saved before, gave it another folder.
 *
 * @throws {ReportError} RUN_UNUSABLE where the trial has its reports in that one
 */
function refuseLeftOver({ directory }: ClaimFiles, { trial, name }: KnownTrial): void {
  const { id, folder } = trial
  if (folder === posix.basename(directory) || !hasReports(posix.dirname(directory), trial)) return
  const told = `it is left over of trial ${id}, which was begun anew: ${posix.basename(name)} says that its folder is ${folder}`
  throw new ReportError('RUN_UNUSABLE', told)
}

function statusOfRun({ names }: Claim, reports: Reports, known?: KnownTrial): SourceRun['status'] {
  const stated = known?.state.statuses.get(known.trial)
  const own = names.includes(ERROR_FILE) ? 'failed' : reports.isDone ? 'finished' : 'unknown'
  if (known === undefined || stated === undefined) return own
  // The state is written at times only: the last report may be newer.
  if (stated !== 'running' || !reports.isDone) return stated
  const { criterion } = known.trial
  const isShorter = (reports.last.get(STEP_KEY) ?? 0) < known.state.furthest
  const wasStopped = isShorter && criterion.size > 0 && !meetsCriterion(criterion, reports.last)
  return own === 'finished' && wasStopped ? 'pruned' : own
}

/**
 * Trials that wait, or that ended before their first report: their folders have none to read. A trial is as the newest
 * session that knows it says.
 *
 * @throws {ReportError} RUN_UNUSABLE where no state can be read
 */
function readUnreported(claim: Claim, files: ClaimFiles): SourceRun[] {
  const newest = new Map<string, KnownTrial>()
  let nRead = 0
  for (const name of newestStates(claim.names)) {
    const state = files.orTell('it is left out', () => readState(files, name))
    if (state === undefined) continue
    nRead += 1
    for (const trial of state.trials) {
      if (!newest.has(trial.id)) newest.set(trial.id, { trial, name, state })
    }
  }
  if (nRead === 0 && files.findings[0] !== undefined) {
    throw new ReportError('RUN_UNUSABLE', files.findings[0])
  }
  return [...newest.values()]
    .filter(({ trial }) => trial.iteration === undefined && !hasReports(claim.directory, trial))
    .map((known) => {
      const { id, word, params, startedAt } = known.trial
      const sampler = chooserOf(claim.names, known)
      return {
        path: `${files.directory}/${known.name}#${id}`,
        status: known.state.statuses.get(known.trial) ?? 'unknown',
        statusRaw: word,
        params,
        metrics: new Map(),
        ...(startedAt !== undefined && { startedAt }),
        ...(sampler !== undefined && { sampler }),
        files: files.files,
        findings: [],
      }
    })
}

/** The state is written at times only, and a folder with reports is a run by itself. */
function hasReports(directory: string, { folder }: TrialState): boolean {
  if (folder === undefined) return false
  const place = `${directory}/${folder}`
  return [RESULT_FILE, PROGRESS_FILE].some(
    (name) => isRegularFile(`${place}/${name}`) && isReport(place, name),
  )
}
