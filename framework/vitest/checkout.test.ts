/** @module-tag slow */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { PACKAGE_ROOT } from '../packageRoot.ts'
import { NO_FIGURES, runVitest, startVitest, testSweep } from '../testing/testProject.ts'

/** What a checkout holds that reports need. */
const NEEDED = [
  'bin',
  'configs',
  'framework',
  'reports',
  'fixtures',
  'package.json',
  'tsconfig.json',
  'tsconfig.build.json',
  'vitest.config.ts',
]
const REPORT = 'reports/compare_tokenizers'
const FIXTURE = ['run', REPORT]

/**
 * A copy of this checkout, whose edits stay for the tests that follow, since each one undone would be
 * compiled anew: in a folder whose name has all that paths may hold. */
let checkout: string
beforeAll(() => {
  checkout = path.join(mkdtempSync(path.join(tmpdir(), 'run report-')), 'o\'neill "ünï" 日本')
  for (const name of NEEDED) {
    cpSync(path.join(PACKAGE_ROOT, name), path.join(checkout, name), { recursive: true })
  }
  symlinkSync(path.join(PACKAGE_ROOT, 'node_modules'), path.join(checkout, 'node_modules'))
})

test('a fresh checkout compiles itself, and without a filter makes no report', async () => {
  const { code, output } = await runVitest(checkout, [
    ...['run', '--project', 'reports', '-t', 'collect|analyze|snapshots'],
  ])
  expect(output).toContain(
    '✓ compare_tokenizers, snapshots: as in reports/compare_tokenizers/expected',
  )
  expect(output).not.toContain('written to')
  expect(readdirSync(checkout)).not.toContain('outputs')
  expect(code).toBe(0)
})

test('inputs that are named in any way decide over which runs a report is made', async () => {
  const { sweepDir, root } = testSweep()
  mkdirSync(path.join(root, 'elsewhere'))
  const { output } = await runVitest(checkout, [
    ...FIXTURE,
    '--',
    `inputs={sweep_dir: '${sweepDir}'}`,
    NO_FIGURES,
  ])
  expect(output).toContain('Report over 4 runs written to')
  const config = path.join(checkout, 'configs/report/compare_tokenizers.yaml')
  const text = readFileSync(config, 'utf8')
  writeFileSync(config, `${text}\ninputs:\n  sweep_dir: ${sweepDir}\n`)
  const fromFile = await runVitest(checkout, [...FIXTURE, '--', NO_FIGURES])
  writeFileSync(config, text)
  expect(fromFile.output).toContain('Report over 4 runs written to')
})

test('in watch mode, code of the framework that was edited is compiled before the report runs again', async () => {
  const { sweepDir } = testSweep()
  const words = ['--watch', REPORT, '--', `inputs.sweep_dir=${sweepDir}`, NO_FIGURES]
  const running = startVitest(checkout, words)
  try {
    await running.waitFor(/Waiting for file changes/)
    running.forget()
    edit('compare/remarks/remarks.ts', 'it flatters', 'it praises')
    await running.waitFor(/it praises/)
    running.forget()
    // The runs have been read before; other code may read them otherwise.
    edit('runs/readRun.ts', 'requireComplete && !events', '!requireComplete || !events')
    await running.waitFor(/holds no on_train_end/)
  } finally {
    await running.stop()
  }
})

function edit(file: string, from: string, to: string): void {
  const source = path.join(checkout, 'framework', file)
  writeFileSync(source, readFileSync(source, 'utf8').replace(from, to))
}

test('code that was edited and does not compile stops everything with the message of the compiler', async () => {
  const broken = path.join(checkout, 'framework/broken.ts')
  writeFileSync(broken, 'export const count: number = "three"\n')
  const { code, output } = await runVitest(checkout, [...FIXTURE, 'framework/errors.test.ts'])
  rmSync(broken)
  expect(code).not.toBe(0)
  expect(output).toContain("broken.ts(1,14): error TS2322: Type 'string' is not assignable")
  expect(output).not.toContain('✓')
})
