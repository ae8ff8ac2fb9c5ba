import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parquetWriteBuffer } from 'hyparquet-writer'
import { expect, test } from 'vitest'
import { classScoresTable } from './classScoresTable.ts'
import { readScores } from './readScores.ts'
import { scoresFromLogits } from './scoredEvents.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'scores-'))

function written(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name)
  writeFileSync(file, content)
  return file
}

test('a CSV file has labels, scores by class, and weights; other columns may hold anything', async () => {
  const text =
    'event,label,score_qcd,score_top,weight\na,0,0.9,0.1,1\nb,1,0.3,0.7,0.5\nc,,0.5,0.5,1\n'
  const { events, classes } = await readScores(written('a.csv', text))
  expect(classes).toEqual(['qcd', 'top'])
  expect([...events.scores]).toEqual([0.9, 0.1, 0.3, 0.7, 0.5, 0.5])
  expect([...events.labels]).toEqual([0, 1, -1])
  expect([...(events.weights ?? [])]).toEqual([1, 0.5, 1])
})

test('numbered scores stand in the order of their numbers', async () => {
  const header = Array.from({ length: 11 }, (_, i) => `score_${10 - i}`).join()
  const text = `label,${header}\n0,10,9,8,7,6,5,4,3,2,1,0\n`
  const { events, classes } = await readScores(written('b.csv', text))
  expect([...events.scores]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(classes).toBeUndefined()
})

test('labels may be names of classes', async () => {
  const text = 'label,score_qcd,score_top\ntop,0.1,0.9\nqcd,0.7,0.3\n,0.5,0.5\n'
  const { events } = await readScores(written('names.csv', text))
  expect([...events.labels]).toEqual([1, 0, -1])
  const parquet = parquetWriteBuffer({
    columnData: [
      { name: 'label', data: ['top', 'qcd'], type: 'STRING' },
      { name: 'score_qcd', data: [0.1, 0.7], type: 'DOUBLE' },
      { name: 'score_top', data: [0.9, 0.3], type: 'DOUBLE' },
    ],
  })
  const { events: others } = await readScores(written('names.parquet', new Uint8Array(parquet)))
  expect([...others.labels]).toEqual([1, 0])
})

test('a Parquet file may have text labels that are missing at its end, or are numbers', async () => {
  const scoresOf = async (name: string, labels: (string | null)[]) => {
    const columns = ['score_qcd', 'score_top'].map((column) => ({
      name: column,
      data: labels.map(() => 0.5),
      type: 'DOUBLE' as const,
    }))
    const label = { name: 'label', data: labels, type: 'STRING' as const }
    const parquet = parquetWriteBuffer({ columnData: [label, ...columns] })
    return (await readScores(written(name, new Uint8Array(parquet)))).events
  }
  const events = await scoresOf('end.parquet', ['top', null, 'qcd', null])
  expect([...events.labels]).toEqual([1, -1, 0, -1])
  expect(events.scores).toHaveLength(8)
  const numbered = await scoresOf('numbered.parquet', ['1', '', '0', null])
  expect([...numbered.labels]).toEqual([1, -1, 0, -1])
})

test('labels may be truth values, and scores infinite, as Python writes them', async () => {
  const text = 'label,score\nTrue,inf\nFalse,-inf\n'
  const { events } = await readScores(written('truth.csv', text))
  expect([...events.labels]).toEqual([1, 0])
  expect([...events.scores]).toEqual([Infinity, -Infinity])
  const two = 'label,score_qcd,score_top\nTRUE,0.1,0.9\nfalse,0.7,0.3\n'
  const { events: named } = await readScores(written('truth-of-two.csv', two))
  expect([...named.labels]).toEqual([1, 0])
})

test('what is kept of a model is read back as it was', async () => {
  const scored = {
    scores: Float64Array.of(0.25, 0.75, Number.NaN, Number.NaN),
    nScores: 2,
    labels: Int32Array.of(1, -1),
    weights: Float64Array.of(2, 3),
  }
  const file = written('c.parquet', await classScoresTable(scored))
  const { events } = await readScores(file)
  expect([...events.scores]).toEqual([...scored.scores])
  expect([...events.labels]).toEqual([1, -1])
  expect([...(events.weights ?? [])]).toEqual([2, 3])
})

test('logits stand beside the scores, or in their place', async () => {
  const logits = Float64Array.of(40, 41, -3)
  const labels = Int32Array.of(1, 0, 0)
  const scored = { ...scoresFromLogits(logits, 1), labels }
  const kept = await readScores(written('kept.parquet', await classScoresTable(scored)))
  expect(kept.events).toEqual({ ...scored, weights: undefined })
  const text = `label,logit\n${[...logits].map((logit, i) => `${labels[i]},${logit}`).join('\n')}\n`
  const { events, classes } = await readScores(written('logit.csv', text))
  expect([events, classes]).toEqual([{ ...scored, weights: undefined }, undefined])
  const named = await readScores(written('two.csv', 'label,logit_qcd,logit_top\ntop,0,100\n'))
  expect(named.classes).toEqual(['qcd', 'top'])
  expect([...named.events.scores]).toEqual([Math.exp(-100), 1])
})

test('an event whose logit is NaN has no score', async () => {
  const { events } = await readScores(written('nan.csv', 'label,score,logit\n0,0.5,nan\n1,0.5,0\n'))
  expect([...events.scores]).toEqual([Number.NaN, 0.5])
})

test.each([
  ['no-label.csv', 'score\n1\n', 'there is no label among its columns (score)'],
  ['no-score.csv', 'label,x\n1,2\n', 'there is no score among its columns (label, x)'],
  ['empty.csv', 'label,score\n', 'it has no rows'],
  ['cut.csv', 'label,score\n1,0.5\n0\n', 'row 2 has 1 cells where the header has 2'],
  ['words.csv', 'label,score\n1,high\n', 'row 1 has "high" as its score, which is not a number'],
  ['half.csv', 'label,score\n0.5,1\n', 'The label of event 0 in column label of'],
  ['strange.csv', 'label,score_a,score_b\nc,1,0\n', 'is "c", which is none of the classes a, b'],
  [
    'word.csv',
    'label,score\nsignal,0.5\n',
    'is "signal", which is none of the classes 0, 1: name classes',
  ],
  [
    'three.csv',
    'label,score_a,score_b,score_c\nTrue,1,0,0\n',
    'is "True", which is none of the classes a, b, c',
  ],
  ['twice.csv', 'label,score_a,score_a\n0,1,0\n', 'more than one column is called score_a'],
  ['labels.csv', 'label,label,score\n0,1,0\n', 'more than one column is called label'],
  ['gap.csv', 'label,score_0,score_2\n0,1,0\n', 'it has score_0, score_2: numbers of classes go'],
  ['from-one.csv', 'label,score_1,score_2\n1,1,0\n', 'it has score_1, score_2: numbers of classes'],
  ['zeros.csv', 'label,score_1,score_01\n1,1,0\n', 'numbers of classes go from 0 up'],
  ['alone.csv', 'label,score_a\n1,1\n', 'score_a is the only score: call it score if'],
  ['both.csv', 'label,score,score_a,score_b\n1,1,0,1\n', 'it has both score and score_a, score_b'],
  [
    'others.csv',
    'label,score,logit_0,logit_1\n1,1,0,1\n',
    'it has score but logit_0, logit_1: give',
  ],
  [
    'logit-words.csv',
    'label,logit\n1,high\n',
    'row 1 has "high" as its logit, which is not a number',
  ],
  ['damaged.parquet', 'PAR1', 'it cannot be read as Parquet'],
])('%s is refused', async (name, content, message) => {
  await expect(readScores(written(name, content))).rejects.toThrow(message)
})

test('a file that is not there is refused', async () => {
  await expect(readScores(path.join(folder, 'none.csv'))).rejects.toThrow('it does not exist')
})
