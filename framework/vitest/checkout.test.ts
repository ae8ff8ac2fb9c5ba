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
import { runVitest, startVitest, testSweep } from '../testing/testProject.ts'

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
const FIXTURE = ['run', 'reports/compare_tokenizers']

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
  const { code, output } = await runVitest(checkout, ['run', '--project', 'reports'])
  expect(output).toContain(
    '✓ compare_tokenizers, snapshots: as in reports/compare_tokenizers/expected',
  )
  expect(output).not.toContain('written to')
  expect(readdirSync(checkout)).not.toContain('outputs')
  expect(code).toBe(0)
})

test('code of the framework that was edited is compiled before the report runs', async () => {
  const reporter = path.join(checkout, 'framework/vitest/terminal/describeReport.ts')
  const text = readFileSync(reporter, 'utf8')
  writeFileSync(reporter, text.replace('`Report over', '`Edited report over'))
  const { output } = await runVitest(checkout, FIXTURE)
  expect(output).toContain('Edited report over 18 runs written to outputs/reports/report_')
})

test('in watch mode an edit of the framework runs the reports again with the new code', async () => {
  const remarks = path.join(checkout, 'framework/compare/remarks/remarks.ts')
  const running = startVitest(checkout, ['--watch', 'reports/compare_tokenizers'])
  try {
    await running.waitFor(/Waiting for file changes/)
    running.forget()
    const text = readFileSync(remarks, 'utf8')
    writeFileSync(remarks, text.replace('it flatters', 'it praises'))
    await running.waitFor(/it praises/)
  } finally {
    await running.stop()
  }
})

test('code that does not compile stops everything with the message of the compiler', async () => {
  const broken = path.join(checkout, 'framework/broken.ts')
  writeFileSync(broken, 'export const count: number = "three"\n')
  const { code, output } = await runVitest(checkout, [...FIXTURE, 'framework/errors.test.ts'])
  rmSync(broken)
  expect(code).not.toBe(0)
  expect(output).toContain("broken.ts(1,14): error TS2322: Type 'string' is not assignable")
  expect(output).not.toContain('✓')
})

test('inputs that are named in any way decide over which runs a report is made', async () => {
  const { sweepDir, root } = testSweep()
  mkdirSync(path.join(root, 'elsewhere'))
  const { output } = await runVitest(checkout, [
    ...FIXTURE,
    '--',
    `inputs={sweep_dir: '${sweepDir}'}`,
  ])
  expect(output).toContain('report over 4 runs written to')
  const config = path.join(checkout, 'configs/report/compare_tokenizers.yaml')
  const text = readFileSync(config, 'utf8')
  writeFileSync(config, `${text}\ninputs:\n  sweep_dir: ${sweepDir}\n`)
  const fromFile = await runVitest(checkout, FIXTURE)
  writeFileSync(config, text)
  expect(fromFile.output).toContain('report over 4 runs written to')
})
