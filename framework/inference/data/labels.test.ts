import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type FakeEventsOptions, writeFakeEvents } from '../../testing/models/fakeEvents.ts'
import type { Dataset } from './dataset.ts'
import {
  areAllOfTwoClasses,
  type LabelSummary,
  labelsNote,
  summarizeLabels,
  unnamedLabelsNote,
} from './labels.ts'
import { openDataset } from './openDataset.ts'

const folder = mkdtempSync(join(tmpdir(), 'labels-'))
let files = 0

async function dataset(
  options: FakeEventsOptions,
  datasets: Record<string, string | null> = {},
): Promise<Dataset> {
  const path = join(folder, `${files++}.h5`)
  await writeFakeEvents(path, { nEvents: { test: 50 }, ...options })
  return openDataset({ path, datasets })
}

async function summary(
  label: FakeEventsOptions['label'],
  positiveLabel?: number,
): Promise<LabelSummary | undefined> {
  const events = await dataset(label ? { label } : {})
  events.close()
  return summarizeLabels(events, positiveLabel)
}

test('labels 0 and 1 are counted, and 0 is positive', async () => {
  const found = await summary(undefined)
  expect(found).toMatchObject({ dataset: 'Y_test', positive: 0, unlabelled: 0 })
  expect(Object.values(found?.counts ?? {}).reduce((a, b) => a + b)).toBe(50)
  expect(labelsNote(found as LabelSummary)).toMatch(
    /^Labels Y_test: 0 \(\d+ events\), 1 \(\d+ events\), positive is 0\.$/,
  )
  expect(areAllOfTwoClasses(found as LabelSummary)).toBe(true)
})

test('other labels need a positive one, and the message says which labels there are', async () => {
  const twoAndThree = (isSignal: boolean) => (isSignal ? 2 : 3)
  await expect(summary(twoAndThree)).rejects.toMatchObject({
    code: 'LABELS_UNCLEAR',
    message: expect.stringMatching(
      /labels are 2 \(\d+ events\), 3 \(\d+ events\), .*inference\.positive_label=2 .*y_test=null/,
    ),
  })
  expect(await summary(twoAndThree, 3)).toMatchObject({ positive: 3 })
})

test('more than two labels need a positive one, the rest is negative', async () => {
  const four = (_: boolean, event: number) => event % 4
  await expect(summary(four)).rejects.toThrow(/labels are 0 .*3 \(12 events\)/)
  expect((await summary(four, 0))?.counts).toEqual({ 0: 13, 1: 13, 2: 12, 3: 12 })
})

test('a positive label that no event has is refused', async () => {
  await expect(summary(undefined, 5)).rejects.toThrow(/none is 5/)
})

test('-1 and NaN mean unlabelled, and are counted apart', async () => {
  const found = await summary((isSignal, event) =>
    event < 5 ? -1 : event < 8 ? Number.NaN : Number(!isSignal),
  )
  expect(found?.unlabelled).toBe(8)
  expect(areAllOfTwoClasses(found as LabelSummary)).toBe(false)
  expect(labelsNote(found as LabelSummary)).toMatch(/; 8 events without a label \(NaN or -1\)\.$/)
})

test('labels of one class are reported', async () => {
  const found = await summary(() => 1)
  expect(areAllOfTwoClasses(found as LabelSummary)).toBe(false)
  expect(labelsNote(found as LabelSummary)).toMatch(
    /^Labels Y_test: 1 \(50 events\), positive is 0\. AUROC of the labels needs .* two classes/,
  )
})

test('labels under another name are reported, unless they are said to be none', async () => {
  const other = {
    name: (letter: string, split: string) => `${letter === 'X' ? 'X' : 'truth'}_${split}`,
  }
  const events = await dataset(other)
  expect(await unnamedLabelsNote(events)).toMatch(
    /taken as unlabelled: .* If truth_test holds them, .*data\.datasets\.y_test=truth_test/,
  )
  const refused = await dataset(other, { y_test: null })
  expect(await unnamedLabelsNote(refused)).toBeUndefined()
  const without = await dataset({ labels: false })
  expect(await unnamedLabelsNote(without)).toBeUndefined()
  for (const each of [events, refused, without]) each.close()
})
