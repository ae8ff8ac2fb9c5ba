import { mkdtempSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { PACKAGE_ROOT } from '../../../packageRoot.ts'
import { writeFakeEvents } from '../../../testing/models/fakeEvents.ts'
import type { Dataset } from '../dataset.ts'
import { createEventBatch } from '../eventBatch.ts'
import { openDataset } from '../openDataset.ts'
import { loadHdf5Library } from './hdf5Library.ts'

const folder = mkdtempSync(join(tmpdir(), 'links-'))
const plain = join(folder, 'plain.h5')
const linked = join(folder, 'linked.h5')

beforeAll(async () => {
  await writeFakeEvents(plain)
  const { File } = await loadHdf5Library()
  const file = new File(linked, 'w')
  file.create_external_link('plain.h5', '/X_test', 'X_test')
  file.create_external_link('plain.h5', '/', 'everything')
  file.create_soft_link('/everything/X_train', 'X_train')
  file.create_external_link('gone.h5', '/X_val', 'X_val')
  file.create_soft_link('/round', 'about')
  file.create_soft_link('/about', 'round')
  file.create_soft_link('/nowhere', 'dangling')
  file.create_external_link('plain.h5', '/nowhere', 'dangling_there')
  file.create_soft_link('/everything', 'all')
  file.create_group('group')
  file.close()
})

async function closed(options: Parameters<typeof openDataset>[0]): Promise<Dataset> {
  const dataset = await openDataset(options)
  dataset.close()
  return dataset
}

test('links to other files are followed, and these files are reported', async () => {
  const dataset = await openDataset({ path: linked })
  expect(dataset.files).toEqual([linked, plain])
  const { events } = dataset.digest()
  dataset.close()
  expect(events).toMatchObject({ path: plain, rows: 60 })
  expect(dataset.normalisation).toEqual((await closed({ path: plain })).normalisation)
})

test('a file that is not linked to is not reported', async () => {
  const dataset = await openDataset({ path: plain })
  expect(dataset.files).toEqual([plain])
  dataset.close()
})

test('a link that leads nowhere is an error that names it and its target', async () => {
  await expect(openDataset({ path: linked, split: 'val' })).rejects.toMatchObject({
    code: 'DATA_SOURCE_MISSING',
    message: expect.stringMatching(/X_val .*\/X_val of .*linked\.h5 is a link to gone\.h5/),
  })
})

test.each([
  [
    'dangling',
    /^Dataset dangling cannot be read: \/dangling of .*linked\.h5 is a link to \/nowhere,/,
  ],
  ['dangling_there', /\/dangling_there of .*linked\.h5 is a link to plain\.h5::\/nowhere,/],
  ['dangling/below', /\/dangling of .*linked\.h5 is a link to \/nowhere,/],
])('so is one into a file that does not have it: %s', async (name, message) => {
  await expect(openDataset({ path: linked, datasets: { x_test: name } })).rejects.toMatchObject({
    code: 'DATA_SOURCE_MISSING',
    message: expect.stringMatching(message),
  })
})

test.each(['group', 'all', 'everything'])('a group is refused as one: %s', async (name) => {
  await expect(openDataset({ path: linked, datasets: { x_test: name } })).rejects.toMatchObject({
    code: 'DATASET_NOT_FOUND',
    message: expect.stringMatching(
      new RegExp(`^${name} of .*linked.h5 is a group, not a dataset; `),
    ),
  })
})

test('what a group that is linked to does not have is no dataset', async () => {
  const open = openDataset({ path: linked, datasets: { x_test: 'all/nothing' } })
  await expect(open).rejects.toThrow(/^There is no dataset all\/nothing of/)
})

test('links in a circle are an error', async () => {
  const open = openDataset({ path: linked, datasets: { x_test: 'round' } })
  await expect(open).rejects.toThrow(
    /^Dataset round cannot be read: its links lead in a circle at \/\w+ of .*linked\.h5\. Name another/,
  )
})

test('a file that was moved away is missed, not read as zeros', async () => {
  renameSync(plain, `${plain}.moved`)
  await expect(openDataset({ path: linked })).rejects.toMatchObject({ code: 'DATA_SOURCE_MISSING' })
  renameSync(`${plain}.moved`, plain)
})

test('a link out of the folder of the file is refused, unless it is allowed', async () => {
  const elsewhere = join(mkdtempSync(join(tmpdir(), 'links-')), 'plain.h5')
  await writeFakeEvents(elsewhere)
  const { File } = await loadHdf5Library()
  const leading = join(folder, 'leading.h5')
  const file = new File(leading, 'w')
  file.create_external_link(elsewhere, '/X_test', 'X_test')
  file.create_external_link('plain.h5', '/X_train', 'X_train')
  file.close()
  await expect(openDataset({ path: leading })).rejects.toMatchObject({
    code: 'DATA_FILE_OUTSIDE',
    message: expect.stringContaining(`X_test of ${leading} leads to ${elsewhere}`),
  })
  const dataset = await closed({ path: leading, followExternal: true })
  expect(dataset.nEvents).toBe(60)
})

test('so is a name of a dataset that leads out of it', async () => {
  const elsewhere = join(mkdtempSync(join(tmpdir(), 'links-')), 'plain.h5')
  await writeFakeEvents(elsewhere)
  const datasets = { x_test: `${elsewhere}::X_test` }
  await expect(openDataset({ path: plain, datasets })).rejects.toMatchObject({
    code: 'DATA_FILE_OUTSIDE',
  })
})

test('a dataset that claims more than its file can hold is not read', async () => {
  const { File } = await loadHdf5Library()
  const huge = join(folder, 'huge.h5')
  const file = new File(huge, 'w')
  file.create_dataset({
    name: 'X_test',
    data: new Float32Array(92),
    shape: [1, 92],
    maxshape: [null, 92],
    chunks: [1, 92],
  })
  const dataset = file.get('X_test')
  if (dataset && 'resize' in dataset) dataset.resize([1_000_000_000, 92])
  file.close()
  await expect(openDataset({ path: huge, norm: { mean: [], sd: [] } })).rejects.toMatchObject({
    code: 'DATA_FILE_UNREADABLE',
    message: expect.stringContaining('claims 1000000000 × 92 values'),
  })
})

test('labels that are there and cannot be read are not taken for none', async () => {
  const damaged = join(folder, 'damaged_labels.h5')
  await writeFakeEvents(damaged)
  const whole = readFileSync(damaged)
  const failures: string[] = []
  // The first header is that of the file's root; then each dataset has one.
  for (let at = whole.indexOf('OHDR', 49); at >= 0; at = whole.indexOf('OHDR', at + 1)) {
    const bytes = Buffer.from(whole)
    bytes[at] = 0xff
    writeFileSync(damaged, bytes)
    const failure = await closed({ path: damaged }).catch((error: Error) => error)
    failures.push(failure instanceof Error ? failure.message : 'read')
  }
  expect(failures.filter((message) => message.includes('Y_test'))).toEqual([
    `The dataset Y_test of ${damaged} cannot be read: the disk failed, or the file is damaged or being written.`,
  ])
})

describe('datasets whose numbers lie in other files', () => {
  const recorded = join(PACKAGE_ROOT, 'fixtures/recorded/hdf5')
  const at = (name: string) => ({ path: join(recorded, name), norm: { mean: [], sd: [] } })

  async function read(options: Parameters<typeof openDataset>[0]): Promise<Float32Array> {
    const dataset = await openDataset(options)
    try {
      const batch = createEventBatch(dataset, dataset.nEvents)
      dataset.read(0, batch)
      return batch.features
    } finally {
      dataset.close()
    }
  }

  /** A dataset of plain numbers, in a folder of its own. */
  function withNumbers(numbers: string): Parameters<typeof openDataset>[0] {
    const bytes = readFileSync(join(recorded, 'external.h5'))
    bytes.write(numbers.padEnd(200, '\0'), bytes.indexOf('x'.repeat(200)))
    const path = join(mkdtempSync(join(tmpdir(), 'links-')), 'external.h5')
    writeFileSync(path, bytes)
    return { ...at('external.h5'), path }
  }

  test.each(['virtual.h5', 'linked.h5'])('%s is read', async (name) => {
    expect(await read(at(name))).toEqual(await read(at('part.h5')))
  })

  test('a virtual dataset without its source is refused, not read as zeros', async () => {
    await expect(read(at('gone.h5'))).rejects.toMatchObject({
      code: 'DATA_SOURCE_MISSING',
      message: expect.stringContaining('X_test of not-there.h5'),
    })
  })

  test('a virtual dataset over whose damaged mapping HDF5 never ends is refused', async () => {
    const bytes = readFileSync(join(recorded, 'virtual.h5'))
    // The size of the mapping, as the global heap says.
    bytes[bytes.indexOf('GCOL') + 24] = 0xff
    const path = join(mkdtempSync(join(tmpdir(), 'links-')), 'virtual.h5')
    writeFileSync(path, bytes)
    await expect(read({ ...at('virtual.h5'), path })).rejects.toMatchObject({
      code: 'DATA_FILE_UNREADABLE',
      message:
        `What the virtual dataset X_test of ${path} is made of cannot be read: it takes longer than 1.5 s, ` +
        'as a damaged file does. Make the file again.',
    })
  })

  test('a virtual dataset of a file elsewhere is refused, unless it is allowed', async () => {
    await expect(read(at('below/virtual.h5'))).rejects.toMatchObject({
      code: 'DATA_FILE_OUTSIDE',
      message: expect.stringContaining(join(recorded, 'part.h5')),
    })
    const allowed = await read({ ...at('below/virtual.h5'), followExternal: true })
    expect(allowed).toEqual(await read(at('part.h5')))
  })

  test('so is a dataset of plain numbers elsewhere, also while another file may have them', async () => {
    const elsewhere = withNumbers(join(recorded, 'numbers.bin'))
    const allowed = await openDataset({ ...elsewhere, followExternal: true })
    await expect(read(elsewhere)).rejects.toMatchObject({ code: 'DATA_FILE_OUTSIDE' })
    allowed.close()
    const followed = await read({ ...elsewhere, followExternal: true })
    expect(followed).toEqual(await read(at('part.h5')))
  })

  test('a file can be opened while one of another folder is', async () => {
    const first = await openDataset({ path: plain })
    expect((await closed(at('part.h5'))).nEvents).toBe(3)
    first.close()
  })
})
