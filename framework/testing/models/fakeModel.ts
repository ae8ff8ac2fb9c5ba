import { N_FEATURES } from '../../inference/data/eventBatch.ts'
import { Random } from '../../stats/random.ts'
import {
  BOOL,
  FLOAT,
  FLOAT16,
  floatTensor,
  INT64,
  message,
  node,
  onnxFile,
  text,
  valueInfo,
  varint,
} from './onnxFile.ts'

export interface FakeModelOptions {
  /** The reconstruction is scale × input + MLP(input) + the embedding of the id. Default 0.9. */
  readonly scale?: number
  /** Widths of the hidden layers of an MLP over each token, with random weights. Default no MLP. */
  readonly hidden?: readonly number[]
  /** [nIds, 4]. Default eight rows of zeros. */
  readonly embedding?: readonly (readonly number[])[]
  /** Events in a call, if the export fixed it. Default any. */
  readonly batch?: number
  /** Default 18. */
  readonly nTokens?: number
  /** Default 2. */
  readonly nGlobals?: number
  /** Names that a wrong export might have given. */
  readonly inputName?: string
  readonly outputName?: string
  /** Adds the optional input `mask`, and multiplies the reconstruction by it. Default false. */
  readonly takesMask?: boolean
  /** Features go in and come out in half precision. Default false. */
  readonly isHalf?: boolean
  /** As exported while it is trained: half of the reconstruction is dropped at random. Default false. */
  readonly isTraining?: boolean
  /** The features of all events of a batch are added to those of each. Default false. */
  readonly mixesEvents?: boolean
  /** The name of an output of integers [B, nTokens], the ids, as a codebook's indices are. Default none. */
  readonly codesName?: string
  /** The name of an output of integers [B, nGlobals], the globals without their fractions. Default none. */
  readonly globalCodesName?: string
  /** A file for the scale, one float32, that the model refers to; write it yourself. Default none. */
  readonly weightsFile?: string
}

/**
 * A tiny autoencoder as an ONNX file, for fixtures and tests.
 */
export function fakeModel({
  scale = 0.9,
  hidden = [],
  embedding = new Array<number[]>(8).fill([0, 0, 0, 0]),
  batch,
  nTokens = 18,
  nGlobals = 2,
  inputName = 'tokens_cont',
  outputName = 'x_hat',
  takesMask = false,
  isHalf = false,
  isTraining = false,
  mixesEvents = false,
  codesName,
  globalCodesName,
  weightsFile,
}: FakeModelOptions = {}): Uint8Array {
  const rank3 = [batch ?? 'batch', nTokens, N_FEATURES]
  const rank2 = [batch ?? 'batch', nTokens]
  const features = isHalf ? 'features' : inputName
  const result = isHalf || isTraining ? 'result' : outputName
  const sum = takesMask ? 'sum' : result
  const dropped = isHalf ? 'dropped' : outputName
  const graph = [
    ...(isHalf ? cast(inputName, features, FLOAT) : []),
    node('Mul', [features, 'scale'], mixesEvents ? 'own' : 'scaled'),
    ...(mixesEvents
      ? [node('ReduceSum', [features], 'total'), node('Add', ['own', 'total'], 'scaled')]
      : []),
    node('Gather', ['embedding', 'tokens_id'], 'embedded'),
    node('Add', ['scaled', 'embedded'], hidden.length > 0 ? 'linear' : sum),
    ...(hidden.length > 0
      ? [perceptron(features, hidden, 'decoded'), node('Add', ['linear', 'decoded'], sum)]
      : []),
    ...(takesMask
      ? [node('Unsqueeze', ['mask', 'axes'], 'mask3'), node('Mul', [sum, 'mask3'], result)]
      : []),
    ...(isTraining ? [node('Dropout', [result, 'ratio', 'isTraining'], dropped)] : []),
    ...(isHalf ? cast(isTraining ? dropped : result, outputName, FLOAT16) : []),
    ...(codesName === undefined ? [] : node('Identity', ['tokens_id'], codesName)),
    ...(globalCodesName === undefined ? [] : cast('globals', globalCodesName, INT64)),
    text(2, 'fake'),
    message(
      5,
      weightsFile === undefined ? floatTensor('scale', [1], [scale]) : external(weightsFile),
    ),
    ...(isTraining
      ? [
          message(5, floatTensor('ratio', [], [0.5])),
          message(5, [...varint(2, BOOL), ...text(8, 'isTraining'), ...message(9, [1])]),
        ]
      : []),
    message(5, floatTensor('embedding', [embedding.length, N_FEATURES], embedding.flat())),
    ...(takesMask
      ? [message(5, [varint(1, 1), varint(2, INT64), varint(7, 2), text(8, 'axes')].flat())]
      : []),
    message(11, valueInfo(inputName, isHalf ? FLOAT16 : FLOAT, rank3)),
    message(11, valueInfo('tokens_id', INT64, rank2)),
    message(11, valueInfo('globals', FLOAT, [batch ?? 'batch', nGlobals])),
    ...(takesMask ? [message(11, valueInfo('mask', FLOAT, rank2))] : []),
    message(12, valueInfo(outputName, isHalf ? FLOAT16 : FLOAT, rank3)),
    ...(codesName === undefined ? [] : [message(12, valueInfo(codesName, INT64, rank2))]),
    ...(globalCodesName === undefined
      ? []
      : [message(12, valueInfo(globalCodesName, INT64, [batch ?? 'batch', nGlobals]))]),
  ].flat()
  return onnxFile(graph)
}

const INT_ATTRIBUTE = 2

/** A ReLU network from a token's features to as many numbers; weights are seeded. */
function perceptron(input: string, hidden: readonly number[], output: string): number[] {
  const random = new Random(0, 'weights')
  const widths = [N_FEATURES, ...hidden, N_FEATURES]
  return widths.slice(1).flatMap((width, i) => {
    const from = widths[i] as number
    const isLast = i === hidden.length
    const weights = Array.from({ length: from * width }, () => random.normal() / Math.sqrt(from))
    const product = isLast ? output : `product${i}`
    return [
      ...message(5, floatTensor(`weights${i}`, [from, width], weights)),
      ...node('MatMul', [i === 0 ? input : `active${i - 1}`, `weights${i}`], product),
      ...(isLast ? [] : node('Relu', [product], `active${i}`)),
    ]
  })
}

function cast(input: string, output: string, type: number): number[][] {
  const attribute = [...text(1, 'to'), ...varint(3, type), ...varint(20, INT_ATTRIBUTE)]
  return [
    message(1, [
      ...text(1, input),
      ...text(2, output),
      ...text(4, 'Cast'),
      ...message(5, attribute),
    ]),
  ]
}

/** The tensor `scale` with its number in a file beside the model. */
function external(location: string): number[] {
  const entry = (key: string, value: string) => message(13, [...text(1, key), ...text(2, value)])
  const entries = [entry('location', location), entry('offset', '0'), entry('length', '4')].flat()
  const [dims, type, isExternal] = [varint(1, 1), varint(2, FLOAT), varint(14, 1)]
  return [...dims, ...type, ...text(8, 'scale'), ...entries, ...isExternal]
}
