import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type RunEvents, readEvents } from './events.ts'

function read(content: string | Buffer) {
  const runDir = mkdtempSync(path.join(tmpdir(), 'events-'))
  mkdirSync(path.join(runDir, 'facts'))
  writeFileSync(path.join(runDir, 'facts/events.jsonl'), content)
  return readEvents({ runDir, files: [], findings: [] }) as RunEvents
}

const usual = (moment: string, rest: string) =>
  `{"schema_version": 1, "moment": "${moment}", ${rest}}`

test('takes the first on_train_end and the last on_epoch_end', () => {
  const events = read(
    [
      usual('on_epoch_end', '"epoch": 0'),
      usual('on_train_end', '"total_time_s": 3.0'),
      usual('on_epoch_end', '"epoch": 1'),
      usual('on_train_end', '"total_time_s": 99.0'),
      usual('on_test_end', '"metrics": {}'),
    ].join('\n'),
  )
  expect(events.trainEnd).toMatchObject({ total_time_s: 3 })
  expect(events.lastEpochEnd).toMatchObject({ epoch: 1 })
  expect(events.badLines).toEqual([])
})

test('names the lines of all on_train_end, and of the last epoch', () => {
  const events = read(
    [
      usual('on_train_end', '"total_time_s": 3.0'),
      usual('on_epoch_end', '"epoch": 1'),
      '{"moment":"on_train_end","total_time_s":4.0}',
    ].join('\n'),
  )
  expect(events.trainEndLines).toEqual([1, 3])
  expect(events.lastEpochEndLine).toBe(2)
})

test('knows the run by what its first event calls it', () => {
  const event = (id: string) => usual('on_epoch_end', `"meta": {"run_id": "${id}"}`)
  expect(read(`${event('a-1')}\n${event('b-2')}\n`).runId).toBe('a-1')
  expect(read(`{"moment":"on_start"}\n${event('b-2')}\n`).runId).toBeUndefined()
})

test.each([
  ['carriage returns', '\r'],
  ['line feeds', '\n'],
  ['both', '\r\n'],
])('takes %s as line ends, and counts the lines', (_, end) => {
  const lines = [usual('on_epoch_end', '"epoch": 0'), '', '[1]', usual('on_train_end', '"x": 1')]
  const events = read(lines.join(end) + end)
  expect(events.lastEpochEnd).toMatchObject({ epoch: 0 })
  expect(events.trainEndLines).toEqual([4])
  expect(events.badLines).toEqual([3])
})

test('falls back to the epoch before where the last line is cut off', () => {
  const events = read(
    `${usual('on_epoch_end', '"epoch": 0')}\n{"schema_version": 1, "moment": "on_ep`,
  )
  expect(events.lastEpochEnd).toMatchObject({ epoch: 0 })
  expect(events.badLines).toEqual([2])
})

test('loses both records where the next one is glued to a cut line', () => {
  const events = read(
    `{"schema_version": 1, "moment": "on_tr${usual('on_train_end', '"epoch": 3')}\n`,
  )
  expect(events.trainEnd).toBeUndefined()
  expect(events.badLines).toEqual([1])
})

test('names lines that are no objects and reads the others', () => {
  const events = read('"text"\n\n[1,2]\nnull\n{"moment":"on_train_end"}')
  expect(events.trainEnd).toEqual({ moment: 'on_train_end' })
  expect(events.badLines).toEqual([1, 3, 4])
})

test('does not mistake a mention of a moment for the moment', () => {
  const events = read('{"note": "on_train_end", "moment": "on_epoch_end", "epoch": 4}\n')
  expect(events.trainEnd).toBeUndefined()
  expect(events.lastEpochEnd).toMatchObject({ epoch: 4 })
})

test('ignores a byte order mark and carriage returns', () => {
  const events = read('\ufeff{"moment": "on_train_end"}\r\n')
  expect(events.trainEnd).toBeDefined()
  expect(events.badLines).toEqual([])
})

test('says where the bytes are no UTF-8 and reads what is intact', () => {
  const events = read(
    Buffer.concat([
      Buffer.from('{"host": "'),
      Buffer.from([0xff]),
      Buffer.from('", "moment": "on_train_end"}'),
    ]),
  )
  expect(events.trainEnd).toBeDefined()
  expect(events.validUtf8).toBe(false)
})

test.each([
  ['\\n', '\n'],
  ['\\r', '\r'],
  ['\\r\\n', '\r\n'],
])('finds records across the borders of the chunks it reads, lines ended by %s', (_, end) => {
  const padding = usual('on_epoch_end', `"epoch": 0, "x": "${'y'.repeat(3_000_000)}"`)
  const last = usual('on_epoch_end', `"epoch": 9, "x": "${'z'.repeat(5_000_000)}"`)
  const events = read([padding, padding, last, usual('on_train_end', '"epoch": 9')].join(end))
  expect(events.lastEpochEnd).toMatchObject({ epoch: 9 })
  expect(events.trainEndLines).toEqual([4])
})
