import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type FakeEventsOptions, writeFakeEvents } from '../../testing/models/fakeEvents.ts'
import { createEventBatch, N_FEATURES } from './eventBatch.ts'
import { checkLayout } from './layout.ts'
import { openDataset } from './openDataset.ts'

const folder = mkdtempSync(join(tmpdir(), 'layout-'))
let files = 0

/** Checks the first events of a file whose rows were changed before they were written. */
async function check(edit: NonNullable<FakeEventsOptions['edit']>): Promise<void> {
  const path = join(folder, `${files++}.h5`)
  await writeFakeEvents(path, { edit })
  const dataset = await openDataset({ path })
  const batch = createEventBatch(dataset, dataset.nEvents)
  dataset.read(0, batch)
  dataset.close()
  checkLayout(batch, dataset.where)
}

/** Changes the features of each token, given its id. */
function eachToken(change: (features: Float32Array, id: number) => void) {
  return (row: Float32Array) => {
    for (let token = 0; token < 18; token++) {
      const at = 20 + token * N_FEATURES
      change(row.subarray(at, at + N_FEATURES), row[token] as number)
    }
  }
}

const reordered = (order: readonly number[]) =>
  eachToken((features) => features.set(order.map((from) => features[from] as number)))

const SOUND: [string, NonNullable<FakeEventsOptions['edit']>][] = [
  ['as it is', () => {}],
  [
    'in MeV',
    eachToken((features) => features.set([1000 * Number(features[0]), 1000 * Number(features[1])])),
  ],
  [
    'massless and central',
    eachToken((features) => features.set([features[1] as number, features[1] as number, 0])),
  ],
  [
    'with angles at ±π',
    eachToken((features, id) => id > 0 && features.fill(id % 2 ? Math.PI : -Math.PI, 3)),
  ],
  ['without tokens', (row) => row.fill(0)],
  ['full', eachToken((features, id) => id === 0 && features.fill(0))],
  ['invalid throughout', (row) => row.fill(Number.NaN, 30)],
  ['a few with less energy than pT', (row, event) => event % 30 === 0 && row.fill(1, 20, 21)],
]

test.each(SOUND)('sound events pass: %s', async (_, edit) => {
  await expect(
    check((row, event, split) => split === 'test' && edit(row, event, split)),
  ).resolves.toBeUndefined()
})

test.each([
  ['pT, eta, phi, E', [1, 2, 3, 0], /pT of token \d+ of event \d+ is -|phi of token/],
  ['pT, E, eta, phi', [1, 0, 2, 3], /E is below pT for \d+ of \d+ tokens/],
  [
    'E, pT, phi, eta',
    [0, 1, 3, 2],
    /phi of token|E is below pT·cosh\(eta\).*eta and phi exchanged/,
  ],
  ['eta, phi, E, pT', [2, 3, 0, 1], /phi of token \d+ of event 0 is \d+.*: expected an angle/],
])('the order %s is refused with what was seen', async (_, order, why) => {
  const error = await check(reordered(order)).catch((thrown: Error) => thrown)
  expect(error).toMatchObject({ code: 'DATA_LAYOUT', message: expect.stringMatching(why) })
  expect((error as Error).message).toMatch(/dataset X_test of .*check_layout=false/)
})

test('exchanged eta and phi are seen where no angle is out of range', async () => {
  const narrow = eachToken((features) => {
    const [energy = 0, pt = 0, eta = 0, phi = 0] = features
    features.set([energy, pt, phi, Math.max(-3, Math.min(3, eta))])
  })
  await expect(check(narrow)).rejects.toThrow(/with eta and phi exchanged for 0/)
})

test.each([-999, -1, 0.5])('padding of %f is refused with the value', async (value) => {
  const padded = check(eachToken((features, id) => id === 0 && features.fill(value)))
  await expect(padded).rejects.toThrow(
    new RegExp(`is padding \\(id 0\\), but its E is ${value}: expected zeros`),
  )
})

test('padding under an id of its own is refused', async () => {
  const padded = check((row) => {
    for (let token = 0; token < 18; token++) if (row[token] === 0) row[token] = 7
  })
  await expect(padded).rejects.toThrow(/have an id but no energy: expected id 0 for padding/)
})

test('features laid out by feature instead of by token are refused', async () => {
  const transposed = check((row) => {
    const features = row.slice(20)
    for (let i = 0; i < features.length; i++)
      row[20 + (i % 4) * 18 + Math.floor(i / 4)] = features[i] ?? 0
  })
  await expect(transposed).rejects.toMatchObject({ code: 'DATA_LAYOUT' })
})
