import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { classScoresTable } from './classScoresTable.ts'
import { readScores } from './readScores.ts'

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
  const text = 'label,score_10,score_2\n0,10,2\n'
  const { events, classes } = await readScores(written('b.csv', text))
  expect([...events.scores]).toEqual([2, 10])
  expect(classes).toBeUndefined()
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

test.each([
  ['no-label.csv', 'score\n1\n', 'there is no label among its columns (score)'],
  ['no-score.csv', 'label,x\n1,2\n', 'there is no score among its columns (label, x)'],
  ['empty.csv', 'label,score\n', 'it has no rows'],
  ['cut.csv', 'label,score\n1,0.5\n0\n', 'row 2 has 1 cells where the header has 2'],
  ['words.csv', 'label,score\n1,high\n', 'row 1 has "high" as its score, which is not a number'],
  ['half.csv', 'label,score\n0.5,1\n', 'The label of event 0 in column label of'],
  ['damaged.parquet', 'PAR1', 'it cannot be read as Parquet'],
])('%s is refused', async (name, content, message) => {
  await expect(readScores(written(name, content))).rejects.toThrow(message)
})

test('a file that is not there is refused', async () => {
  await expect(readScores(path.join(folder, 'none.csv'))).rejects.toThrow('it is not there')
})
