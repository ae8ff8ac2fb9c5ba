import { appendFileSync, readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { Random } from '../../../stats/random.ts'
import { writeTree } from '../../../testing/files/writeTree.ts'
import { mutate } from '../../../testing/mutate.ts'
import {
  hparamsSession,
  simpleValue,
  summaryEvent,
  tfRecord,
} from '../../../testing/trackers/eventFile.ts'
import {
  bytesField,
  doubleField,
  floatField,
  intField,
  message,
} from '../../../testing/trackers/protobufMessage.ts'
import type { SourceRun } from '../source.ts'
import { tensorboardSource } from './tensorboardSource.ts'

const FIRST = 'events.out.tfevents.1700000000.host.1.0'
const SECOND = 'events.out.tfevents.1700000100.host.2.0'
const START = message(doubleField(1, 1_700_000_000), bytesField(3, 'brain.Event:2'))

function losses(...values: readonly number[]): Buffer {
  const events = values.map((value, step) =>
    summaryEvent({ step, wallTime: 1_700_000_001 + step }, simpleValue('loss', value)),
  )
  return Buffer.concat([START, ...events].map(tfRecord))
}

async function readFiles(files: Readonly<Record<string, Uint8Array>>): Promise<SourceRun> {
  return readDirectory(writeTree(files))
}

async function readDirectory(path: string): Promise<SourceRun> {
  const entries = readdirSync(path, { withFileTypes: true })
  const [claim] = tensorboardSource.claims({ path, entries })
  const [run] = claim === undefined ? [] : await tensorboardSource.read(claim)
  if (run === undefined) throw new Error('no run was claimed')
  return run
}

/** A value that is a tensor, with the plugin that it is for. */
function tensorValue(tag: string, tensor: Uint8Array, plugin = 'scalars'): Uint8Array {
  const metadata = message(bytesField(1, message(bytesField(1, plugin))))
  return message(bytesField(1, tag), bytesField(8, tensor), bytesField(9, metadata))
}

function oneTensor(tensor: Uint8Array, plugin?: string): Buffer {
  const event = summaryEvent({ step: 3, wallTime: 1 }, tensorValue('acc', tensor, plugin))
  return tfRecord(event)
}

/** The list of floats, packed, as it is written by default. */
function floats(...values: readonly number[]) {
  return bytesField(
    5,
    Buffer.concat(values.map((value) => Buffer.from(Float32Array.of(value).buffer))),
  )
}

const SCALAR_SHAPE = bytesField(2, message())
const PAIR_SHAPE = bytesField(2, message(bytesField(2, message(intField(1, 2)))))

test('scalars are points at their steps, with the seconds since the first event', async () => {
  const run = await readFiles({ [FIRST]: losses(0.5, Number.NaN) })
  expect(run.metrics.get('loss')).toEqual({
    step: new Float64Array([0, 1]),
    value: new Float64Array([0.5, Number.NaN]),
    timeS: new Float64Array([1, 2]),
  })
  expect(run).toMatchObject({ status: 'unknown', startedAt: 1_700_000_000_000, findings: [] })
})

test('float32 values are given as the double that they are', async () => {
  const run = await readFiles({ [FIRST]: losses(0.1) })
  expect(run.metrics.get('loss')?.value[0]).toBe(0.10000000149011612)
})

test('the files of a directory are joined in the order of their names', async () => {
  const run = await readFiles({ [SECOND]: losses(3), [FIRST]: losses(1, 2) })
  expect([...(run.metrics.get('loss')?.value ?? [])]).toEqual([1, 2, 3])
  expect([...(run.metrics.get('loss')?.step ?? [])]).toEqual([0, 1, 0])
})

test.each([
  ['double in its content', message(intField(1, 2), SCALAR_SHAPE, content64(0.1)), 0.1],
  ['float in its list', message(intField(1, 1), SCALAR_SHAPE, floatField(5, 0.5)), 0.5],
  ['int64 in its list', message(intField(1, 9), SCALAR_SHAPE, intField(10, -7)), -7],
  ['float without a shape', message(intField(1, 1), floatField(5, 0.5)), 0.5],
  ['packed float without a shape', message(intField(1, 1), floats(0.5)), 0.5],
  ['zero that is left out', message(intField(1, 1), SCALAR_SHAPE), 0],
])('a tensor of one element is a scalar: %s', async (_, tensor, value) => {
  const run = await readFiles({ [FIRST]: oneTensor(tensor) })
  expect([...(run.metrics.get('acc')?.value ?? [])]).toEqual([value])
})

test('a tensor of several elements, or of another plugin, is not a scalar', async () => {
  const pair = message(intField(1, 1), PAIR_SHAPE, floatField(5, 0.5))
  const scalar = message(intField(1, 1), SCALAR_SHAPE, floatField(5, 0.5))
  expect((await readFiles({ [FIRST]: oneTensor(pair) })).metrics.size).toBe(0)
  const unshaped = message(intField(1, 1), floats(0.5, 1))
  expect((await readFiles({ [FIRST]: oneTensor(unshaped) })).metrics.size).toBe(0)
  expect((await readFiles({ [FIRST]: oneTensor(scalar, 'pr_curves') })).metrics.size).toBe(0)
})

test('hyperparameters of the plugin are parameters, typed as there', async () => {
  const session = hparamsSession({
    lr: message(doubleField(2, 0.1)),
    'model/name': message(bytesField(3, 'mlp')),
    bias: message(intField(4, 1)),
    // An own property, of which there is no other way to write one.
    ['__proto__']: message(intField(1, 0)),
  })
  const run = await readFiles({ [FIRST]: session })
  expect([...run.params]).toEqual([
    ['lr', 0.1],
    ['model/name', 'mlp'],
    ['bias', true],
    ['__proto__', null],
  ])
})

test("the hparams.yaml of Lightning's logger counts, and the plugin where it lacks a parameter", async () => {
  const session = hparamsSession({
    lr: message(doubleField(2, 0.5)),
    'model/name': message(bytesField(3, 'MLP')),
    sizes: message(bytesField(3, '[1, 2]')),
    bias: message(intField(4, 1)),
  })
  const hparams = 'lr: 1e-3\nmodel:\n  name: mlp\nsizes: !!python/tuple [1, 2]\n'
  const files = { [FIRST]: Buffer.concat([session, losses(1)]), 'hparams.yaml': hparams }
  const run = await readDirectory(writeTree(files))
  expect([...run.params]).toEqual([
    ['lr', 0.001],
    ['model.name', 'mlp'],
    ['sizes', '[1,2]'],
    ['bias', true],
  ])
  expect(run.files.map(({ path }) => path)).toEqual([FIRST, 'hparams.yaml'])
  expect(run.findings).toEqual([])
})

test('what add_hparams puts beside the points of a run has no step where that is 0', async () => {
  const session = hparamsSession({ lr: message(doubleField(2, 0.1)) })
  const final = (step: number, ...tags: readonly string[]) =>
    tags.map((tag) =>
      tfRecord(summaryEvent({ step, wallTime: 1_700_000_200 }, simpleValue(tag, 9))),
    )
  const steps = async (...second: readonly Uint8Array[]) => {
    const { metrics } = await readFiles({
      [FIRST]: losses(3, 2, 1),
      [SECOND]: Buffer.concat(second),
    })
    return [...metrics].map(([name, { step }]) => [name, ...step])
  }
  expect(await steps(session, ...final(0, 'loss', 'test'))).toEqual([
    ['loss', 0, 1, 2, Number.NaN],
    ['test', Number.NaN],
  ])
  expect(await steps(session, ...final(3, 'loss'))).toEqual([['loss', 0, 1, 2, 3]])
  // A run that was begun anew has more points than a session, or none of its hyperparameters.
  expect(await steps(session, ...final(0, 'loss', 'loss'))).toEqual([['loss', 0, 1, 2, 0, 0]])
  expect(await steps(...final(0, 'loss'))).toEqual([['loss', 0, 1, 2, 0]])
})

test('a hparams.yaml that is no YAML costs the parameters that only it has, not the run', async () => {
  const run = await readDirectory(writeTree({ [FIRST]: losses(1), 'hparams.yaml': 'a: [1\n' }))
  expect(run.metrics.size).toBe(1)
  expect(run.findings[0]).toMatch(/^hparams\.yaml:.*; its parameters are left out$/s)
})

test('a record that is cut by the end of the file is left out until it is whole', async () => {
  const whole = losses(1, 2)
  const directory = writeTree({ [FIRST]: whole.subarray(0, -3) })
  const torn = await readDirectory(directory)
  expect([...(torn.metrics.get('loss')?.value ?? [])]).toEqual([1])
  expect(torn.findings).toEqual([])
  appendFileSync(`${directory}/${FIRST}`, whole.subarray(-3))
  expect((await readDirectory(directory)).metrics.get('loss')?.value).toHaveLength(2)
})

test('a damaged record ends its file and is reported, and other files count', async () => {
  const bytes = losses(1, 2, 3)
  const recordBytes = tfRecord(
    summaryEvent({ step: 1, wallTime: 1 }, simpleValue('loss', 1)),
  ).length
  const position = bytes.length - recordBytes
  bytes[position + 20] = 0xff
  const run = await readFiles({ [FIRST]: bytes, [SECOND]: losses(4) })
  expect([...(run.metrics.get('loss')?.value ?? [])]).toEqual([1, 2, 4])
  expect(run.findings).toEqual([
    `${FIRST}: the record at byte ${position} is damaged (its checksum does not match); it and what follows are left out`,
  ])
})

test('a file that only has the name of an event file is refused', async () => {
  await expect(readFiles({ [FIRST]: Buffer.from('no event file at all') })).rejects.toThrow(
    `${FIRST} is not an event file of TensorBoard`,
  )
})

test('an empty file is reported where the others have no points either', async () => {
  const alone = await readFiles({ [FIRST]: Buffer.alloc(0) })
  expect(alone.findings).toEqual([`${FIRST} is empty, as after a crash at the start`])
  const beside = await readFiles({ [FIRST]: Buffer.alloc(0), [SECOND]: losses(1) })
  expect(beside.findings).toEqual([])
})

test('records with valid checksums around any bytes never make it crash', async () => {
  const random = new Random(11)
  const original = summaryEvent(
    { step: 300, wallTime: 1 },
    simpleValue('loss', 1),
    tensorValue('acc', message(intField(1, 2), SCALAR_SHAPE, content64(0.1))),
  )
  const records = Array.from({ length: 2000 }, () => tfRecord(mutate(original, random)))
  const directory = writeTree(
    Object.fromEntries(records.map((record, i) => [`tfevents.${i}`, record])),
  )
  const names = readdirSync(directory)
  for (const name of names) {
    const claim = { directory, names: [name], isWhole: false }
    const outcome = await attempt(() => tensorboardSource.read(claim))
    expect(outcome).toMatch(/^(?:read|RUN_UNUSABLE)$/)
  }
})

async function attempt(read: () => unknown): Promise<string> {
  try {
    await read()
    return 'read'
  } catch (error) {
    return error instanceof Error && 'code' in error ? String(error.code) : String(error)
  }
}

function content64(value: number) {
  return bytesField(4, new Uint8Array(new Float64Array([value]).buffer))
}

/** An event file with one value of each tag. */
function oneOfEach(tags: Readonly<Record<string, number>>): Buffer {
  const events = Object.entries(tags).map(([tag, value]) =>
    summaryEvent({ step: 0, wallTime: 1_700_000_001 }, simpleValue(tag, value)),
  )
  return Buffer.concat([START, ...events].map(tfRecord))
}

test('the epoch that loggers write as a scalar is an axis, and no metric', async () => {
  const tags = { epoch: 1, 'train/epoch': 0.5, 'time/epoch': 3, loss: 2 }
  const { metrics } = await readFiles({ [FIRST]: oneOfEach(tags) })
  expect([...metrics.keys()]).toEqual(['time/epoch', 'loss'])
})

test("Lightning's hp_metric is a metric where the trainer set it, and not its placeholder", async () => {
  const placeholder = await readFiles({ [FIRST]: oneOfEach({ hp_metric: -1, loss: 2 }) })
  expect([...placeholder.metrics.keys()]).toEqual(['loss'])
  const set = await readFiles({ [FIRST]: oneOfEach({ hp_metric: 0.5, loss: 2 }) })
  expect([...set.metrics.keys()]).toEqual(['hp_metric', 'loss'])
})
