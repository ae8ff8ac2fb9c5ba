import { table } from 'arquero'
import { expect, test } from 'vitest'
import { runsOf } from '../../../testing/exampleRuns.ts'
import { trainAndValidation } from './trainAndValidation.ts'

/** A history of facts: a row for each epoch and split. */
function historyOf(train: readonly number[], validation: readonly number[]) {
  const epochs = [...train.keys()]
  return table([
    ['epoch', [...epochs, ...epochs]],
    ['split', [...epochs.map(() => 'train'), ...epochs.map(() => 'val')]],
    ['train_loss', [...train, ...epochs.map(() => null)]],
    ['val_loss', [...epochs.map(() => null), ...validation]],
  ])
}

const runs = runsOf([
  { run_dir: 'a', tokenizer: 'none' },
  { run_dir: 'b', tokenizer: 'vq' },
])
const perEpoch = new Map([
  ['a', historyOf([5, 3, 1], [6, 4, 4.5])],
  ['b', historyOf([5, 3, 2], [6, 5, 4])],
])
const figure = trainAndValidation(runs, perEpoch)

test('training is solid and validation dashed, in the colour of the run', () => {
  const [solid, dashed] = figure.chart.data.datasets
  expect(solid?.data.map(({ y }) => y)).toEqual([5, 3, 1])
  expect(solid?.borderDash).toEqual([])
  expect(dashed?.data.map(({ y }) => y)).toEqual([6, 4, 4.5])
  expect(dashed?.borderDash).not.toEqual([])
  expect(dashed?.borderColor).toBe(solid?.borderColor)
})

test('curves that are missing are told by their metric, and have no dash in the legend', () => {
  const { legend, notes } = trainAndValidation(
    runs,
    new Map(
      [...perEpoch.keys()].map((run) => [
        run,
        historyOf([Number.NaN, Number.NaN, Number.NaN], [6, 4, 4.5]),
      ]),
    ),
  )
  expect(notes[0]).toBe('Not drawn: 2 runs without values of train_loss.')
  expect(legend[1]?.items.map(({ text }) => text)).toEqual(['Validation loss'])
})

test('groups have no dash of their own, which says the split', () => {
  const many = runsOf([...'abcdef'].map((run_dir) => ({ run_dir, tokenizer: run_dir })))
  const histories = new Map([...'abcdef'].map((run) => [run, historyOf([5, 3], [6, 4])]))
  const figure = trainAndValidation(many, histories, { facet: null })
  const [groups] = figure.legend
  expect(groups?.items.filter(({ dash }) => dash !== undefined)).toEqual([])
})

test('more than three groups have a panel each', () => {
  const runsIn = (groups: string) =>
    runsOf([...groups].map((run_dir) => ({ run_dir, tokenizer: run_dir })))
  const histories = new Map([...'abcd'].map((run) => [run, historyOf([5, 3], [6, 4])]))
  expect(trainAndValidation(runsIn('abc'), histories).panels).toBeUndefined()
  expect(trainAndValidation(runsIn('abcd'), histories).panels?.plots).toHaveLength(4)
  expect(trainAndValidation(runsIn('abcd'), histories, { facet: null }).panels).toBeUndefined()
})

test('the legend counts every run once, and has the two dashes', () => {
  expect(figure.legend.map(({ items }) => items.map(({ text }) => text))).toEqual([
    ['none (n = 1)', 'vq (n = 1)'],
    ['Training loss', 'Validation loss'],
  ])
})

test('the gap is that at the best validation epoch', () => {
  expect(figure.caption).toContain('none 1 (n = 1); vq 2 (n = 1)')
})

test('the axis is named after what both have in common', () => {
  expect(figure.chart.options.scales.y.title.text).toBe('Loss')
})

test('panels have both curves of their runs', () => {
  const { caption, legend } = trainAndValidation(runs, perEpoch, { facet: 'tokenizer' })
  expect(caption).toContain('Panels by Tokenizer.')
  expect(legend[0]?.items).toHaveLength(2)
})

test('key, caption and legend are of the lines that panels draw, however many panels', () => {
  const rows = Array.from({ length: 13 * 3 }, (_, i) => ({
    run_dir: `r${i}`,
    tokenizer: 'none',
    size: `${i % 13}`,
  }))
  const histories = new Map(
    rows.map(({ run_dir }, i) => [run_dir, historyOf([5 + i, 3], [6 + i, 4])] as const),
  )
  const { caption, legend } = trainAndValidation(runsOf(rows), histories, {
    ...{ group: 'tokenizer', facet: 'size', show: 'mean' },
  })
  expect(legend[0]?.items[0]?.text).toBe('none (n = 3 per line)')
  expect(legend.at(-1)?.items[0]?.text).toMatch(/95 % interval$/)
  expect(caption).toContain("over the runs of a line (Student's t of the logarithms, n = 3)")
})

test('past a dozen runs the means stand before the runs', () => {
  const many = runsOf(
    Array.from({ length: 13 }, (_, i) => ({ run_dir: `r${i}`, tokenizer: 'none' })),
  )
  const histories = new Map(
    Array.from({ length: 13 }, (_, i) => [`r${i}`, historyOf([5 + i, 3], [6 + i, 4])] as const),
  )
  const [mean] = trainAndValidation(many, histories).chart.data.datasets
  expect(mean?.data.map(({ y }) => y)).toEqual([11, 3])
})

test('histories without either metric are a figure that says so', () => {
  const none = new Map([['a', historyOf([], [])]])
  expect(trainAndValidation(runs, none).alt).toMatch(/^Nothing to draw/)
})

test('a run whose both curves leave the axis is told as two curves, not as two runs', () => {
  const usual = Array.from({ length: 12 }, (_, i) => `r${i}`)
  const { notes } = trainAndValidation(
    runsOf([...usual, 'far'].map((run_dir) => ({ run_dir, tokenizer: 'vq' }))),
    new Map([
      ...usual.map((run, i) => [run, historyOf([2, 1.5 + i / 50], [2.5, 2 + i / 50])] as const),
      ['far', historyOf([1e9, 1e9], [1e9, 1e9])],
    ]),
  )
  expect(notes).toContainEqual(expect.stringMatching(/^Beyond the vertical axis: 2 curves, /))
})

test('runs of many groups in one plot are shown by their means alone', () => {
  const rows = Array.from({ length: 75 }, (_, i) => ({ run_dir: `r${i}`, lr: `x${i % 25}` }))
  const histories = new Map(rows.map(({ run_dir }) => [run_dir, historyOf([2, 1], [3, 2])]))
  const { caption } = trainAndValidation(runsOf(rows), histories, { group: 'lr' })
  expect(caption).not.toContain('Thin lines are single runs')
  const few = rows.slice(0, 48)
  expect(trainAndValidation(runsOf(few), histories, { group: 'lr' }).caption).toContain(
    'Thin lines are single runs',
  )
})

test('the gap of a group without a name is named as in the legend', () => {
  const histories = new Map(['a', 'b'].map((run) => [run, historyOf([2, 1], [3, 2])]))
  const rows = runsOf([
    { run_dir: 'a', tokenizer: '' },
    { run_dir: 'b', tokenizer: 'vq' },
  ])
  const { caption, legend } = trainAndValidation(rows, histories, { group: 'tokenizer' })
  expect(caption).toContain('(empty) 1 (n = 1); vq 1 (n = 1)')
  expect(legend[0]?.items[0]?.text).toBe('(empty) (n = 1)')
})

test('of a single epoch, markers tell training from validation, and the key has them', () => {
  const { chart, legend } = trainAndValidation(runs, new Map([['a', historyOf([5], [6])]]))
  const drawn = chart.data.datasets.map(({ data, pointStyle }) => [data[0]?.y, pointStyle])
  expect(drawn).toEqual([
    [5, 'circle'],
    [6, 'triangle'],
  ])
  expect(
    legend[1]?.items.map(({ text, symbol, pointStyle }) => [text, symbol, pointStyle]),
  ).toEqual([
    ['Training loss', 'point', 'circle'],
    ['Validation loss', 'point', 'triangle'],
  ])
})

test('a run whose both curves diverged is counted once', () => {
  const infinite = Number.POSITIVE_INFINITY
  const diverged = new Map([...perEpoch, ['a', historyOf([5, 3, infinite], [6, 4, infinite])]])
  expect(trainAndValidation(runs, diverged).notes).toContain(
    'With infinite values (diverged): 1 run.',
  )
})

test('training curves that hide those of validation are told', () => {
  const same = new Map([...perEpoch.keys()].map((run) => [run, historyOf([5, 3, 1], [5, 3, 1])]))
  const one = runsOf([{ run_dir: 'a', tokenizer: 'none' }])
  const [note] = trainAndValidation(one, same).notes
  expect(note).toBe(
    'Identical lines, of which one covers the others: none (Training loss) and none (Validation loss).',
  )
})
