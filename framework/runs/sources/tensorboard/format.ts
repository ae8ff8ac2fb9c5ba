/**
 * TensorBoard's event files: TFRecords of `Event` messages. Sources: TensorFlow's `record_writer.cc`,
 * `event.proto`, `summary.proto` and `tensor.proto`; TensorBoard's `hparams/plugin_data.proto` and
 * protobuf's `struct.proto`.
 *
 * A TFRecord is the length of its data (8 bytes, little endian), a masked CRC-32C of the length (4),
 * the data, and a masked CRC-32C of the data (4).
 */
import { WireType } from '@bufbuild/protobuf/wire'
import { fieldTag } from '../reading/protobuf.ts'

/** Files with this in their names are event files for TensorBoard too. */
export const EVENT_FILE = 'tfevents'

export const LENGTH_BYTES = 8
export const CHECKSUM_BYTES = 4

/** What is added to a checksum after it is rotated right by 15 bits. */
export const MASK_DELTA = 0xa282ead8

const { Varint, Bit64, LengthDelimited, Bit32 } = WireType

export const EVENT = {
  wallTime: fieldTag(1, Bit64),
  step: fieldTag(2, Varint),
  summary: fieldTag(5, LengthDelimited),
} as const

export const SUMMARY = { value: fieldTag(1, LengthDelimited) } as const

export const SUMMARY_VALUE = {
  tag: fieldTag(1, LengthDelimited),
  simpleValue: fieldTag(2, Bit32),
  tensor: fieldTag(8, LengthDelimited),
  metadata: fieldTag(9, LengthDelimited),
} as const

export const SUMMARY_METADATA = { pluginData: fieldTag(1, LengthDelimited) } as const

export const PLUGIN_DATA = {
  pluginName: fieldTag(1, LengthDelimited),
  content: fieldTag(2, LengthDelimited),
} as const

/** The plugin of scalars that are written as tensors, and the one of hyperparameters. */
export const SCALARS_PLUGIN = 'scalars'
export const HPARAMS_PLUGIN = 'hparams'

export const TENSOR = {
  dtype: fieldTag(1, Varint),
  shape: fieldTag(2, LengthDelimited),
  content: fieldTag(4, LengthDelimited),
  floats: fieldTag(5, LengthDelimited),
  float: fieldTag(5, Bit32),
  doubles: fieldTag(6, LengthDelimited),
  double: fieldTag(6, Bit64),
  ints: fieldTag(7, LengthDelimited),
  int: fieldTag(7, Varint),
  int64s: fieldTag(10, LengthDelimited),
  int64: fieldTag(10, Varint),
} as const

export const TENSOR_SHAPE = { dimension: fieldTag(2, LengthDelimited) } as const

export const DIMENSION = { size: fieldTag(1, Varint) } as const

/** How a number lies in `tensor_content`, by the tensor's `dtype`. */
export const NUMBER_TYPES: ReadonlyMap<
  number,
  { readonly bytes: number; readonly read: (view: DataView) => number }
> = new Map([
  [1, { bytes: 4, read: (view) => view.getFloat32(0, true) }],
  [2, { bytes: 8, read: (view) => view.getFloat64(0, true) }],
  [3, { bytes: 4, read: (view) => view.getInt32(0, true) }],
  [4, { bytes: 1, read: (view) => view.getUint8(0) }],
  [5, { bytes: 2, read: (view) => view.getInt16(0, true) }],
  [6, { bytes: 1, read: (view) => view.getInt8(0) }],
  [9, { bytes: 8, read: (view) => Number(view.getBigInt64(0, true)) }],
  [17, { bytes: 2, read: (view) => view.getUint16(0, true) }],
  [22, { bytes: 4, read: (view) => view.getUint32(0, true) }],
  [23, { bytes: 8, read: (view) => Number(view.getBigUint64(0, true)) }],
])

/** `HParamsPluginData`: the content of the hparams plugin. */
export const HPARAMS = { sessionStart: fieldTag(3, LengthDelimited) } as const

export const SESSION_START = { hparam: fieldTag(1, LengthDelimited) } as const

export const MAP_ENTRY = {
  key: fieldTag(1, LengthDelimited),
  value: fieldTag(2, LengthDelimited),
} as const

/** `google.protobuf.Value`; lists and structs are not used for hyperparameters. */
export const VALUE = {
  null: fieldTag(1, Varint),
  number: fieldTag(2, Bit64),
  string: fieldTag(3, LengthDelimited),
  bool: fieldTag(4, Varint),
} as const
