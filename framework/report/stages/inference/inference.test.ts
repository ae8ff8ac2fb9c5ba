import { type ColumnTable, table } from 'arquero'
import { beforeAll, expect, test } from 'vitest'
import { boxPlot } from '../../../plots/kinds/groups/boxPlot.ts'
import { runReport } from '../../../testing/runReport.ts'
import { testSweep } from '../../../testing/testProject.ts'
import { defineReport } from '../../spec/defineReport.ts'
import { runIds } from '../runIds.ts'

let sweep: string
beforeAll(() => {
  sweep = testSweep().sweepDir
})

/** A report whose `infer` is as plain JavaScript would give it, over a small sweep. */
function run(infer: unknown) {
  const spec = defineReport({ name: 'mine', title: 'Mine', plot: {}, infer: infer as never })
  return runReport(spec, { sweep, overrides: ['inference.enabled=true'] })
}

const model = (runId: string, result: () => unknown) => ({ runId, run: async () => result() })
const fail = (message: string) => () => {
  throw new Error(message)
}
const sound = { models: () => ({ models: [model('a', () => 1)] }), summarize: () => ({ n: 1 }) }

test('models that are not what they should be fail once, with what belongs there', async () => {
  const { failed, path } = await run({ ...sound, models: () => undefined })
  expect(failed).toEqual([
    { task: 'find the models', reason: expect.stringContaining('infer.models returned undefined') },
  ])
  expect(path).toBeDefined()
})

test('no models at all are a failure, not silence', async () => {
  const { failed } = await run({ ...sound, models: () => ({ models: [] }) })
  expect(failed).toEqual([{ task: 'infer results', reason: 'infer.models returned no models.' }])
})

test('a cause that several models share is reported once, and stands with each in the summary', async () => {
  const models = [
    model('a', fail('no data')),
    model('b', fail('no data')),
    model('c', fail('other')),
    model('d', () => 1),
  ]
  const { failed, skipped, read } = await run({
    models: () => ({ models }),
    summarize: (_: unknown, outcome: { failed: unknown }) => ({ failed: outcome.failed }),
  })
  expect(failed).toEqual([
    { task: 'infer a', reason: 'no data' },
    { task: 'infer c', reason: 'other' },
  ])
  expect(skipped).toEqual([{ task: 'infer b', reason: 'fails for the same reason as model a' }])
  expect(JSON.parse(read('inference/summary.json')).failed).toEqual([
    { run_id: 'a', reason: 'no data' },
    { run_id: 'b', reason: 'no data' },
    { run_id: 'c', reason: 'other' },
  ])
})

test('what is to be known of the results of all models is a warning', async () => {
  const { warnings } = await run({
    ...sound,
    models: () => ({ models: [model('a', () => 1), model('b', () => 2)] }),
    notes: (_: unknown, { results }: { results: ReadonlyMap<string, unknown> }) => [
      `The models came to ${[...results.values()].join(' and ')}.`,
    ],
  })
  expect(warnings).toContain('The models came to 1 and 2.')
})

test('a cause that differs only in the folder of the run is reported once, and stands whole with each', async () => {
  const { failed, skipped, read } = await run({
    models: ({ runs }: { runs: ColumnTable }) => ({
      models: [...runIds(runs)].map(([runDir, runId]) =>
        model(runId, fail(`No model in ${runDir}: expected model.onnx.`)),
      ),
    }),
    summarize: (_: unknown, outcome: { failed: unknown }) => ({ failed: outcome.failed }),
  })
  const [first, ...others] = failed
  expect(first?.reason).toMatch(/^No model in .+: expected model\.onnx\.$/)
  expect(others).toEqual([])
  const alike = skipped.filter(
    ({ reason }) =>
      reason === `fails for the same reason as ${first?.task.replace('infer', 'model')}`,
  )
  expect(alike.length).toBeGreaterThan(0)
  const reasons = JSON.parse(read('inference/summary.json')).failed.map(
    ({ reason }: { reason: string }) => reason,
  )
  expect(new Set(reasons).size).toBe(alike.length + 1)
})

test('a summary that is not an object fails the results, and keeps what is known', async () => {
  const { failed, read } = await run({ ...sound, summarize: () => 'all well' })
  expect(failed).toEqual([
    {
      task: 'infer results',
      reason:
        'infer.summarize returned a summary that is a string; expected an object of facts by name.',
    },
  ])
  expect(JSON.parse(read('inference/summary.json'))).toEqual({ failed: [] })
})

test('a wrong table and figure of a plain function are reported once, in its results', async () => {
  const { failed, files } = await run(({ runs }: { runs: never }) => ({
    tables: { good: table({ a: [1] }), bad: [1] },
    figures: { box: boxPlot(runs, { value: 'loss.total_best' }), none: 3 },
  }))
  expect(failed).toEqual([
    {
      task: 'infer results',
      reason:
        'infer returned the table "bad", which is an array; expected a table. For rows as objects ' +
        "write from(rows), with import { from } from 'thesis-report'.\n" +
        'infer, for its figure "none", returned a number. Return a figure, such as boxPlot(runs, { value, group }) makes.',
    },
  ])
  expect(files).toContain('inference/good.csv')
  expect(files).toContain('inference/figures/figure-box.png')
})

test('what models are compared by reaches findings, methods, warnings and tables of the report', async () => {
  const finding = {
    key: 'wide-vs-narrow',
    sentence: 'wide is better than narrow.',
    values: { p: 0.01 },
  }
  const { read, warnings, failed } = await run({
    ...sound,
    compare: () => ({
      tables: { comparisons: table({ a: ['narrow'], b: ['wide'] }) },
      findings: [finding],
      methods: ['Models were compared.'],
      remarks: ['Few models.'],
    }),
  })
  expect(failed).toEqual([])
  expect(JSON.parse(read('report.json')).findings).toEqual([finding])
  expect(JSON.parse(read('training/summary.json')).findings).toEqual([finding])
  expect(read('training/summary.md')).toContain('- wide is better than narrow.')
  expect(read('training/findings.tex')).toContain('wide-vs-narrow')
  expect(read('training/methods.md')).toContain('Models were compared.')
  expect(read('inference/comparisons.csv')).toBe('a,b\nnarrow,wide\n')
  expect(warnings).toEqual(['Few models.'])
})

test('wrong comparisons are left out and reported, and the rest stands', async () => {
  const { failed, read } = await run({
    ...sound,
    compare: () => ({
      findings: [{ key: 'a b', sentence: 'x', values: {} }],
      methods: 'counted',
      tables: { bad: 1 },
      remarks: ['Few models.'],
    }),
  })
  expect(failed[0]?.reason.split('\n')).toEqual([
    expect.stringContaining('infer.compare returned the table "bad", which is a number;'),
    expect.stringContaining('infer.compare returned "findings" of which one has the key "a b"'),
    'infer.compare returned "methods" that are a string; expected an array of sentences.',
  ])
  expect(JSON.parse(read('inference/summary.json'))).toEqual({ n: 1 })
  expect(JSON.parse(read('report.json')).warnings).toEqual(['Few models.'])
})

test("an error of the author's own code reaches the test as it was thrown", async () => {
  const slip = new TypeError('my slip')
  const { failed } = await run({
    ...sound,
    summarize: () => {
      throw slip
    },
  })
  expect(failed).toEqual([{ task: 'infer results', reason: 'my slip' }])
})

test('inference that nothing does is reported', async () => {
  const { warnings, failed } = await run(undefined)
  expect(warnings).toEqual([
    'inference.enabled=true changes nothing: the report mine has no infer hook.',
  ])
  expect(failed).toEqual([])
})
