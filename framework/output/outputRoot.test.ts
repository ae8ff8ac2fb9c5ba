import { expect, test } from 'vitest'
import { inferOutputRoot } from './outputRoot.ts'

test('a sweep directory tells its output root', () => {
  expect(inferOutputRoot(['/data/outputs/multiruns/exp_20251103-140953_x'])).toBe('/data/outputs')
  expect(inferOutputRoot(['outputs/multiruns/exp_*_experiment/'])).toBe('outputs')
})

test('run directories tell their output root', () => {
  expect(inferOutputRoot(['elsewhere/run_A', 'my/outputs/runs/run_B'])).toBe('my/outputs')
})

test('the last such part of a path counts', () => {
  expect(inferOutputRoot(['multiruns/outputs/multiruns/exp_1'])).toBe('multiruns/outputs')
})

test('a path that begins with such a part means the current directory', () => {
  expect(inferOutputRoot(['multiruns/exp_1'])).toBe('.')
})

test('other paths fall back to outputs', () => {
  expect(inferOutputRoot(['some/where'])).toBe('outputs')
})
