import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { readTree } from '../../../testing/recorded/recordedTrees.ts'
import { jsonSource } from './jsonSource.ts'

async function readOne(files: Record<string, string>) {
  const root = writeTree(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`run/${name}`, text])),
  )
  return (await readTree(jsonSource, root)).get('run')
}

test('claims count only inside a run', () => {
  expect(jsonSource.isGeneric).toBe(true)
})

test('lines are points at their step, nested numbers have dotted names', async () => {
  const run = await readOne({
    'metrics.jsonl':
      '{"step": 0, "loss": NaN, "ok": true, "sizes": [1]}\n{"step": 5, "val": {"acc": 0.5}}\n',
  })
  expect(run?.metrics).toEqual(
    new Map([
      ['loss', { step: Float64Array.of(0), value: Float64Array.of(Number.NaN) }],
      ['val.acc', { step: Float64Array.of(5), value: Float64Array.of(0.5) }],
    ]),
  )
})

const DEEP = `{"a": ${'{"a":'.repeat(5000)}1${'}'.repeat(5001)}`

test('a line that is nested too deep is left out, and told', async () => {
  const run = await readOne({ 'metrics.jsonl': `{"step": 0, "loss": 1}\n${DEEP}` })
  expect([...(run?.metrics.keys() ?? [])]).toEqual(['loss'])
  expect(run?.findings).toEqual(['metrics.jsonl:2: it is nested more than 100 deep, left out'])
})

test('a file that is nested too deep is left out, and told', async () => {
  const run = await readOne({ 'metrics.json': DEEP, 'metrics.jsonl': '{"step": 0, "loss": 1}\n' })
  expect(run?.findings).toEqual([
    'metrics.json: it is nested more than 100 deep; this file is left out',
  ])
})

test('a record that names its split has metrics of that split', async () => {
  const run = await readOne({
    'metrics.jsonl': ['train', 'val']
      .map((split, i) => JSON.stringify({ epoch: 0, split, acc: i, [`${split}_loss`]: 1 }))
      .join('\n'),
  })
  expect([...(run?.metrics.keys() ?? [])]).toEqual([
    'train/acc',
    'train_loss',
    'val/acc',
    'val_loss',
  ])
  expect(run?.findings).toEqual([])
})

test('a text that tells records of one step apart is reported, as their values are in one course', async () => {
  const lines = ['cifar', 'mnist'].map((dataset) => JSON.stringify({ step: 1, dataset, acc: 0.5 }))
  const run = await readOne({ 'metrics.jsonl': `${lines.join('\n')}\n` })
  expect(run?.findings).toEqual([
    "metrics.jsonl:2: 'dataset' tells records of one step apart, but is no metric: their values are in one course",
  ])
  const timed = await readOne({
    'metrics.jsonl':
      '{"step": 1, "t": "2025-01-01", "a": 1}\n{"step": 1, "t": "2025-01-02", "a": 1}\n',
  })
  expect(timed?.findings).toEqual([])
})

test('epochs are the steps of records that have nothing else', async () => {
  const run = await readOne({
    'metrics.json': '[{"epoch": 1, "loss": 2}, {"epoch": 2, "loss": 1}]',
  })
  expect(run?.metrics.get('loss')).toEqual({
    step: Float64Array.of(1, 2),
    epoch: Float64Array.of(1, 2),
    value: Float64Array.of(2, 1),
  })
})

test('iterations are the steps of records that have nothing else', async () => {
  const run = await readOne({ 'metrics.json': '[{"iteration": 20, "loss": 2}]' })
  expect([...(run?.metrics.keys() ?? [])]).toEqual(['loss'])
  expect(run?.metrics.get('loss')?.step).toEqual(Float64Array.of(20))
  const both = await readOne({ 'metrics.json': '[{"step": 1, "iteration": 20}]' })
  expect(both?.metrics.get('iteration')?.step).toEqual(Float64Array.of(1))
})

test('a metrics.json with one record per line is read by lines', async () => {
  const run = await readOne({
    'metrics.json': '{"step": 1, "loss": 2}\n{"step": 2, "loss": 1}\n{"step": 3, "lo',
  })
  expect(run?.metrics.get('loss')?.value).toEqual(Float64Array.of(2, 1))
  expect(run?.findings).toEqual(['metrics.json:3: the last line is cut and left out'])
})

test('a cut last line and lines that are no JSON are left out and reported', async () => {
  const run = await readOne({ 'metrics.jsonl': '{"a": 1}\nbad\n[1]\n{"a": 2}\n{"a": 3' })
  expect(run?.metrics.get('a')?.value).toEqual(Float64Array.of(1, 2))
  expect(run?.findings).toEqual([
    'metrics.jsonl:5: the last line is cut and left out',
    'metrics.jsonl:2: no JSON object, left out (2 lines like this)',
  ])
})

test('a step that is not a number is reported, and the values stay', async () => {
  const run = await readOne({
    'metrics.jsonl': '{"step": "2", "loss": 1}\n{"step": null, "loss": 2}\n',
  })
  expect(run?.metrics.get('loss')?.value).toEqual(Float64Array.of(1, 2))
  expect(run?.metrics.get('loss')?.step).toEqual(Float64Array.of(Number.NaN, Number.NaN))
  expect(run?.findings).toEqual([
    "metrics.jsonl:1: 'step' is not a number, so that its values have no step (2 lines like this)",
  ])
})

test('a key that stands twice, in an object or by its dotted name, is reported', async () => {
  const run = await readOne({
    'metrics.jsonl':
      '{"loss": 0.5, "a\\"b": 1, "loss": 0.25}\n{"a": {"b": 1}, "a.b": 2, "t": "x: 1"}\n',
    'results.json': '{"n": {"x": 1, "x": 2}}',
  })
  expect(run?.metrics.get('loss')?.value).toEqual(Float64Array.of(0.25))
  expect(run?.metrics.get('a.b')?.value).toEqual(Float64Array.of(1))
  expect(run?.findings).toEqual([
    'metrics.jsonl:1: an object has a key twice; the last one counts, as for Python',
    "metrics.jsonl:2: 'a.b' stands twice in a record; the first one counts",
    'results.json: an object has a key twice; the last one counts, as for Python',
  ])
})

test('where two files have the same metric, the lines count and the other is reported', async () => {
  const run = await readOne({ 'metrics.jsonl': '{"acc": 0.1}\n', 'results.json': '{"acc": 0.2}' })
  expect(run?.metrics.get('acc')?.value).toEqual(Float64Array.of(0.1))
  expect(run?.findings).toEqual([
    'results.json has metrics that metrics.jsonl has too, which counts: acc; ' +
      'they differ in acc (0.1, not 0.2)',
  ])
})

test('the metrics.json of DVCLive is not claimed', async () => {
  const root = writeTree({ 'dvclive/metrics.json': '{"a": 1}' })
  expect((await readTree(jsonSource, root)).size).toBe(0)
})

test('what is neither an object nor a list of them is refused', async () => {
  await expect(readOne({ 'results.json': '[1, 2]' })).rejects.toMatchObject({
    code: 'RUN_UNUSABLE',
    message: 'results.json holds neither a JSON object nor a list of them; this file is left out',
  })
})

test('where no file can be read, the reason of each is reported', async () => {
  const root = writeTree({ 'metrics.json': 'x', 'results.json': '' })
  const claim = { directory: root, names: ['results.json', 'metrics.json'], isWhole: false }
  expect(() => jsonSource.read(claim)).toThrow(
    /results\.json is not valid.*metrics\.json is not valid/,
  )
})

test("a history of Keras' is a course per metric, from epoch 0", async () => {
  const root = writeTree({ 'run/history.json': '{"loss": [3, 2.5], "val_loss": [3, NaN]}' })
  const run = (await readTree(jsonSource, root)).get('run')
  expect(run?.metrics.get('val_loss')).toEqual({
    step: Float64Array.of(0, 1),
    epoch: Float64Array.of(0, 1),
    value: Float64Array.of(3, Number.NaN),
  })
})

test("a history of LightGBM's is a course per metric of a data set", async () => {
  const root = writeTree({ 'run/history.json': '{"valid_0": {"auc": [0.5, 0.75], "l2": [2, 1]}}' })
  const run = (await readTree(jsonSource, root)).get('run')
  expect([...(run?.metrics ?? [])].map(([name, { value }]) => [name, [...value]])).toEqual([
    ['valid_0.auc', [0.5, 0.75]],
    ['valid_0.l2', [2, 1]],
  ])
})

const LISTS = '{"valid_0": {"auc": [0.5, 0.75]}}'
const NO_METRIC = "has no metric, only lists ('valid_0.auc' of 2 numbers)"

test.each([
  ['metrics.json', LISTS, [NO_METRIC]],
  ['results.json', `[${LISTS}]`, [NO_METRIC]],
  ['metrics.jsonl', `{"step": 1, "valid_0": {"auc": [0.5, 0.75]}}\n`, [NO_METRIC]],
  ['history.json', '{"valid_0": {"auc": [0.5, 0.75]}, "best": {"auc": [1]}}', [NO_METRIC]],
  ['metrics.json', '{"auc": 0.75, "valid_0": {"auc": [0.5, 0.75]}}', []],
  ['metrics.json', '{"note": "text", "names": ["a"]}', []],
])(
  'lists of numbers that are no metrics are told where %s has nothing else: %s',
  async (name, text, told) => {
    const run = await readOne({ [name]: text })
    expect(run?.findings).toEqual(told.map((each) => expect.stringContaining(`${name} ${each}`)))
  },
)

test.each(['{"loss": [3, 2], "classes": [1, 2, 3]}', '{"loss": [3, 2], "names": ["a", "b"]}'])(
  'lists that are no courses are no metrics: %s',
  async (text) => {
    const root = writeTree({ 'run/history.json': text })
    expect((await readTree(jsonSource, root)).get('run')?.metrics.size).toBe(0)
  },
)

test("a history of skorch's is a list of records by epoch", async () => {
  const root = writeTree({
    'run/history.json':
      '[{"epoch": 1, "train_loss": 2, "batches": [{"train_loss": 3}]}, {"epoch": 2, "train_loss": 1, "batches": []}]',
  })
  const run = (await readTree(jsonSource, root)).get('run')
  expect(run?.metrics.get('train_loss')?.epoch).toEqual(Float64Array.of(1, 2))
})
