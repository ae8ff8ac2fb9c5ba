import { table } from 'arquero'
import { describe, expect, test } from 'vitest'
import { ReportError } from './errors.ts'
import * as api from './index.ts'
import * as testing from './testing/index.ts'

type AnyFunction = (...args: unknown[]) => unknown

const FUNCTIONS = new Map(
  [...Object.entries(api), ...Object.entries(testing)].filter(
    (entry): entry is [string, AnyFunction] =>
      typeof entry[1] === 'function' && !/^class /.test(String(entry[1])),
  ),
)
/** Arquero's own. */
const OF_OTHERS = ['from', 'table']
/** Without arguments these have something to return. */
const NEED_NOTHING = [
  'classification',
  'defineReport',
  'defineSource',
  'fisherExactTest',
  'reconstruction',
  'valueName',
]

/** What a call ended in: that of a promise, or of the first turn of a generator, too. */
async function outcomeOf(call: () => unknown): Promise<unknown> {
  try {
    return await call()
  } catch (error) {
    return error
  }
}

describe('called without arguments, a function says what it needs', () => {
  const names = [...FUNCTIONS.keys()].filter(
    (name) => ![...OF_OTHERS, ...NEED_NOTHING].includes(name),
  )
  test.each(names)('%s', async (name) => {
    const error = await outcomeOf(() => FUNCTIONS.get(name)?.())
    expect(error).toBeInstanceOf(ReportError)
    expect((error as ReportError).message).toMatch(new RegExp(`^${name}: `))
  })
})

const RUNS = table({ lr: [1, 2], seed: [1, 1], loss: [1, 2] })
const NONE = new Map()
const SCORES = [
  [1, 2],
  [0, 1],
] as const
const EVENTS = { scores: new Float64Array(2), nScores: 1, nClasses: 1, labels: new Int32Array(2) }

/** Each function with options that is no figure: its other arguments, and options that are right. */
const WITH_OPTIONS: Readonly<Record<string, readonly [readonly unknown[], object]>> = {
  aggregateMetrics: [[[1]], {}],
  backgroundEfficiency: [SCORES, {}],
  bootstrapInterval: [[[1]], {}],
  calibrate: [SCORES, {}],
  classification: [[], {}],
  compareGroups: [[RUNS], { metric: 'loss', by: 'lr' }],
  compareParameters: [[RUNS], { metric: 'loss', better: 'lower' }],
  compareWithBaseline: [[RUNS, RUNS], { metric: 'loss', better: 'lower', parameters: [] }],
  composeConfig: [[], { configDir: 'configs', configName: 'x' }],
  computeAuroc: [SCORES, {}],
  computeReconstructionMetrics: [[[], []], {}],
  corrupt: [[{}], { name: 'x' }],
  discoverRuns: [[], { sweepDir: 'x' }],
  estimateText: [[{}], {}],
  fakeRun: [[], { runDir: 'x' }],
  fakeSweep: [[], { root: 'x', axes: {} }],
  loadClassifier: [['x'], {}],
  loadModel: [['x'], {}],
  loadPredictor: [['x'], { output: 'x' }],
  loadRuns: [[], { sweepDir: 'x' }],
  loadYaml: [['a: 1'], {}],
  meanInterval: [[[1]], {}],
  meritCurve: [[[], 'rejection'], {}],
  multiclassAuroc: [[EVENTS], {}],
  openDataset: [[], { path: 'x' }],
  openEvents: [[], { path: 'x' }],
  pairedAuroc: [SCORES, {}],
  parameterImportance: [[RUNS], { metric: 'loss' }],
  precisionRecallCurve: [SCORES, {}],
  probabilityOfImprovement: [SCORES, {}],
  rankSettings: [[RUNS], { metric: 'loss', better: 'lower', parameters: [] }],
  reconstruction: [[], {}],
  rocCurve: [SCORES, {}],
  runForwardPass: [[{}, {}], {}],
  runReport: [[{}], {}],
  signalEfficiency: [SCORES, { at: [0.5] }],
  summarizeClassifier: [[EVENTS], { signalEfficiencies: [], backgroundEfficiencies: [] }],
  timeToThreshold: [[RUNS, NONE], { threshold: 1 }],
}

describe('an option that there is not is named, with the nearest and all that there are', () => {
  test.each(Object.entries(WITH_OPTIONS))('%s', async (name, [args, options]) => {
    const misspelt = { ...options, unknwon: 1 }
    const error = await outcomeOf(() => FUNCTIONS.get(name)?.(...args, misspelt))
    expect(error).toBeInstanceOf(ReportError)
    expect((error as ReportError).message).toMatch(
      new RegExp(`^${name}: option "unknwon" is not known\\..* Known here: .+\\.$`),
    )
  })
})

test.each<[string, () => unknown, string]>([
  [
    'the nearest name',
    () => api.computeAuroc([1, 2], [0, 1], { positiveLable: 1 } as never),
    'computeAuroc: option "positiveLable" is not known. Did you mean "positiveLabel"? Known here: ' +
      'positiveLabel, weights, level.',
  ],
  [
    'a choice',
    () => api.loadRuns({ sweepDir: 'x', goal: { loss: 'lower' as never } }),
    'loadRuns: option "goal.loss" is "lower", expected "min" or "max".',
  ],
  [
    'a type',
    () => api.loadRuns({ sweepDir: 3 as never }),
    'loadRuns: option "sweepDir" is 3, expected string.',
  ],
  [
    'what is missing',
    () => api.groupRuns(RUNS, undefined as never),
    'groupRuns: "keys" is missing, expected string.',
  ],
  [
    'an option of an option',
    () => testing.runReport({} as never, { sweep: { axs: {} } } as never),
    'runReport: sweep: option "axs" is not known. Did you mean "axes"? ' +
      'Known here: name, timestamp, axes, overrides, epochs, additionalRuns.',
  ],
])('the message tells %s', async (_, call, message) => {
  expect(await outcomeOf(call)).toMatchObject({ name: 'ReportError', message })
})

test('options that are right are no matter of the check', () => {
  expect(api.computeAuroc([1, 2], [0, 1], { positiveLabel: 1, level: 0.9 }).auroc).toBe(1)
  expect(api.meanInterval([1, 2, 3], { interval: undefined, seed: 1 } as never).estimate).toBe(2)
})
