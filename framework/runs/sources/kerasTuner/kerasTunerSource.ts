import { memberAt } from '../../../config/tree/memberAt.ts'
import { ReportError } from '../../../errors.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { flatParams, isMapping } from '../reading/flatParams.ts'
import { parseJsonRecord } from '../reading/json/jsonNumbers.ts'
import { listAt } from '../reading/json/members.ts'
import { readStart } from '../reading/readStart.ts'
import { MetricsBuilder } from '../reading/series.ts'
import type { Claim, Directory, Goal, Source, SourceRun } from '../source.ts'
import { GOALS, SIGN, STATUSES, TRIAL_FILE } from './format.ts'

const START_BYTES = 4096

/** The trials of Keras Tuner: the folder of each is a run. */
export const kerasTunerSource: Source = { name: 'keras_tuner', claims, read }

function claims({ path, entries }: Directory): Claim[] {
  if (!entries.some(({ name }) => name === TRIAL_FILE)) return []
  const start = readStart(`${path}/${TRIAL_FILE}`, START_BYTES)?.toString('utf8') ?? ''
  return SIGN.test(start) ? [{ directory: path, names: [TRIAL_FILE], isWhole: false }] : []
}

function read(claim: Claim): SourceRun[] {
  const files = new ClaimFiles(claim)
  const trial = parseJsonRecord(TRIAL_FILE, files.text(TRIAL_FILE))
  if (trial === undefined) throw new ReportError('RUN_UNUSABLE', `there is no ${TRIAL_FILE}`)
  const word = memberAt(trial, 'status')
  const params = memberAt(trial, 'hyperparameters', 'values')
  const metrics = memberAt(trial, 'metrics', 'metrics')
  const builder = new MetricsBuilder()
  const goals = new Map<string, Goal>()
  for (const [name, course] of Object.entries(isMapping(metrics) ? metrics : {})) {
    const goal = GOALS.get(memberAt(course, 'direction'))
    if (goal !== undefined) goals.set(name, goal)
    for (const observation of listAt(course, 'observations')) {
      const value = meanOf(memberAt(observation, 'value'))
      const step = memberAt(observation, 'step')
      if (value !== undefined) {
        builder.add(name, value, typeof step === 'number' ? { step } : {})
      }
    }
  }
  return [
    {
      path: claim.directory,
      status: STATUSES.get(word) ?? 'unknown',
      ...(typeof word === 'string' && { statusRaw: word }),
      params: isMapping(params) ? flatParams(params, files.findings) : new Map(),
      metrics: builder.build(),
      goals,
      sampler: "Keras Tuner's oracle",
      files: files.files,
      findings: files.findings,
    },
  ]
}

/** The mean over the executions of a trial. */
function meanOf(values: unknown): number | undefined {
  const numbers = Array.isArray(values) ? values.filter((each) => typeof each === 'number') : []
  if (numbers.length === 0) return undefined
  return numbers.reduce((sum, each) => sum + each, 0) / numbers.length
}
