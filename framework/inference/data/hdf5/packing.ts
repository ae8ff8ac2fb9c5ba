import type { Dataset, Metadata } from 'h5wasm/node'
import { ReportError } from '../../../errors.ts'
import type { FoundDataset } from './hdf5Links.ts'
import type { Values } from './values.ts'

/** The attributes by which netCDF packs numbers and marks missing ones (CF conventions 1.11, sections 2.5.1 and 8.1). */
const SCALE = 'scale_factor'
const OFFSET = 'add_offset'
const MISSING = ['_FillValue', 'missing_value']

/** The numbers of an attribute, and how precise numpy takes them to be. */
interface Attribute {
  readonly values: readonly number[]
  readonly precision: Precision
}

/**
 * Whether a type holds integers of at most 16 bits, which float32 holds without loss, floats of at most 32, or more:
 * netCDF4 computes in float32 where one of two is `float32` and none is `double`.
 */
type Precision = 'short' | 'float32' | 'double'

/**
 * What makes the stored numbers of a dataset those that they stand for: those that are `_FillValue` or
 * `missing_value` are NaN, the others times `scale_factor` plus `add_offset`, as netCDF4 for Python has them. Numbers
 * of a dataset without these attributes stay as they are.
 *
 * @throws {ReportError} DATASET_TYPE for such an attribute that is not a finite number, but for NaN as a missing one
 */
export function unpackerOf(dataset: Dataset, found: FoundDataset): (stored: Values) => Values {
  const names = namesOfAttributes(dataset, found)
  const read = (name: string) =>
    names.includes(name) ? readAttribute(dataset, name, found) : undefined
  const missing = MISSING.flatMap((name) => read(name)?.values ?? [])
  const [scale, offset] = [SCALE, OFFSET].map((name) => oneFinite(read(name), name, found))
  if (missing.length === 0 && scale === undefined && offset === undefined) return (stored) => stored
  const { metadata } = dataset
  const isMissing = new Set(
    precisionOf(metadata) === 'float32' ? missing.map(Math.fround) : missing,
  )
  const afterScale = scale
    ? resultOf(precisionOf(metadata), scale.precision)
    : precisionOf(metadata)
  const afterOffset = offset ? resultOf(afterScale, offset.precision) : afterScale
  const [factor = 1] = scale?.values ?? []
  const [summand = 0] = offset?.values ?? []
  const roundScaled = afterScale === 'float32' ? Math.fround : Number
  return (stored) => {
    const unpacked =
      afterOffset === 'float32' ? new Float32Array(stored.length) : new Float64Array(stored.length)
    for (let i = 0; i < stored.length; i++) {
      const value = stored[i] as number
      unpacked[i] = isMissing.has(value) ? Number.NaN : roundScaled(value * factor) + summand
    }
    return unpacked
  }
}

function namesOfAttributes(dataset: Dataset, { in: { library, path }, name }: FoundDataset) {
  const { value: names, reason } = library.attempt(() => Object.keys(dataset.attrs))
  if (names !== undefined) return names
  throw new ReportError(
    'DATA_READ_FAILED',
    `Attributes of dataset ${name} of ${path} cannot be read: ${reason || 'HDF5 gave no reason'}. The file is ` +
      'damaged there: copy or make it again.',
  )
}

function readAttribute(
  dataset: Dataset,
  name: string,
  { in: { library, path }, name: of }: FoundDataset,
): Attribute {
  const { INTEGER, FLOAT } = CLASSES
  const { value: read } = library.attempt(() => {
    const attribute = dataset.attrs[name]
    const isNumeric = [INTEGER, FLOAT].includes(attribute?.metadata.type ?? Number.NaN)
    // Texts may lie in a global heap, over a damaged one of which the library is busy without end.
    return isNumeric ? { metadata: attribute?.metadata, value: attribute?.json_value } : undefined
  })
  const values = [read?.value].flat(2)
  if (read?.metadata === undefined || !values.every((value) => typeof value === 'number')) {
    throw attributeError(name, of, path, 'does not hold numbers')
  }
  return { values, precision: precisionOf(read.metadata) }
}

/** HDF5's classes of types that are numbers (H5T_class_t). */
const CLASSES = { INTEGER: 0, FLOAT: 1 }

function oneFinite(
  attribute: Attribute | undefined,
  name: string,
  { in: { path }, name: of }: FoundDataset,
): Attribute | undefined {
  if (attribute === undefined) return undefined
  const { values } = attribute
  if (values.length === 1 && values.every(Number.isFinite)) return attribute
  throw attributeError(name, of, path, `is ${values.join(', ') || 'empty'}`)
}

function precisionOf({ type, size }: Pick<Metadata, 'type' | 'size'>): Precision {
  if (type === CLASSES.FLOAT) return size <= 4 ? 'float32' : 'double'
  return size <= 2 ? 'short' : 'double'
}

/** Of the product or the sum of two numbers. Integers are exact as doubles. */
function resultOf(a: Precision, b: Precision): Precision {
  if (a === 'double' || b === 'double') return 'double'
  return a === 'float32' || b === 'float32' ? 'float32' : 'double'
}

function attributeError(name: string, of: string, path: string, problem: string): ReportError {
  return new ReportError(
    'DATASET_TYPE',
    `Attribute ${name} of dataset ${of} of ${path} ${problem}: expected ${name === MISSING[1] ? 'numbers' : 'one number'}, ` +
      'as the CF conventions of netCDF have it. Mend it, or, where the numbers are not packed, delete it: in h5py, ' +
      `del file['${of}'].attrs['${name}'].`,
  )
}
