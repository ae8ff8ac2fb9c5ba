import { FLOAT, floatTensor, message, node, onnxFile, text, valueInfo } from './onnxFile.ts'

/** A layer of a network: y = x · weights + biases. */
export interface DenseLayer {
  /** [inputs, outputs] */
  readonly weights: readonly (readonly number[])[]
  readonly biases: readonly number[]
}

/**
 * A network of dense layers with ReLU between them as an ONNX file: from rows `x` [B, columns] to an output
 * [B, outputs].
 *
 * @param output what the output is called. Default `logits`
 */
export function perceptronModel(layers: readonly DenseLayer[], output = 'logits'): Uint8Array {
  const columns = layers[0]?.weights.length ?? 0
  const outputs = layers.at(-1)?.biases.length ?? 0
  const graph = layers.flatMap(({ weights, biases }, i) => {
    const isLast = i === layers.length - 1
    const sum = isLast ? output : `sum${i}`
    return [
      ...message(5, floatTensor(`weights${i}`, [weights.length, biases.length], weights.flat())),
      ...message(5, floatTensor(`biases${i}`, [biases.length], biases)),
      ...node('MatMul', [i === 0 ? 'x' : `active${i - 1}`, `weights${i}`], `product${i}`),
      ...node('Add', [`product${i}`, `biases${i}`], sum),
      ...(isLast ? [] : node('Relu', [sum], `active${i}`)),
    ]
  })
  return onnxFile([
    ...graph,
    ...text(2, 'perceptron'),
    ...message(11, valueInfo('x', FLOAT, ['batch', columns])),
    ...message(12, valueInfo(output, FLOAT, ['batch', outputs])),
  ])
}
