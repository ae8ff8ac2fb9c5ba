import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import { runVitest, testProject } from '../../testing/testProject.ts'
import { importProblem } from './importProblem.ts'

const REQUIRED = `const { defineReport } = require('${path.join(PACKAGE_ROOT, 'dist/framework/index.js')}')`

/** What Vitest says of a report with such a beginning. */
async function saidOf(
  beginning: string,
  file = 'loss.report.ts',
  env: Readonly<Record<string, string>> = {},
): Promise<string> {
  const project = testProject({})
  mkdirSync(path.join(project, 'reports/loss'), { recursive: true })
  renameSync(path.join(project, 'vitest.config.ts'), path.join(project, 'vitest.config.mts'))
  writeFileSync(path.join(project, 'package.json'), '{ "type": "commonjs" }')
  writeFileSync(
    path.join(project, 'reports/loss', file),
    `${beginning}\nmodule.exports = defineReport({ name: 'loss', title: 'Loss', plot: {} })\n`,
  )
  const { output } = await runVitest(project, ['run', 'reports/loss'], env)
  return output
}

test('a misspelt package gets the nearest name', async () => {
  expect(await saidOf("import { defineReport } from 'thesis-reprt'")).toMatch(
    /Cannot find package 'thesis-reprt' imported from .*\. Did you mean "thesis-report"\?/,
  )
})

test('a package that is not there is told to be installed', () => {
  const error = new Error("Cannot find package 'arquero/helpers' imported from /p/x.report.ts")
  expect(importProblem(error)).toBe(`${error.message}. Install it: npm i arquero`)
})

test('a path alias is told to be one of package.json', async () => {
  expect(await saidOf("import { defineReport } from '@lib/helper.ts'")).toMatch(
    /Cannot find package '@lib\/helper\.ts' .*a path alias belongs to "imports" of package\.json/,
  )
})

test('a report may require thesis-report, which is being imported at that moment', async () => {
  expect(await saidOf(REQUIRED, 'loss.report.js')).toMatch(
    /^loss: Loss\n.*Give exactly one of inputs/ms,
  )
})

test('a report that requires what Node does not let it require is told to import it', async () => {
  const env = { NODE_OPTIONS: '--no-experimental-require-module' }
  expect(await saidOf(REQUIRED, 'loss.report.js', env)).toContain(
    'A report loads thesis-report with import, not with require: import { defineReport } from',
  )
})

test('who required a module that is not there is said by the frames alone', () => {
  const error = new Error(
    "Cannot find module 'vitest'\nRequire stack:\n- /p/x.report.js\n- /p/y.js",
  )
  expect(importProblem(error)).toBe("Cannot find module 'vitest'. Install it: npm i vitest")
})
