/** Files that h5py writes, where Python has it: what the library here cannot write itself. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { writeFakeEvents } from '../../../testing/models/fakeEvents.ts'
import { createEventBatch } from '../eventBatch.ts'
import { openDataset } from '../openDataset.ts'

const PYTHON = '/usr/bin/python3'
const hasH5py = spawnSync(PYTHON, ['-c', 'import h5py']).status === 0

describe.skipIf(!hasH5py)('data that h5py wrote', () => {
  const folder = mkdtempSync(join(tmpdir(), 'h5py-'))
  const at = (name: string) => join(folder, name)
  beforeAll(async () => {
    await writeFakeEvents(at('plain.h5'))
    execFileSync(PYTHON, ['-c', WRITE_VARIANTS], { cwd: folder })
  })

  async function featuresOf(name: string): Promise<Float32Array> {
    const dataset = await openDataset({ path: at(name) })
    const batch = createEventBatch(dataset, dataset.nEvents)
    dataset.read(0, batch)
    dataset.close()
    return batch.features
  }

  test.each(['gzip', 'float64', 'big_endian', 'virtual', 'numbered', 'szip'])(
    '%s holds the same numbers',
    async (variant) => {
      expect(await featuresOf(`${variant}.h5`)).toEqual(await featuresOf('plain.h5'))
    },
  )

  test('float16 holds the numbers rounded to 11 bits', async () => {
    const [half, whole] = [await featuresOf('float16.h5'), await featuresOf('plain.h5')]
    expect(half.some((value, i) => value !== whole[i])).toBe(true)
    half.forEach((value, i) => {
      const exact = whole[i] as number
      expect(Math.abs(value - exact)).toBeLessThanOrEqual(Math.abs(exact) * 2 ** -11 + 2 ** -25)
    })
  })

  test('labels of truth values are 0 and 1', async () => {
    const dataset = await openDataset({ path: at('truth_values.h5') })
    dataset.close()
    expect([...new Set(dataset.labels)].toSorted()).toEqual([0, 1])
  })

  test('LZF is named with what to do, and is not called damage', async () => {
    const error = await openDataset({ path: at('lzf.h5') }).catch((thrown: Error) => thrown)
    expect(error).toMatchObject({ code: 'DATASET_FILTER' })
    const { message } = error as Error
    expect(message).toMatch(
      /X_test of .*lzf\.h5 is sound, but compressed with LZF \(filter 32000\)/,
    )
    expect(message).toMatch(/h5repack -f GZIP=4 .*compression='gzip'/)
    expect(message).not.toMatch(/damage/)
  })

  test.each([
    ['text', /string of 32 bits.* Names of classes become their indices/],
    ['compound', /compound of 64 bits/],
    ['float128', /float of 128 bits/],
  ])('a dataset of %s is named with what to do', async (name, type) => {
    const open = openDataset({ path: at('types.h5'), datasets: { x_test: name } })
    const error = await open.catch((thrown: Error) => thrown)
    expect(error).toMatchObject({ code: 'DATASET_TYPE', message: expect.stringMatching(type) })
    expect((error as Error).message).toMatch(/astype\('float32'\)/)
  })

  test('sources of a virtual dataset are reported', async () => {
    const dataset = await openDataset({ path: at('virtual.h5') })
    expect(dataset.files).toEqual([at('virtual.h5'), at('plain.h5')])
    dataset.close()
    const numbered = await openDataset({ path: at('numbered.h5') })
    expect(numbered.files).toEqual([at('numbered.h5'), at('part0.h5'), at('part1.h5')])
    numbered.close()
  })

  test.each([
    ['another file', 'virtual_gone.h5', /made of X_test of gone\.h5/],
    ['another dataset', 'virtual_none.h5', /made of X_none of plain\.h5/],
  ])('a virtual dataset of %s that is missing is an error, not zeros', async (_, name, why) => {
    await expect(openDataset({ path: at(name) })).rejects.toThrow(why)
  })

  test('the numbers of a file kept beside it are missed, and that is not called damage', async () => {
    renameSync(at('raw.bin'), at('elsewhere.bin'))
    const dataset = await openDataset({ path: at('external_storage.h5') })
    expect(() => dataset.digest()).toThrow(
      /raw data file.*Check whether all of the file can be read/,
    )
    dataset.close()
  })
})

const WRITE_VARIANTS = `
import h5py, numpy as np

with h5py.File('plain.h5') as plain:
    data = {name: plain[name][:] for name in plain}
X = [name for name in data if name[0] == 'X']

def write(name, events=lambda x: {'data': x}, labels=lambda y: y):
    file = h5py.File(name, 'w')
    for key, values in data.items():
        file.create_dataset(key, **(events(values) if key in X else {'data': labels(values)}))
    return file

def virtual(name, sources, n=60, axis=None):
    file = write(name)
    del file['X_test']
    layout = h5py.VirtualLayout(shape=(n, 92), dtype='f4')
    for start, (path, key, rows) in zip(range(0, n, 30), sources):
        layout[start:start + rows] = h5py.VirtualSource(path, key, shape=(rows, 92))
    file.create_virtual_dataset('X_test', layout, fillvalue=0)

write('gzip.h5', lambda x: {'data': x, 'chunks': (10, 92), 'compression': 'gzip', 'fletcher32': True})
if h5py.h5z.filter_avail(h5py.h5z.FILTER_SZIP):
    write('szip.h5', lambda x: {'data': x, 'chunks': (10, 92), 'compression': 'szip'})
else:
    write('szip.h5')
write('lzf.h5', lambda x: {'data': x, 'chunks': (10, 92), 'compression': 'lzf'})
write('float16.h5', lambda x: {'data': x.astype('f2')})
write('float64.h5', lambda x: {'data': x.astype('f8')})
write('big_endian.h5', lambda x: {'data': x.astype('>f4')})
write('truth_values.h5', labels=lambda y: y.astype(bool))

types = write('types.h5')
types['text'] = data['X_test'].astype('S4')
types['compound'] = np.zeros((60, 92), dtype=[('a', 'f4'), ('b', 'i4')])
types['float128'] = data['X_test'].astype('longdouble')

virtual('virtual.h5', [('plain.h5', 'X_test', 60)])
virtual('virtual_gone.h5', [('plain.h5', 'X_test', 30), ('gone.h5', 'X_test', 30)])
virtual('virtual_none.h5', [('plain.h5', 'X_none', 60)])
for i in range(2):
    with h5py.File(f'part{i}.h5', 'w') as part:
        part['x'] = data['X_test'][30 * i:30 * (i + 1)]
numbered = write('numbered.h5')
del numbered['X_test']
space = h5py.h5s.create_simple((60, 92), (h5py.h5s.UNLIMITED, 92))
space.select_hyperslab((0, 0), (h5py.h5s.UNLIMITED, 1), stride=(30, 1), block=(30, 92))
source = h5py.h5s.create_simple((30, 92))
plist = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
plist.set_virtual(space, b'part%b.h5', b'x', source)
h5py.h5d.create(numbered.id, b'X_test', h5py.h5t.IEEE_F32LE, space, plist)

data['X_test'].tofile('raw.bin')
outside = write('external_storage.h5')
del outside['X_test']
outside.create_dataset('X_test', shape=(60, 92), dtype='f4', external=[('raw.bin', 0, 60 * 92 * 4)])
`
