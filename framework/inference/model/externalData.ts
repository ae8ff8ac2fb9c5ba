import { dirname, resolve } from 'node:path'
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire'
import { ReportError } from '../../errors.ts'
import { liesBeside } from '../../files/liesBelow.ts'
import { readBytes, whyNoFile } from '../../files/regularFile.ts'
import { MAX_MODEL_BYTES } from './modelFile.ts'

/** A kind of message, by the fields within it that lead to tensors; numbers of onnx.proto, ONNX 1.17. */
interface Message {
  readonly [field: number]: () => Message
  /** The field of `external_data`, in a tensor. */
  readonly entries?: number
}

const tensor = (): Message => ({ entries: 13 })
const sparseTensor = (): Message => ({ 1: tensor, 2: tensor })
const attribute = (): Message => ({
  5: tensor,
  6: graph,
  10: tensor,
  11: graph,
  22: sparseTensor,
  23: sparseTensor,
})
const node = (): Message => ({ 5: attribute })
const graph = (): Message => ({ 1: node, 5: tensor, 15: sparseTensor })
const localFunction = (): Message => ({ 7: node, 11: attribute })
const trainingInfo = (): Message => ({ 1: graph, 2: graph })
const model = (): Message => ({ 7: graph, 20: trainingInfo, 25: localFunction })

export interface ExternalDataOptions {
  /** Whether weights may lie outside of the model's folder, `security.follow_external`. Default false. */
  readonly followExternal?: boolean | undefined
}

/**
 * The files beside an ONNX model that hold its weights: the locations of its tensors' external data.
 * A file that is not readable ONNX refers to none; loading it says what is wrong with it.
 *
 * @returns paths, each once
 * @throws {ReportError} MODEL_EXTERNAL_DATA for a location outside of the model's folder,
 *   `MODEL_UNREADABLE` for one that is not a file; what reading the model itself throws
 */
export async function externalDataFiles(
  modelFile: string,
  { followExternal = false }: ExternalDataOptions = {},
): Promise<string[]> {
  const bytes = readBytes(modelFile, { maxBytes: MAX_MODEL_BYTES })
  const locations = new Set<string>()
  try {
    collectLocations(bytes, model(), locations)
  } catch {
    // The bytes are not protobuf all the way; no runtime will load them either.
  }
  return [...locations].map((location) => locate(modelFile, location, followExternal))
}

function collectLocations(bytes: Uint8Array, message: Message, locations: Set<string>): void {
  const reader = new BinaryReader(bytes)
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag()
    const inner = message[field]
    if (wireType !== WireType.LengthDelimited) reader.skip(wireType, field)
    else if (inner) collectLocations(reader.bytes(), inner(), locations)
    else if (field === message.entries) {
      const [key, value] = readEntry(reader.bytes())
      if (key === 'location') locations.add(value)
    } else reader.skip(wireType, field)
  }
}

/** A StringStringEntryProto. */
function readEntry(bytes: Uint8Array): [key: string, value: string] {
  const reader = new BinaryReader(bytes)
  const entry = { key: '', value: '' }
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag()
    if (field === 1) entry.key = reader.string()
    else if (field === 2) entry.value = reader.string()
    else reader.skip(wireType, field)
  }
  return [entry.key, entry.value]
}

function locate(modelFile: string, location: string, followExternal: boolean): string {
  const path = resolve(dirname(modelFile), location)
  const problem = whyNoFile(path)
  if (problem !== undefined) {
    throw new ReportError(
      'MODEL_UNREADABLE',
      `Model ${modelFile} keeps weights in ${path}, which ${problem}. ` +
        'Copy it beside the model, or export the model again.',
    )
  }
  if (!followExternal && !liesBeside(modelFile, path)) throw escapes(modelFile, location)
  return path
}

function escapes(modelFile: string, location: string): ReportError {
  return new ReportError(
    'MODEL_EXTERNAL_DATA',
    `Model ${modelFile} keeps weights in ${location}, outside of its own folder: not read. ` +
      'Export it again with the weights beside it, or give security.follow_external=true.',
  )
}
