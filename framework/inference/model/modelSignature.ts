import type { InferenceSession } from 'onnxruntime-node'
import { ReportError } from '../../errors.ts'
import { type EventShape, N_FEATURES } from '../data/eventBatch.ts'
import { INPUTS } from './modelInputs.ts'

/** The model's output: the reconstruction of `tokens_cont`. */
export const OUTPUT = 'x_hat'

const REQUIRED_INPUT = 'tokens_cont'

/**
 * Checks the names, types and shapes of a session's inputs and of its output, and returns the batch
 * size if the export fixed one.
 *
 * @throws {ReportError} `MODEL_SIGNATURE`
 */
export function checkSignature(
  path: string,
  { inputMetadata, outputMetadata }: InferenceSession,
  shape: EventShape,
): number | undefined {
  const known = [...INPUTS.keys()].join(', ')
  const names = inputMetadata.map(({ name }) => name)
  if (!names.includes(REQUIRED_INPUT)) {
    throw signatureError(path, `no input ${REQUIRED_INPUT}; its inputs are ${names.join(', ')}`)
  }
  const batchSizes = new Set<number>()
  for (const input of inputMetadata) {
    const expected = INPUTS.get(input.name)
    if (!expected) throw signatureError(path, `unknown input ${input.name}; known are ${known}`)
    const { types, dims } = expected
    checkTensor(path, `input ${input.name}`, input, types, dims(shape), batchSizes)
  }
  const output = outputMetadata.find(({ name }) => name === OUTPUT)
  if (!output) {
    const outputs = outputMetadata.map(({ name }) => name).join(', ')
    throw signatureError(path, `no output ${OUTPUT}; its outputs are ${outputs}`)
  }
  const dims = [shape.nTokens, N_FEATURES]
  checkTensor(path, `output ${OUTPUT}`, output, ['float32', 'float16'], dims, batchSizes)
  if (batchSizes.size > 1) {
    throw signatureError(path, `different batch sizes fixed: ${[...batchSizes].join(', ')}`)
  }
  return [...batchSizes][0]
}

function checkTensor(
  path: string,
  what: string,
  metadata: InferenceSession.ValueMetadata,
  types: readonly string[],
  dims: number[],
  batchSizes: Set<number>,
): void {
  if (!metadata.isTensor) throw signatureError(path, `${what} is not a tensor`)
  if (!types.includes(metadata.type)) {
    throw signatureError(path, `${what} is ${metadata.type}, expected ${types.join(' or ')}`)
  }
  const [batch, ...rest] = metadata.shape
  // A dynamic axis is named, or unnamed and empty, or -1.
  const isDynamic = (dim: unknown) => typeof dim !== 'number' || dim < 0
  const fits = rest.length === dims.length && rest.every((d, i) => isDynamic(d) || d === dims[i])
  if (!fits || batch === undefined) {
    throw shapeError(path, what, metadata.shape, ['batch', ...dims])
  }
  if (!isDynamic(batch)) batchSizes.add(batch as number)
}

/** The error for a tensor of another shape than expected. */
export function shapeError(
  path: string,
  what: string,
  found: readonly (number | string)[],
  expected: readonly (number | string)[],
): ReportError {
  return signatureError(
    path,
    `${what} has shape [${found.join(', ')}], expected [${expected.join(', ')}]`,
  )
}

function signatureError(path: string, what: string): ReportError {
  return new ReportError(
    'MODEL_SIGNATURE',
    `Model ${path}: ${what}. Export it as docs/export-onnx.md shows.`,
  )
}
