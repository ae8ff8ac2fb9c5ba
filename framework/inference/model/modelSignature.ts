import { ReportError } from '../../errors.ts'
import type { EventShape } from '../data/eventBatch.ts'
import { type FoundInput, INPUT_NAMES, INPUTS, type InputName, ROW_INPUT } from './modelInputs.ts'
import type { OnnxSession, OnnxValue } from './onnxRuntime.ts'

/** What a model calls its inputs and its output, where that is not what docs/export-onnx.md says. */
export interface ModelNames {
  /** The model's name for each input, such as `{ tokens_cont: 'x' }`. Default the input's own. */
  readonly inputs?: Readonly<Partial<Record<InputName, string>>>
  /** The model's name for its output. Default that of the output's form. */
  readonly output?: string | undefined
}

/** What is fed to a model: events of tokens, or rows of so many columns. */
export type InputShape = EventShape | { readonly columns: number }

/** What a kind of model gives out. */
export interface OutputForm {
  /** Such as `the reconstruction`. */
  readonly what: string
  /** Names that the output may have, the usual one first. */
  readonly names: readonly string[]
  /** Its shape without the batch axis; undefined where any number of values per event will do. */
  readonly dims: (shape: InputShape) => readonly number[] | undefined
  /** Outputs that models of another kind have, and the helper that runs those. */
  readonly others: { readonly names: readonly string[]; readonly helper: string }
}

/** How a model is called. */
export interface ModelSignature {
  readonly inputs: readonly FoundInput[]
  /** `dims` are without the batch axis. */
  readonly output: { readonly name: string; readonly dims: readonly number[] }
  /** Outputs of integers per event, which are indices of a codebook. */
  readonly codes: readonly string[]
  /** Events in a call, where the export fixed it. */
  readonly fixedBatch: number | undefined
}

type Metadata = Pick<OnnxSession, 'inputMetadata' | 'outputMetadata'>

/** The output of autoencoders: the reconstruction of `tokens_cont`. */
export const RECONSTRUCTION_OUTPUT = 'x_hat'
/** Outputs of classifiers, the first of which counts: `logits` are turned into probabilities. */
export const LOGITS_OUTPUT = 'logits'
export const CLASSIFIER_OUTPUTS: readonly string[] = [LOGITS_OUTPUT, 'probabilities', 'score']

const REQUIRED_INPUT: InputName = 'tokens_cont'
const OUTPUT_TYPES = ['float32', 'float16']
const CODE_TYPES = ['int64', 'int32']

/**
 * Checks the names, types and shapes of a session's inputs and of its output.
 *
 * @throws {ReportError} MODEL_SIGNATURE
 */
export function checkSignature(
  path: string,
  session: Metadata,
  shape: InputShape,
  form: OutputForm,
  { inputs: names = {}, output: outputName }: ModelNames = {},
): ModelSignature {
  const batchSizes = new Set<number>()
  // A model of another kind may have other inputs too, but its output says which one it is.
  const found = findOutput(path, session, form, outputName)
  const inputs =
    'columns' in shape
      ? [rowInput(path, session, shape.columns, batchSizes)]
      : tokenInputs(path, session, shape, names, batchSizes)
  const what = `output ${found.name}`
  const dims = form.dims(shape) ?? freeDims(path, what, found)
  checkTensor(path, what, found, OUTPUT_TYPES, dims, batchSizes)
  if (batchSizes.size > 1) {
    throw signatureError(path, `different batch sizes fixed: ${[...batchSizes].join(', ')}`)
  }
  const [fixedBatch] = batchSizes
  const codes = session.outputMetadata.flatMap((each) =>
    areCodes(each, fixedBatch) ? each.name : [],
  )
  return { inputs, output: { name: found.name, dims }, codes, fixedBatch }
}

/** Whether an output holds integers for each event: its first axis is the batch. */
function areCodes({ isTensor, type = '', shape = [] }: OnnxValue, fixedBatch: number | undefined) {
  const [batch] = shape
  return (
    isTensor &&
    CODE_TYPES.includes(type) &&
    (batch === fixedBatch || (batch !== undefined && isDynamic(batch)))
  )
}

function tokenInputs(
  path: string,
  { inputMetadata }: Metadata,
  shape: EventShape,
  names: NonNullable<ModelNames['inputs']>,
  batchSizes: Set<number>,
): FoundInput[] {
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
  return inputMetadata.map((metadata): FoundInput => {
    const input = INPUT_NAMES.find((each) => nameOf(each) === metadata.name)
    if (!input) {
      throw signatureError(
        path,
        `unknown input ${metadata.name}; known are ${INPUT_NAMES.map(nameOf).join(', ')}. ` +
          `Where it is one of them, say so with inference.inputs.<one>=${metadata.name}`,
      )
    }
    const { types, dims: dimsOf, values } = INPUTS[input]
    const dims = dimsOf(shape)
    checkTensor(path, `input ${metadata.name}`, metadata, types, dims, batchSizes)
    return { values, name: metadata.name, type: metadata.type as FoundInput['type'], dims }
  })
}

/** The one input of a model over rows: as many numbers per event as there are columns. */
function rowInput(
  path: string,
  { inputMetadata }: Metadata,
  columns: number,
  batchSizes: Set<number>,
): FoundInput {
  const [input, ...others] = inputMetadata
  if (input === undefined || others.length > 0) {
    const names = inputMetadata.map(({ name }) => name).join(', ') || 'none'
    throw signatureError(
      path,
      `its inputs are ${names}, but events that are rows (data.layout=rows) go into one input`,
    )
  }
  const what = `input ${input.name}`
  const found = (input.shape ?? []).slice(1)
  // An axis that is not fixed takes what the others leave.
  const fixed = found.filter((dim): dim is number => typeof dim === 'number' && dim > 0)
  const rest = columns / fixed.reduce((product, dim) => product * dim, 1)
  const nFree = found.length - fixed.length
  if (nFree > 1 || !Number.isInteger(rest) || (nFree === 0 && rest !== 1)) {
    throw shapeError(path, what, input.shape ?? [], ['batch', columns])
  }
  const dims = found.map((dim) => (typeof dim === 'number' && dim > 0 ? dim : rest))
  checkTensor(path, what, input, ROW_INPUT.types, dims, batchSizes)
  return {
    values: ROW_INPUT.values,
    name: input.name,
    type: input.type as FoundInput['type'],
    dims,
  }
}

/** What scikit-learn's classifiers become by default: a map of probabilities for each event. */
const NO_TENSOR = "; skl2onnx writes tensors with options={'zipmap': False}"

function findOutput(
  path: string,
  { outputMetadata }: Metadata,
  { what, names, others }: OutputForm,
  asked: string | undefined,
): OnnxValue {
  const wanted = asked === undefined ? names : [asked]
  const found = wanted.flatMap((name) => outputMetadata.filter((each) => each.name === name))[0]
  if (found) return found
  const outputs = outputMetadata.map(({ name, isTensor }) =>
    isTensor ? name : `${name} (not a tensor${NO_TENSOR})`,
  )
  const other = others.names.find((name) => outputs.includes(name))
  throw signatureError(
    path,
    `no output ${wanted.join(' or ')}; its outputs are ${outputs.join(', ')}. ` +
      (other === undefined
        ? `Name the one that holds ${what} with inference.output=<name>; a model of another kind is run by ` +
          'loadPredictor() in a report of your own (docs/inference.md)'
        : `A model with ${other} is run by ${others.helper}; where another output holds ${what}, name it ` +
          'with inference.output=<name>'),
  )
}

/** The shape of an output that may have any number of values per event. */
function freeDims(path: string, what: string, { shape = [] }: OnnxValue): readonly number[] {
  const dims = shape.slice(1)
  if (dims.length > 1 || dims.some((dim) => typeof dim !== 'number' || dim < 1)) {
    throw shapeError(path, what, shape, ['batch', 'classes'])
  }
  return dims as number[]
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
    throw signatureError(path, `${what} is not a tensor${NO_TENSOR}`)
  }
  if (!types.includes(type)) {
    throw signatureError(path, `${what} is ${type}, expected ${types.join(' or ')}`)
  }
  const [batch, ...rest] = found
  const fits = rest.length === dims.length && rest.every((d, i) => isDynamic(d) || d === dims[i])
  if (!fits || batch === undefined) {
    throw shapeError(path, what, found, ['batch', ...dims])
  }
  if (!isDynamic(batch)) batchSizes.add(batch as number)
}

/** A dynamic axis is named, or unnamed and empty, or -1. */
function isDynamic(dim: number | string | undefined): boolean {
  return typeof dim !== 'number' || dim < 0
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
