import { expect, test } from 'vitest'
import { writeTree } from '../../testing/files/writeTree.ts'
import { findModelFile } from './modelFile.ts'

test('a pattern names the one model of a run, wherever it lies in its directory', () => {
  const run = writeTree({
    'checkpoints/last.onnx': '',
    'checkpoints/last.ckpt': '',
    'best_val.onnx': '',
  })
  expect(findModelFile(run, 'checkpoints/*.onnx')).toBe(`${run}/checkpoints/last.onnx`)
  expect(findModelFile(run)).toBe(`${run}/best_val.onnx`)
})

test('a pattern that finds several files or none is reported with what it found', () => {
  const run = writeTree({ 'a/epoch_10.onnx': '', 'a/epoch_2.onnx': '' })
  expect(() => findModelFile(run, 'a/*.onnx')).toThrow(
    `${run}: inference.model=a/*.onnx is to name one ONNX file of the run, and 2 files do (a/epoch_2.onnx, a/epoch_10.onnx).`,
  )
  expect(() => findModelFile(run, 'b.onnx')).toThrow('no file matches it')
})
