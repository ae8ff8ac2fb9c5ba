import { execFileSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
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

test.skipIf(process.platform === 'win32').each([
  ['a pipe', (place: string) => execFileSync('mkfifo', [place])],
  ['a folder', (place: string) => mkdirSync(place)],
  ['links that lead in a circle', (place: string) => symlinkSync('model.onnx', place)],
])('where %s has the name of a model, that is said', (kind, make) => {
  const run = writeTree({})
  make(`${run}/model.onnx`)
  expect(() => findModelFile(run)).toThrow(
    `No model in ${run}: expected best_val.onnx or model.onnx. model.onnx is not a file but ${kind}.`,
  )
})
