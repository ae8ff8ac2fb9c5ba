import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
// Recorded from PyTorch by fixtures/recorded/classifiers.py.
import recorded from '../../../fixtures/recorded/classifiers.json' with { type: 'json' }
import { fakeModel } from '../../testing/models/fakeModel.ts'
import {
  FLOAT,
  message,
  node,
  onnxFile,
  text,
  valueInfo,
  varint,
} from '../../testing/models/onnxFile.ts'
import { type DenseLayer, perceptronModel } from '../../testing/models/perceptronModel.ts'
import { loadClassifier } from './classifier.ts'
import { loadModel } from './model.ts'

const folder = mkdtempSync(join(tmpdir(), 'classifier-'))
const path = join(folder, 'model.onnx')
const LAYERS: DenseLayer[] = [
  {
    weights: [
      [1, -1],
      [0.5, 2],
    ],
    biases: [0.1, -0.2],
  },
  {
    weights: [
      [1, 0, -1],
      [0.3, -2, 1],
    ],
    biases: [0, 0.5, 0],
  },
]
const EVENTS = [
  [1, 2],
  [-1, 0.5],
]

async function classify(file: Uint8Array, rows: readonly (readonly number[])[] = EVENTS) {
  writeFileSync(path, file)
  const classifier = await loadClassifier(path, { columns: 2 })
  const features = Float32Array.from(rows.flat())
  const none = { ids: new Int32Array(), globals: new Float32Array() }
  const scores = await classifier.classify({ nEvents: rows.length, features, ...none })
  await classifier.close()
  return [...scores]
}

/** The logits of the layers, worked out here. */
function logitsOf(event: readonly number[]): number[] {
  return LAYERS.reduce<readonly number[]>((values, { weights, biases }, i) => {
    const sums = biases.map((bias, to) =>
      values.reduce((sum, value, from) => sum + value * (weights[from]?.[to] ?? 0), bias),
    )
    return i === 0 ? sums.map((sum) => Math.max(0, sum)) : sums
  }, event) as number[]
}

test('logits become probabilities', async () => {
  const expected = EVENTS.flatMap((event) => {
    const exps = logitsOf(event).map(Math.exp)
    return exps.map((exp) => exp / exps.reduce((sum, each) => sum + each, 0))
  })
  const scores = await classify(perceptronModel(LAYERS))
  scores.forEach((score, i) => {
    expect(score).toBeCloseTo(expected[i] as number, 6)
  })
})

test('the largest logits do not overflow', async () => {
  const [first] = LAYERS
  const scores = await classify(perceptronModel([first as DenseLayer]), [[1e30, 1]])
  expect(scores).toEqual([1, 0])
})

test('one logit becomes the probability of the second of two classes', async () => {
  const layer = { weights: [[1], [0]], biases: [0] }
  const scores = await classify(perceptronModel([layer]))
  expect(scores[0]).toBeCloseTo(1 / (1 + Math.exp(-1)), 6)
})

test('probabilities and scores are taken as they are', async () => {
  const layer = { weights: [[3], [0]], biases: [0] }
  expect(await classify(perceptronModel([layer], 'score'))).toEqual([3, -3])
})

test('rows of another width are refused with both', async () => {
  writeFileSync(path, perceptronModel(LAYERS))
  await expect(loadClassifier(path, { columns: 7 })).rejects.toThrow(
    'input x has shape [batch, 2], expected [batch, 7]',
  )
})

test('an output that is not a tensor is refused, with how to export one', async () => {
  const rows = ['batch', 2]
  const tensor = [...varint(1, FLOAT), ...message(2, message(1, text(2, 'batch')))]
  const sequence = message(2, message(4, message(1, message(1, tensor))))
  writeFileSync(
    path,
    onnxFile([
      ...node('SequenceConstruct', ['x'], 'probabilities_of_events'),
      ...text(2, 'sequence'),
      ...message(11, valueInfo('x', FLOAT, rows)),
      ...message(12, [...text(1, 'probabilities_of_events'), ...sequence]),
    ]),
  )
  await expect(loadClassifier(path, { columns: 2 })).rejects.toThrow(
    "its outputs are probabilities_of_events (not a tensor; skl2onnx writes tensors with options={'zipmap': False})",
  )
  await expect(
    loadClassifier(path, { columns: 2, output: 'probabilities_of_events' }),
  ).rejects.toThrow("is not a tensor; skl2onnx writes tensors with options={'zipmap': False}")
})

test('a model of the other kind is refused with the helper that runs it', async () => {
  writeFileSync(path, fakeModel())
  await expect(loadClassifier(path)).rejects.toThrow(
    'A model with x_hat is run by reconstruction()',
  )
  writeFileSync(path, perceptronModel(LAYERS))
  await expect(loadModel(path)).rejects.toThrow('A model with logits is run by classification()')
})

test.each([
  ['a softmax over several classes', 'severalClasses'],
  ['a sigmoid of one logit', 'oneLogit'],
] as const)('the score of every event is that of PyTorch: %s', async (_, name) => {
  const { columns, inputs } = recorded
  const { onnx, scores } = recorded[name]
  const file = join(folder, `${name}.onnx`)
  writeFileSync(file, Buffer.from(onnx, 'base64'))
  const classifier = await loadClassifier(file, { columns })
  const found = await classifier.classify({
    nEvents: inputs.length / columns,
    features: Float32Array.from(inputs),
    ids: new Int32Array(),
    globals: new Float32Array(),
  })
  await classifier.close()
  expect(found).toHaveLength(scores.length)
  found.forEach((score, i) => {
    const expected = scores[i] as number
    expect(Math.abs(score - expected)).toBeLessThan(1e-5 * expected + 1e-9)
  })
})
