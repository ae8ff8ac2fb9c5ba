import type { Dataset, Filter } from 'h5wasm/node'
import { ReportError } from '../../../errors.ts'
import type { FoundDataset } from './hdf5Links.ts'

/** Filters that the library has: deflate, shuffle, fletcher32, szip, nbit, scaleoffset. */
const BUILT_IN_FILTERS = [1, 2, 3, 4, 5, 6]

/** Names of others that people use, by their registered numbers (The HDF Group's list of filters). */
const FILTER_NAMES: ReadonlyMap<number, string> = new Map([
  [307, 'bzip2'],
  [32000, 'LZF'],
  [32001, 'Blosc'],
  [32004, 'LZ4'],
  [32008, 'Bitshuffle'],
  [32013, 'ZFP'],
  [32015, 'Zstandard'],
  [32017, 'SZ'],
  [32026, 'Blosc2'],
])

/** Names of HDF5's classes of types, by their numbers (H5T_class_t). */
const TYPE_CLASSES = [
  'integer',
  'float',
  'time',
  'string',
  'bit field',
  'opaque',
  'compound',
  'reference',
  'enum',
  'variable-length',
  'array',
]

/** Bytes of the numbers that can be read; truth values of h5py are an enum of one byte. */
const SIZES: Readonly<Record<string, readonly number[]>> = {
  integer: [1, 2, 4, 8],
  enum: [1, 2, 4, 8],
  float: [2, 4, 8],
}

/**
 * Refuses sound data that cannot be read here, with what makes it readable.
 *
 * @throws {ReportError} DATASET_TYPE, `DATASET_FILTER`
 */
export function refuseUnreadable(dataset: Dataset, found: FoundDataset): void {
  const { path, library } = found.in
  const where = `dataset ${found.name} of ${path}`
  const { metadata } = dataset
  const type = TYPE_CLASSES[metadata.type] ?? 'unknown'
  if (!SIZES[type]?.includes(metadata.size)) {
    const name = pythonText(found.name)
    const ofClasses =
      type === 'string'
        ? ` Names of classes become their indices: [classes.index(name) for name in old[${name}].asstr()[:]].`
        : ''
    throw new ReportError(
      'DATASET_TYPE',
      `Type of ${where} is ${type} of ${8 * metadata.size} bits; expected integers or floating-point ` +
        'numbers of at most 64 bits. In h5py, write it anew: ' +
        `new[${name}] = old[${name}][:].astype('float32').${ofClasses}`,
    )
  }
  const filters = library.attempt(() => dataset.filters).value ?? []
  const missing = filters.find(({ id }) => !BUILT_IN_FILTERS.includes(id))
  if (missing) {
    throw new ReportError(
      'DATASET_FILTER',
      `The ${where} is sound, but compressed with ${nameFilter(missing)}, which cannot be read here. ` +
        'Compress it with gzip instead: `h5repack -f GZIP=4 old.h5 new.h5` where that has the filter ' +
        `(LZF is in h5py only), or in h5py: new.create_dataset(${pythonText(found.name)}, ` +
        `data=old[${pythonText(found.name)}][:], chunks=True, compression='gzip')` +
        `${missing.id === 32000 ? '' : ' after `import hdf5plugin`'}.`,
    )
  }
}

function nameFilter({ id, name }: Filter): string {
  return `${FILTER_NAMES.get(id) ?? (name || 'an unknown filter')} (filter ${id})`
}

function pythonText(text: string): string {
  return `'${text.replaceAll("'", "\\'")}'`
}
