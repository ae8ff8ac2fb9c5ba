import { statSync } from 'node:fs'
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
 *   `MODEL_UNREADABLE` for one that is not a file, or ends before the weights do; what reading the model itself throws
 */
export async function externalDataFiles(
  modelFile: string,
  { followExternal = false }: ExternalDataOptions = {},
): Promise<string[]> {
  const bytes = readBytes(modelFile, { maxBytes: MAX_MODEL_BYTES })
  /** By location, the bytes that the weights in it take up to the end of the last ones. */
  const ends = new Map<string, number>()
  try {
    collectEnds(bytes, model(), ends)
  } catch {
    // The bytes are not protobuf all the way; no runtime will load them either.
  }
  return [...ends].map(([location, end]) => {
    const path = locate(modelFile, location, followExternal)
    refuseCutOff(modelFile, path, end)
    return path
  })
}

function collectEnds(bytes: Uint8Array, message: Message, ends: Map<string, number>): void {
  const reader = new BinaryReader(bytes)
  const entries = new Map<string, string>()
  while (reader.pos < reader.len) {
    const [field, wireType] = reader.tag()
    const inner = message[field]
    if (wireType !== WireType.LengthDelimited) reader.skip(wireType, field)
    else if (inner) collectEnds(reader.bytes(), inner(), ends)
    else if (field === message.entries) entries.set(...readEntry(reader.bytes()))
    else reader.skip(wireType, field)
  }
  const location = entries.get('location')
  if (location === undefined) return
  // Both may be missing: from the start, and as long as the tensor is.
  const end = Number(entries.get('offset') ?? 0) + Number(entries.get('length') ?? 0)
  ends.set(location, Math.max(ends.get(location) ?? 0, end || 0))
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

/** The runtime says of a file that was cut off what it lacks, but not its name. */
function refuseCutOff(modelFile: string, path: string, end: number): void {
  const { size } = statSync(path)
  if (size >= end) return
  throw new ReportError(
    'MODEL_UNREADABLE',
    `Model ${modelFile} keeps weights in ${path}, which has ${size} of the ${end} bytes that they take: it was cut off. ` +
      'Copy it again, or export the model again.',
  )
}

function escapes(modelFile: string, location: string): ReportError {
  return new ReportError(
    'MODEL_EXTERNAL_DATA',
    `Model ${modelFile} keeps weights in ${location}, outside of its own folder: not read. ` +
      'Export it again with the weights beside it, or give security.follow_external=true.',
  )
}
