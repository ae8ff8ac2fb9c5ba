import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { appendEvent, formatEvent, type TrainingEvent } from './appendEvent.ts'
import { appendScalars } from './appendScalars.ts'
import { recordedPath } from './recorded/recorded.ts'

const temporaryFolder = () => mkdtempSync(path.join(tmpdir(), 'writers-'))

test('appends a line with every key, the histories twice and null for what is not known', () => {
  const runDir = temporaryFolder()
  appendEvent(runDir, { moment: 'on_start', meta: { seed: 0 } }, 'outputs/runs/a')
  appendEvent(
    runDir,
    {
      moment: 'on_epoch_end',
      epoch: 0,
      split: 'val',
      trainLoss: 1,
      valLoss: Number.NaN,
      metrics: { perplex: 0 },
      histories: { val_loss: [Number.NaN] },
    },
    'outputs/runs/a',
  )
  expect(readFileSync(path.join(runDir, 'facts/events.jsonl'), 'utf8')).toBe(
    '{"schema_version": 1, "moment": "on_start", "run_dir": "outputs/runs/a", "epoch": null, ' +
      '"step": null, "split": null, "train_loss": null, "val_loss": null, "metrics": {}, ' +
      '"epoch_time_s": null, "total_time_s": null, "throughput": null, "meta": {"seed": 0}}\n' +
      '{"schema_version": 1, "moment": "on_epoch_end", "run_dir": "outputs/runs/a", "epoch": 0, ' +
      '"step": null, "split": "val", "train_loss": 1.0, "val_loss": NaN, "metrics": ' +
      '{"perplex": 0.0}, "epoch_time_s": null, "total_time_s": null, "throughput": null, ' +
      '"meta": {}, "histories": {"val_loss": [NaN]}, "history_val_loss": [NaN]}\n',
  )
})

test('writes the header once and rounds to eight digits', () => {
  const runDir = temporaryFolder()
  appendScalars(runDir, {
    epoch: 0,
    split: 'train',
    trainLoss: 0.8853275985717773,
    metrics: { b: 1, a: 0.5 },
  })
  appendScalars(runDir, { split: 'val', valLoss: Number.NaN, metrics: { b: 1e-9, a: Infinity } })
  expect(readFileSync(path.join(runDir, 'facts/scalars.csv'), 'utf8')).toBe(
    'epoch,split,train_loss,val_loss,epoch_time_s,throughput,max_memory_mib,metric_a,metric_b\n' +
      '0,train,0.8853276,,,,,0.5,1\n' +
      '-1,val,,nan,,,,inf,1e-09\n',
  )
})

const recordedRun = (job: number) =>
  recordedPath(
    'sweeps/compare_globals_heads/outputs/runs',
    `run_20261123-072202_compare_globals_heads_job${job}`,
  )

test.each([0, 8, 17])('writes the events of the Python trainer byte for byte: job %i', (job) => {
  const lines = readFileSync(path.join(recordedRun(job), 'facts/events.jsonl'), 'utf8').split(
    /(?<=\n)/,
  )
  expect(lines).toHaveLength(15)
  for (const line of lines) {
    const record = JSON.parse(line)
    const event = {
      moment: record.moment,
      epoch: record.epoch ?? undefined,
      split: record.split ?? undefined,
      trainLoss: record.train_loss ?? undefined,
      valLoss: record.val_loss ?? undefined,
      metrics: record.metrics,
      epochTimeS: record.epoch_time_s ?? undefined,
      totalTimeS: record.total_time_s ?? undefined,
      throughput: record.throughput ?? undefined,
      meta: record.meta,
      histories: record.histories,
    } as TrainingEvent
    expect(formatEvent(record.run_dir, event)).toBe(line)
  }
})

test.each([0, 8, 17])('writes the scalars of the Python trainer byte for byte: job %i', (job) => {
  const events = readFileSync(path.join(recordedRun(job), 'facts/events.jsonl'), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
    .filter((record) => record.moment === 'on_epoch_end')
  const runDir = temporaryFolder()
  const recorded = readFileSync(path.join(recordedRun(job), 'facts/scalars.csv'), 'utf8')
  // The metric of the train rows is in no event.
  const trainMetrics = [...recorded.matchAll(/,train,.*,(.*)\n/g)].map((match) => Number(match[1]))
  for (const [index, record] of events.entries()) {
    const common = {
      epoch: record.epoch,
      epochTimeS: record.epoch_time_s,
      throughput: record.throughput,
    }
    const perplex = trainMetrics[index] ?? Number.NaN
    appendScalars(runDir, {
      ...common,
      split: 'train',
      trainLoss: record.train_loss,
      metrics: { perplex },
    })
    appendScalars(runDir, {
      ...common,
      split: 'val',
      valLoss: record.val_loss,
      metrics: record.metrics,
    })
  }
  expect(readFileSync(path.join(runDir, 'facts/scalars.csv'), 'utf8')).toBe(recorded)
})
