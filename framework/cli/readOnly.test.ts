/** @module-tag slow */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import {
  canRunReadOnly,
  NO_FIGURES,
  reportsBelow,
  runReadOnly,
  testSweep,
} from '../testing/testProject.ts'

const CANNOT = 'a read-only mount needs Linux and namespaces for users (unshare --map-root-user)'
const isPossible = canRunReadOnly()

test('a read-only checkout makes reports where the output root can be written', async ({
  skip,
}) => {
  skip(!isPossible, CANNOT)
  const { sweepDir } = testSweep()
  const outputRoot = mkdtempSync(path.join(tmpdir(), 'thesis-report-'))
  const words = ['-n', 'compare_tokenizers', `inputs.sweep_dir=${sweepDir}`]
  const { code, output } = await runReadOnly([
    'bin/thesis-report.js',
    ...words,
    `env.output_root=${outputRoot}`,
    NO_FIGURES,
  ])
  expect(output).toContain(`Report over 4 runs written to ${outputRoot}/reports/report_`)
  expect(output).not.toContain('EROFS')
  expect(code).toBe(0)
})

test.runIf(isPossible).each([
  ['', []],
  [', on a terminal', ['--import', 'data:text/javascript,process.stdout.isTTY=true']],
])(
  'vitest makes reports in a read-only checkout with the flag of docs/install.md%s',
  async (_, terminal) => {
    const outputRoot = mkdtempSync(path.join(tmpdir(), 'thesis-report-'))
    const flags = ['--configLoader', 'runner']
    const { code, output } = await runReadOnly([
      ...terminal,
      'node_modules/vitest/vitest.mjs',
      'run',
      ...flags,
      'reports/compare_tokenizers',
      '--',
      `env.output_root=${outputRoot}`,
      NO_FIGURES,
    ])
    expect(output).not.toContain('EROFS')
    expect(reportsBelow(outputRoot)).toHaveLength(1)
    expect(code).toBe(0)
  },
)
