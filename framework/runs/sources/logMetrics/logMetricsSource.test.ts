import { expect, test } from 'vitest'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { readTree } from '../../../testing/recorded/recordedTrees.ts'
import { createLogMetricsSource } from './logMetricsSource.ts'

async function readLogs(logs: Record<string, string>, patterns: Record<string, string>) {
  const source = await createLogMetricsSource(new Map(Object.entries(patterns)))
  const root = writeTree(logs)
  return (await readTree(source, root)).get('.')
}

const values = (run: Awaited<ReturnType<typeof readLogs>>, metric: string) =>
  Array.from(run?.metrics.get(metric)?.value ?? [])

test('each match is a point without a step', async () => {
  const log =
    '[INFO] - F1 Test score weighted: 0.25\nother\n[INFO] - F1 Test score weighted: nan\r\n'
  const run = await readLogs(
    { 'train.log': log },
    { f1: String.raw`F1 Test score weighted: (\S+)` },
  )
  expect(run?.metrics.get('f1')).toEqual({
    step: Float64Array.of(Number.NaN, Number.NaN),
    value: Float64Array.of(0.25, Number.NaN),
  })
})

test('a line may have several, each metric its own pattern', async () => {
  const run = await readLogs(
    { 'a.log': 'loss=1 acc=2 loss=3\n' },
    { loss: 'loss=([0-9]+)', acc: 'acc=([0-9]+)' },
  )
  expect(values(run, 'loss')).toEqual([1, 3])
  expect(values(run, 'acc')).toEqual([2])
})

test('^ and $ are the ends of a line, and no match spans two lines', async () => {
  const log = 'x: 1\ny x: 2\nx:\n3\nx: 4'
  const run = await readLogs({ 'a.log': log }, { x: String.raw`^x:\s*([0-9]+)$` })
  expect(values(run, 'x')).toEqual([1, 4])
})

test('progress bars and colours do not hide a value', async () => {
  const log = '10%\rloss: \u001b[32m0.5\u001b[0m\r20%\n'
  expect(values(await readLogs({ 'a.log': log }, { loss: 'loss: ([0-9.]+)' }), 'loss')).toEqual([
    0.5,
  ])
})

test('long logs are searched piece by piece, lines across pieces too', async () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `epoch ${index} loss: ${index} é`)
  const run = await readLogs({ 'a.log': lines.join('\n') }, { loss: 'loss: ([0-9]+)' })
  expect(values(run, 'loss')).toEqual(lines.map((_, index) => index))
})

test('a match that is not a number is reported', async () => {
  const run = await readLogs({ 'a.log': 'acc: 0.5,\nacc: 0.6,\n' }, { acc: String.raw`acc: (\S+)` })
  expect(run?.metrics.size).toBe(0)
  expect(run?.findings).toEqual([
    "a.log: the pattern of acc found '0.6,', which is not a number (2 matches like this)",
  ])
})

test('where two logs have the same metric, the first by name counts', async () => {
  const run = await readLogs({ 'b.log': 'x 2\n', 'a.log': 'x 1\n' }, { x: 'x ([0-9])' })
  expect(values(run, 'x')).toEqual([1])
  expect(run?.findings).toEqual([
    'b.log has metrics that a.log has too, which counts: x; they differ in x (1, not 2)',
  ])
})

test('matching takes a time linear in the log', async () => {
  const run = await readLogs({ 'a.log': `${'a'.repeat(100_000)}b` }, { x: '((a+)+)$' })
  expect(run?.metrics.size).toBe(0)
})

test.each([
  ['(?=x)(1)', /^inputs\.log_metrics\.f1: '\(\?=x\)\(1\)' is not a pattern of RE2: /],
  ['f1: [0-9]+', /has no group for the value; put it in brackets/],
])('the pattern %s is refused', async (pattern, message) => {
  await expect(createLogMetricsSource(new Map([['f1', pattern]]))).rejects.toMatchObject({
    code: 'CONFIG_VALUE_INVALID',
    message: expect.stringMatching(message),
  })
})
