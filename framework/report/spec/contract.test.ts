import { type ColumnTable, table } from 'arquero'
import { beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { boxPlot } from '../../plots/kinds/groups/boxPlot.ts'
import { loadRuns } from '../../runs/loadRuns.ts'
import { runReport } from '../../testing/runReport.ts'
import { testSweep } from '../../testing/testProject.ts'
import { checkReportModule } from './checkReportModule.ts'
import { defineReport, type ReportContext } from './defineReport.ts'

const loss = ({ runs }: { runs: Parameters<typeof boxPlot>[0] }) =>
  boxPlot(runs, { value: 'loss.total_best', group: 'tokenizer' })
const FILE = '/p/reports/mine/mine.report.ts'

let sweep: string
beforeAll(() => {
  sweep = testSweep().sweepDir
})

/** The report over a small sweep; hooks as plain JavaScript would give them. */
function run(hooks: object) {
  const spec = { name: 'mine', title: 'Mine', plot: { loss }, ...hooks }
  return runReport(spec as ReturnType<typeof defineReport>, { sweep })
}

const check =
  (spec: unknown, file = FILE) =>
  () =>
    checkReportModule({ default: spec }, file)
const sound = { name: 'mine', title: 'Mine', plot: { loss } }

test('a sound report is taken as it is', () => {
  expect(check(sound)()).toBe(sound)
})

test.each([
  [
    'a hook with another name',
    { ...sound, analyse: () => 1 },
    /"analyse" is not known\. Did you mean "analyze"/,
  ],
  ['each of several unknown hooks', { ...sound, analyse: 1, plots: {} }, /"analyse"[\s\S]*"plots"/],
  ['a hook that is no function', { ...sound, collect: 3 }, /"collect" is 3, expected a function/],
  ['no title', { name: 'mine', plot: {} }, /"title" is missing/],
  ['no figures', { name: 'mine', title: 'Mine' }, /"plot" is missing/],
  [
    'an unknown key of infer',
    { ...sound, infer: { models: loss, summarize: loss, plots: {}, plot: {} } },
    /"infer\.plots" is not known\. Did you mean "infer\.plot"/,
  ],
  [
    'figures in an array',
    { ...sound, plot: [loss] },
    /"plot" is a list, expected functions by name/,
  ],
  [
    'a single function as figures',
    { ...sound, plot: loss },
    /"plot" is Function, expected functions/,
  ],
  [
    'a figure as figures',
    { ...sound, plot: { kind: 'a', chart: {} } },
    /"plot" is an object, expected/,
  ],
  [
    'a blank in the name',
    { ...sound, name: 'a b' },
    /"name" is "a b", expected a name of at most 100 letters/,
  ],
  ['no object', 3, /has no report\. End it with: export default defineReport/],
])('%s is named with the file and what belongs', (_, spec, message) => {
  expect(check(spec)).toThrow(message)
  expect(check(spec)).toThrow(FILE)
})

test('a name that is not that of the file says where reports are looked for', () => {
  const other = '/p/reports/other/mine.report.ts'
  expect(check(sound, other)).toThrow('lies in the folder "other"')
  expect(check({ ...sound, name: 'x' })).toThrow(
    'which all three must share: reports/x/x.report.ts.',
  )
})

test('a wrong table fails the analysis with its name, and the rest of the report stands', async () => {
  const report = await run({
    analyze: ({ runs }: { runs: unknown }) => ({
      runs,
      tables: { good: table({ a: [1] }), rows: [{ a: 1 }], '../x': table({}), summary: table({}) },
    }),
  })
  expect(report.files).toContain('training/good.csv')
  expect(report.files).toContain('training/figures/figure-loss.png')
  expect(report.failed).toHaveLength(1)
  const [{ task, reason } = { task: '', reason: '' }] = report.failed
  expect(task).toBe('analyze')
  expect(reason).toContain(
    'analyze returned the table "rows", which is an array; expected a table. For rows as objects',
  )
  expect(reason).toContain('"../x", which cannot name a file')
  expect(reason).toContain('"summary", which would take the place of the report\'s own summary')
})

test('a misspelt key of an analysis is reported with the one that was meant', async () => {
  const { failed, path } = await run({
    analyze: ({ runs }: { runs: unknown }) => ({ runs, table: {}, rmarks: [], style: 1 }),
  })
  expect(path).toBeDefined()
  expect(failed).toEqual([
    {
      task: 'analyze',
      reason:
        'analyze returned a key "table", which nothing reads. Did you mean "tables"?\n' +
        'analyze returned a key "rmarks", which nothing reads. Did you mean "remarks"?',
    },
  ])
})

test.each([
  ['inputs', 'the report fills in. Give it another name.'],
  ['config', 'the report fills in. Give it another name.'],
  ['notices', 'the report fills in. Give it another name.'],
  ['perEpoch', 'collect. Return it from collect, or give it another name.'],
  ['dataSections', 'collect. Return it from collect, or give it another name.'],
  ['parameters', 'collect. Return it from collect, or give it another name.'],
  ['goals', 'collect. Return it from collect, or give it another name.'],
  ['order', 'collect. Return it from collect, or give it another name.'],
  ['skipped', 'collect. Return it from collect, or give it another name.'],
  ['warnings', 'collect. Return it from collect, or give it another name.'],
  ['files', 'collect. Return it from collect, or give it another name.'],
])(
  'the key "%s" of an analysis is refused, and the rest of the report stands',
  async (key, reason) => {
    const { failed, files } = await run({
      analyze: ({ runs }: { runs: unknown }) => ({ runs, [key]: 5, summary: { mine: 1 } }),
    })
    expect(failed).toEqual([
      {
        task: 'analyze',
        reason: expect.stringMatching(`^analyze returned a key "${key}" of its own`),
      },
    ])
    expect(failed[0]?.reason).toContain(reason)
    expect(files).toContain('training/figures/figure-loss.png')
  },
)

test('an analysis may pass on what it was given', async () => {
  const { failed, files } = await run({ analyze: (context: object) => ({ ...context }) })
  expect(failed).toEqual([])
  expect(files).toContain('training/figures/figure-loss.png')
})

test('a key of the report is refused to collect, and told in the report', async () => {
  const { failed, files, read } = await run({
    collect: async ({ inputs }: ReportContext) => ({ ...(await loadRuns(inputs)), config: {} }),
  })
  const reason =
    'collect returned a key "config" of its own, which is one that the report fills in. Give it another name.'
  expect(failed).toEqual([{ task: 'collect', reason }])
  expect(files).toContain('training/figures/figure-loss.png')
  expect(parse(read('manifest.yaml')).failed).toEqual([{ task: 'collect', reason }])
})

test('the types refuse keys of the report, and take what a hook was given', () => {
  const report = { name: 'mine', title: 'Mine', plot: {} }
  defineReport({
    ...report,
    collect: async (given) => ({ ...given, ...(await loadRuns(given.inputs)) }),
  })
  defineReport({ ...report, analyze: (given) => ({ ...given, more: 1 }) })
  // @ts-expect-error `config` is not for analyze to choose
  defineReport({ ...report, analyze: ({ runs }) => ({ runs, config: { mine: 1 } }) })
  // @ts-expect-error nor are the histories
  defineReport({ ...report, analyze: ({ runs }) => ({ runs, perEpoch: 5 }) })
  // @ts-expect-error nor what the report tells
  defineReport({ ...report, analyze: ({ runs }) => ({ runs, notices: ['mine'] }) })
  defineReport({
    ...report,
    // @ts-expect-error `inputs` is not for collect to choose
    collect: async ({ inputs }) => ({ ...(await loadRuns(inputs)), inputs: 7 }),
  })
})

test.each([
  [
    'the runs themselves',
    ({ runs }: { runs: unknown }) => runs,
    'analyze returned a table. Return it as the runs of an object',
  ],
  ['nothing', () => undefined, 'analyze returned undefined. Return { runs, tables, remarks, … }.'],
  ['a text', () => 'x', 'analyze returned a string.'],
  ['no runs', () => ({ tables: {} }), 'whose "runs" is undefined, expected a table'],
])('an analysis that returns %s says so', async (_, analyze, reason) => {
  const { failed, path } = await run({ analyze })
  expect(path).toBeUndefined()
  expect(failed).toEqual([{ task: 'analyze', reason: expect.stringContaining(reason) }])
})

test.each<[string, (runs: ColumnTable) => ColumnTable, string]>([
  [
    'none',
    (runs) => runs.slice(0, 0),
    'analyze returned no runs, though inputs.select leaves some',
  ],
  ['one twice', (runs) => runs.concat(runs), 'more than once. Return rows of the runs'],
  ['others', () => table({ run_dir: ['x'] }), 'returned the run "x", which it was not given'],
])('an analysis that returns %s of its runs says so', async (_, change, reason) => {
  const { failed, path } = await run({
    analyze: ({ runs }: { runs: ColumnTable }) => ({ runs: change(runs) }),
  })
  expect(path).toBeUndefined()
  expect(failed).toEqual([{ task: 'analyze', reason: expect.stringContaining(reason) }])
})

test('an analysis may keep only some columns of the runs', async () => {
  const analyze = ({ runs }: { runs: ColumnTable }) => ({
    runs: runs.select('run_dir', 'loss.total_best'),
  })
  const { failed, read } = await run({ analyze, plot: {} })
  expect(failed).toEqual([])
  expect(read('training/summary.csv').split('\n')[0]).toBe('run_dir,loss.total_best')
})

test('tables whose names differ in case only are reported, since they make one file on some systems', async () => {
  const { failed } = await run({
    analyze: ({ runs }: { runs: unknown }) => ({ runs, tables: { spread: runs, Spread: runs } }),
  })
  expect(failed[0]?.reason).toBe(
    'analyze returned the table "Spread", which differs from "spread" in case only. Rename one of them.',
  )
})

test('a collect without what loadRuns gives names what is missing', async () => {
  const { failed } = await run({ collect: () => ({ runs: table({ run_dir: ['a'] }), order: [] }) })
  expect(failed[0]?.reason).toContain(
    'an object without "parameters", without "perEpoch", without "dataSections"',
  )
})

test('a hook that returns no figure, or a bare Chart.js config, fails alone', async () => {
  const { failed, files } = await run({
    plot: { loss, none: () => undefined, bare: () => ({ type: 'bar', data: {}, options: {} }) },
  })
  expect(files).toContain('training/figures/figure-loss.png')
  expect(failed).toEqual([
    {
      task: 'plot none',
      reason: expect.stringContaining('plot.none returned undefined. Return a figure'),
    },
    {
      task: 'plot bare',
      reason: expect.stringContaining('plot.bare returned a bare Chart.js config'),
    },
  ])
})

test('a figure that is no function, or whose name cannot name a file, fails alone', async () => {
  const { failed, files } = await run({ plot: { three: 3, '../x': loss, loss, Loss: loss } })
  const at = 'The report "mine": The figure'
  expect(failed).toEqual([
    { task: 'plot three', reason: `${at} "plot.three" is a number, expected a function.` },
    {
      task: 'plot ../x',
      reason: `${at} "../x" cannot name a file. Use letters, digits, _ and -, at most 200 bytes.`,
    },
    {
      task: 'plot Loss',
      reason: `${at} "Loss" differs from "loss" in case only. Rename one of them.`,
    },
  ])
  expect(files.filter((file) => file.endsWith('.png'))).toEqual([
    'training/figures/figure-loss.png',
  ])
})

test('of the figures of models, a wrong one fails alone as well', async () => {
  const { failed, files } = await runReport(
    {
      ...sound,
      infer: {
        models: async () => ({ models: [{ runId: 'one', run: async () => 1 }], notes: [] }),
        summarize: async () => ({}),
        plot: { three: 3 as never, box: loss },
      },
    } as never,
    { sweep, overrides: ['inference.enabled=true'] },
  )
  expect(failed).toEqual([
    {
      task: 'plot three',
      reason: 'The report "mine": The figure "infer.plot.three" is a number, expected a function.',
    },
  ])
  expect(files).toContain('inference/figures/figure-box.png')
})

test('an infer that is a plain function writes what it returns', async () => {
  const spec = defineReport({
    name: 'mine',
    title: 'Mine',
    plot: {},
    infer: async ({ runs }) => ({
      models: runs.numRows(),
      tables: { numbers: table({ n: [1, 2] }) },
      figures: { box: boxPlot(runs, { value: 'loss.total_best' }) },
    }),
  })
  const report = await runReport(spec, { sweep, overrides: ['inference.enabled=true'] })
  expect(report.failed).toEqual([])
  expect(JSON.parse(report.read('inference/summary.json'))).toEqual({ models: 4, failed: [] })
  expect(report.read('inference/numbers.csv')).toBe('n\n1\n2\n')
  expect(report.files).toContain('inference/figures/figure-box.png')
})

test('a failure of an infer function is its own', async () => {
  const spec = defineReport({
    name: 'mine',
    title: 'Mine',
    plot: { loss },
    infer: () => {
      throw new Error('no data today')
    },
  })
  const report = await runReport(spec, { sweep, overrides: ['inference.enabled=true'] })
  expect(report.failed).toEqual([{ task: 'infer all', reason: 'no data today' }])
  expect(report.files).toContain('training/figures/figure-loss.png')
})

test('a summary that JSON cannot hold, and remarks that are one text, leave the rest standing', async () => {
  const circular: Record<string, unknown> = {}
  circular.self = circular
  const { failed, files, warnings } = await run({
    analyze: ({ runs }: { runs: unknown }) => ({ runs, summary: circular, remarks: 'one' }),
  })
  expect(files).toContain('training/figures/figure-loss.png')
  expect(failed[0]?.reason).toContain('a summary whose "self" is an object that holds itself')
  expect(failed[0]?.reason).toContain('"remarks" that are a string')
  expect(warnings).toEqual([])
})
