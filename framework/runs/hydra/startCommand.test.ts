import { expect, test } from 'vitest'
import { writeTree } from '../../testing/files/writeTree.ts'
import { programOfJob } from './jobProgram.ts'
import { startOf, startWords } from './startCommand.ts'

/** A program of a job whose `hydra` section holds these. */
function program(hydra: object) {
  return programOfJob(writeTree({ '.hydra/hydra.yaml': JSON.stringify({ hydra }) }))
}

test.each([
  ['train.py', 'train'],
  // Hydra replaces blanks and leaves signs out.
  ['my (new) train.py', 'my_new_train'],
])('a program is started where it was, by its file there: %s', (file, name) => {
  const root = writeTree({ [file]: '', 'other.py': '' })
  const start = startOf(program({ job: { name }, runtime: { cwd: root } }))
  expect(start).toEqual({ directory: root, file, isThere: true })
})

test('a program that lies elsewhere is looked for beside its configs', () => {
  const root = writeTree({ 'src/train.py': '', 'src/conf/config.yaml': '' })
  const sources = [{ path: `${root}/src/conf`, schema: 'file', provider: 'main' }]
  const runtime = { cwd: root, config_sources: sources }
  const train = program({ job: { name: 'train' }, runtime })
  expect(startOf(train)).toEqual({ directory: root, file: 'src/train.py', isThere: true })
  // As Hydra takes it: relative to that file.
  expect(startWords(train, ['lr=1'])).toEqual(['--config-path', 'conf', 'lr=1'])
})

test('where the file of a program is not found, the place where it was started still stands', () => {
  const root = writeTree({ 'other.py': '' })
  const start = startOf(program({ job: { name: 'train' }, runtime: { cwd: root } }))
  expect(start).toEqual({ directory: root, file: 'train.py', isThere: false })
})

test('a program whose place is gone is started here where a file of its name lies, or nobody knows where', () => {
  const gone = program({ job: { name: 'train' }, runtime: { cwd: '/nowhere/proj' } })
  const before = process.cwd()
  try {
    const root = writeTree({ 'train.py': '' })
    process.chdir(root)
    expect(startOf(gone)).toEqual({ directory: process.cwd(), file: 'train.py', isThere: true })
    process.chdir(writeTree({ 'other.py': '' }))
    expect(startOf(gone)).toEqual({ directory: undefined, file: 'train.py', isThere: false })
  } finally {
    process.chdir(before)
  }
})

test('a job of a sweep is started alone, and a sweep as one', () => {
  const swept = program({ mode: 'MULTIRUN', job: { config_name: 'other' } })
  const alone = program({ mode: 'RUN', job: { config_name: 'other' } })
  const config = ['--config-name', 'other']
  expect(startWords(swept, ['lr=1'])).toEqual([...config, 'hydra.mode=RUN', 'lr=1'])
  expect(startWords(alone, ['lr=1'])).toEqual([...config, 'lr=1'])
  expect(startWords(swept, ['lr=1,2'], { sweeps: true })).toEqual([
    ...config,
    '--multirun',
    'lr=1,2',
  ])
})
