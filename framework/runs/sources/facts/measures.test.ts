import { expect, test } from 'vitest'
import type { EpochColumns } from '../../runRecord.ts'
import type { RunEvents } from './events.ts'
import { measureRun } from './measures.ts'

type Columns = Readonly<Record<string, readonly number[]>>

/** Rows of the split val, unless `split` says otherwise. */
function columnsOf(
  { val_loss = [], ...more }: Columns,
  split: readonly string[] = val_loss.map(() => 'val'),
): EpochColumns {
  const numbers = { epoch: val_loss.map((_, epoch) => epoch), val_loss, ...more }
  return [
    { name: 'split', kind: 'text', values: [...split] },
    ...Object.entries(numbers).map(([name, values]) => ({
      name,
      kind: 'number' as const,
      values: Float64Array.from(values),
    })),
  ]
}

function measure(
  columns: Columns | EpochColumns,
  {
    events,
    written,
    diverged = new Map(),
  }: { events?: object; written?: Columns; diverged?: ReadonlyMap<string, number> } = {},
) {
  const epochs = Array.isArray(columns) ? (columns as EpochColumns) : columnsOf(columns as Columns)
  return measureRun({
    scalars: { epochs, written: written ? columnsOf(written) : epochs, diverged },
    events: events as RunEvents | undefined,
  })
}

test('the best epoch is the first with the least loss, the final loss that of the last epoch', () => {
  expect(measure({ val_loss: [5, 2, 3, 2, 4] })).toMatchObject({
    epochs: 5,
    best_epoch: 1,
    'loss.total_best': 2,
    'loss.total_final': 4,
    diverged: null,
  })
})

test('missing losses are passed over, and a final one that is missing is null', () => {
  expect(measure({ val_loss: [Number.NaN, 3, Number.NaN] })).toMatchObject({
    epochs: 3,
    best_epoch: 1,
    'loss.total_best': 3,
    'loss.total_final': null,
  })
})

test('rows of other splits do not count', () => {
  const columns = columnsOf(
    { val_loss: [1, 5, 0.5, 4], epoch: [0, 0, 1, 1], metric_acc: [9, 1, 9, 2] },
    ['train', 'val', 'train', 'val'],
  )
  expect(measure(columns)).toMatchObject({
    epochs: 2,
    best_epoch: 1,
    'loss.total_best': 4,
    metric_acc_final: 2,
  })
})

test('the epochs are one more than the last, and whole', () => {
  expect(measure({ val_loss: [1, 2], epoch: [3, 7.5] })).toMatchObject({ epochs: 8, best_epoch: 3 })
})

test('each metric has its last value, null where that is missing', () => {
  const measured = measure({
    val_loss: [1, 2, 3],
    metric_acc: [0.1, 0.9, 0.7],
    metric_f1: [0.5, 0.5, Number.NaN],
    throughput: [1, 1, 1],
  })
  expect(Object.keys(measured).filter((name) => name.endsWith('_final'))).toEqual([
    'loss.total_final',
    'metric_perplex_final',
    'metric_acc_final',
    'metric_f1_final',
  ])
  expect(measured).toMatchObject({
    metric_acc_final: 0.7,
    metric_f1_final: null,
    metric_perplex_final: null,
  })
})

test('times, throughput and memory are those of all rows, also of epochs done again', () => {
  const written = {
    val_loss: [3, 2, 1],
    epoch_time_s: [10, 20, 60],
    throughput: [100, 300, 200],
    max_memory_mib: [5, 9, 7],
  }
  const kept = {
    val_loss: [3, 1],
    epoch_time_s: [10, 60],
    throughput: [1, 1],
    max_memory_mib: [1, 1],
  }
  expect(measure(kept, { written })).toMatchObject({
    total_time_s: 90,
    mean_epoch_time_s: 30,
    throughput_mean: 200,
    max_memory_mib_max: 9,
  })
  expect(measure({ val_loss: [1] })).toMatchObject({
    total_time_s: null,
    mean_epoch_time_s: null,
    throughput_mean: null,
    max_memory_mib_max: null,
  })
})

test("the training's own total time comes before the sum of its epochs", () => {
  const columns = { val_loss: [1, 2], epoch_time_s: [10, 20] }
  const total = (total_time_s: unknown) =>
    measure(columns, { events: { trainEnd: { total_time_s } } }).total_time_s
  expect([total(45), total('45.5'), total(null), total(undefined)]).toEqual([45, 45.5, 30, 30])
  expect(() => total([1])).toThrow(
    expect.objectContaining({
      code: 'RUN_UNUSABLE',
      message: 'facts/events.jsonl: total_time_s of on_train_end is [1], not a number',
    }),
  )
})

test('parts of the loss are those of the best epoch, by its place among distinct epochs', () => {
  const events = {
    lastEpochEnd: {
      history_rec_tokens: [0.1, 0.2, 0.3],
      history_codebook: ['0.4', '0.5', 'none'],
      history_rec_globals: 7,
    },
  }
  expect(measure({ val_loss: [5, 2, 3], epoch: [2, 4, 6] }, { events })).toMatchObject({
    best_epoch: 4,
    'loss.recon_best': 0.2,
    'loss.codebook_best': 0.5,
    'loss.commit_best': null,
    'loss.rec_globals_best': null,
  })
  expect(measure({ val_loss: [5, 2, 3], epoch: [2, 2, 4] }, { events })).toMatchObject({
    'loss.recon_best': 0.1,
  })
  expect(measure({ val_loss: [5, 4, 3] }, { events })).toMatchObject({ 'loss.codebook_best': null })
})

test('each part of the loss has its own history, of numbers as Python reads them', () => {
  const events = {
    lastEpochEnd: {
      history_rec_tokens: [0.1, 0.2],
      history_codebook: [false, true],
      history_rec_globals: ['0.5', ' 0.6 '],
    },
  }
  expect(measure({ val_loss: [5, 2] }, { events })).toMatchObject({
    'loss.recon_best': 0.2,
    'loss.codebook_best': 1,
    'loss.rec_globals_best': 0.6,
  })
})

test('what diverged is named: metrics, then parts of the loss that end beyond all numbers', () => {
  const events = {
    lastEpochEnd: {
      history_rec_tokens: [1, Infinity],
      history_codebook: [Infinity, 1],
      history_rec_globals: [Number.NaN],
    },
  }
  const diverged = new Map([['loss.total', Infinity]])
  expect(measure({ val_loss: [1, Infinity] }, { events, diverged }).diverged).toBe(
    'loss.total, loss.recon, loss.rec_globals',
  )
})

test('a run of which every loss is NaN diverged, and has no best epoch', () => {
  const diverged = new Map([['loss.total', Number.NaN]])
  const events = { lastEpochEnd: { history_rec_tokens: [1, 2] } }
  expect(measure({ val_loss: [Number.NaN, Number.NaN] }, { diverged, events })).toMatchObject({
    epochs: 2,
    best_epoch: null,
    'loss.total_best': null,
    'loss.total_final': null,
    'loss.recon_best': null,
    diverged: 'loss.total',
  })
})

test.each<[string, () => unknown]>([
  ['no row has the split val', () => measure(columnsOf({ val_loss: [1] }, ['train']))],
  ['no row of the split val has a val_loss', () => measure({ val_loss: [Number.NaN] })],
  [
    'the val row with the least val_loss has no epoch',
    () => measure({ val_loss: [2, 1], epoch: [0, Number.NaN] }),
  ],
  ['an epoch is infinite', () => measure({ val_loss: [1, 2], epoch: [0, Infinity] })],
])('a run is refused where %s', (reason, act) => {
  expect(act).toThrow(
    expect.objectContaining({ code: 'RUN_UNUSABLE', message: `facts/scalars.csv: ${reason}` }),
  )
})

test('a file without the column split has no row of it', () => {
  const [, ...withoutSplit] = columnsOf({ val_loss: [1] })
  expect(() => measure(withoutSplit)).toThrow('no row has the split val')
})
