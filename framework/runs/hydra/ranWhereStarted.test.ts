import { expect, test } from 'vitest'
import { ranWhereStarted } from './ranWhereStarted.ts'

function hydraYaml(run: string, runtime: readonly string[] = [], job: readonly string[] = []) {
  const lines = [
    'hydra:',
    '  run:',
    `    dir: ${run}`,
    '  job:',
    ...job.map((line) => `    ${line}`),
    '  runtime:',
    ...runtime.map((line) => `    ${line}`),
  ]
  return lines.join('\n')
}

test.each([
  hydraYaml('.'),
  hydraYaml("'./'"),
  hydraYaml('/home/x/project', ['cwd: /home/x/project']),
  hydraYaml('.', ['cwd: /home/x/project', 'output_dir: /home/x/project']),
  hydraYaml('.', ['cwd: /home/x/project']).replaceAll('\n', '\r\n'),
])('%j ran where it was started', (text) => expect(ranWhereStarted(text)).toBe(true))

test.each([
  '',
  hydraYaml('outputs/2026-01-31/12-00-00'),
  hydraYaml('outputs/x', ['cwd: /home/x/project']),
  hydraYaml('.', ['cwd: /home/x/project', 'output_dir: /home/x/project/multirun/0']),
  hydraYaml('.', ['cwd: /home/x/project'], ['num: 3']),
])('%j ran in a directory of its own', (text) => expect(ranWhereStarted(text)).toBe(false))
