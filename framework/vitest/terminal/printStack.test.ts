import path from 'node:path'
import { expect, test } from 'vitest'
import { compiledFile } from '../../compiledFile.ts'
import { withOwnFrames } from './printStack.ts'

const OWN = { file: '/thesis/reports/a/a.report.ts' }
const INTERNAL = [
  { file: '/thesis/node_modules/arquero/src/util/error.js' },
  { file: path.join(path.dirname(compiledFile('index')), 'report/stages/stage.js') },
  { file: 'node:internal/process/task_queues' },
]

test('of a stack the frames of own files are kept', () => {
  const error = { message: 'no', stacks: [INTERNAL[0] as typeof OWN, OWN, ...INTERNAL] }
  expect(withOwnFrames(error, '/thesis')).toEqual({ message: 'no', stacks: [OWN] })
})

test('a stack without own frames stays whole', () => {
  expect(withOwnFrames({ stacks: INTERNAL }, '/thesis').stacks).toEqual(INTERNAL)
})

test('of a file that cannot be read as code no frame of its reader is shown', () => {
  const error = { stacks: INTERNAL, __vitest_rollup_error__: {} }
  expect(withOwnFrames(error, '/thesis').stacks).toEqual([])
})

test('the code of a missing module, which the message says in words, is not repeated', () => {
  const error = { message: 'Cannot find', code: 'ERR_MODULE_NOT_FOUND', stacks: [OWN] }
  expect(withOwnFrames(error, '/thesis')).toEqual({ message: 'Cannot find', stacks: [OWN] })
})
