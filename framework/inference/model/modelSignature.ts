import { ReportError } from '../../errors.ts'
import { type EventShape, N_FEATURES } from '../data/eventBatch.ts'
import { type FoundInput, INPUT_NAMES, INPUTS, type InputName } from './modelInputs.ts'
import type { OnnxSession, OnnxValue } from './onnxRuntime.ts'

/** What a model calls its inputs and its output, where that is not what docs/export-onnx.md says. */
export interface ModelNames {
  /** The model's name for each input, such as `{ tokens_cont: 'x' }`. Default the input's own. */
  readonly inputs?: Readonly<Partial<Record<InputName, string>>>
  /** The model's name for the reconstruction. Default `x_hat`. */
  readonly output?: string
}

/** How a model is called. */
export interface ModelSignature {
  readonly inputs: readonly FoundInput[]
  readonly output: string
  /** Events in a call, where the export fixed it. */
  readonly fixedBatch: number | undefined
}

const REQUIRED_INPUT: InputName = 'tokens_cont'
/** The reconstruction of `tokens_cont`. */
const OUTPUT = 'x_hat'
const OUTPUT_TYPES = ['float32', 'float16']

/**
 * Checks the names, types and shapes of a session's inputs and of its output.
 *
 * @throws {ReportError} `MODEL_SIGNATURE`
 */
export function checkSignature(
  path: string,
  { inputMetadata, outputMetadata }: Pick<OnnxSession, 'inputMetadata' | 'outputMetadata'>,
  shape: EventShape,
  { inputs: names = {}, output: outputName = OUTPUT }: ModelNames = {},
): ModelSignature {
  const nameOf = (input: InputName) => names[input] ?? input
  const required = nameOf(REQUIRED_INPUT)
  const found = inputMetadata.map(({ name }) => name)
  if (!found.includes(required)) {
    throw signatureError(
      path,
      `no input ${required}; its inputs are ${found.join(', ')}. Say which one it is with ` +
        `inference.inputs.${REQUIRED_INPUT}=<name>, and so for the others`,
    )
  }
  const batchSizes = new Set<number>()
  const inputs = inputMetadata.map((metadata): FoundInput => {
    const input = INPUT_NAMES.find((each) => nameOf(each) === metadata.name)
    if (!input) {
      throw signatureError(
        path,
        `unknown input ${metadata.name}; known are ${INPUT_NAMES.map(nameOf).join(', ')}. ` +
          `Where it is one of them, say so with inference.inputs.<one>=${metadata.name}`,
      )
    }
    const { types, dims } = INPUTS[input]
    checkTensor(path, `input ${metadata.name}`, metadata, types, dims(shape), batchSizes)
    return { input, name: metadata.name, type: metadata.type as FoundInput['type'] }
  })
  const output = outputMetadata.find(({ name }) => name === outputName)
  if (!output) {
    const outputs = outputMetadata.map(({ name }) => name).join(', ')
    throw signatureError(
      path,
      `no output ${outputName}; its outputs are ${outputs}. Say which one is the reconstruction ` +
        'with inference.output=<name>',
    )
  }
  const dims = [shape.nTokens, N_FEATURES]
  checkTensor(path, `output ${outputName}`, output, OUTPUT_TYPES, dims, batchSizes)
  if (batchSizes.size > 1) {
    throw signatureError(path, `different batch sizes fixed: ${[...batchSizes].join(', ')}`)
  }
  return { inputs, output: outputName, fixedBatch: [...batchSizes][0] }
}

function checkTensor(
  path: string,
  what: string,
  metadata: OnnxValue,
  types: readonly string[],
  dims: readonly number[],
  batchSizes: Set<number>,
): void {
  const { isTensor, type, shape: found } = metadata
  if (!isTensor || type === undefined || found === undefined) {
    throw signatureError(path, `${what} is not a tensor`)
  }
  if (!types.includes(type)) {
    throw signatureError(path, `${what} is ${type}, expected ${types.join(' or ')}`)
  }
  const [batch, ...rest] = found
  // A dynamic axis is named, or unnamed and empty, or -1.
  const isDynamic = (dim: unknown) => typeof dim !== 'number' || dim < 0
  const fits = rest.length === dims.length && rest.every((d, i) => isDynamic(d) || d === dims[i])
  if (!fits || batch === undefined) {
    throw shapeError(path, what, found, ['batch', ...dims])
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
    `Model ${path}: ${what}. docs/export-onnx.md shows how to export one.`,
  )
}
