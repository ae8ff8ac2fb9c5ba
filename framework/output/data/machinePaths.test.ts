import { homedir } from 'node:os'
import { expect, test } from 'vitest'
import { withoutMachinePaths } from './machinePaths.ts'

test.each([
  ['inputs.sweep_dir=/work/here/runs/a', 'inputs.sweep_dir=runs/a'],
  [`saved to ${homedir()}/models/m.onnx`, 'saved to ~/models/m.onnx'],
  ['env.output_root=/tmp/somewhere/else', 'env.output_root=…/else'],
  ['[/tmp/a/b, "/usr/c/d"]', '[…/b, "…/d"]'],
])('%s', (text, expected) => {
  expect(withoutMachinePaths(text, '/work/here')).toBe(expected)
})

test.each(['loss of /val/loss rises', 'a/b/c', 'no path', '1/2 and //x'])(
  'what is no path of the machine stays: %s',
  (text) => {
    expect(withoutMachinePaths(text, '/work/here')).toBe(text)
  },
)
