import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import { runVitest, testProject } from '../../testing/testProject.ts'

/** What Vitest says of a report with such a beginning. */
async function saidOf(beginning: string, file = 'loss.report.ts'): Promise<string> {
  const project = testProject({})
  mkdirSync(path.join(project, 'reports/loss'), { recursive: true })
  writeFileSync(path.join(project, 'package.json'), '{ "type": "commonjs" }')
  writeFileSync(
    path.join(project, 'reports/loss', file),
    `${beginning}\nmodule.exports = defineReport({ name: 'loss', title: 'Loss', plot: {} })\n`,
  )
  const { output } = await runVitest(project, ['run', 'reports/loss'])
  return output
}

test('a misspelt package gets the nearest name', async () => {
  expect(await saidOf("import { defineReport } from 'thesis-reprt'")).toMatch(
    /Cannot find package 'thesis-reprt' imported from .*\. Did you mean "thesis-report"\?/,
  )
})

test('a path alias is told to be one of package.json', async () => {
  expect(await saidOf("import { defineReport } from '@lib/helper.ts'")).toMatch(
    /Cannot find package '@lib\/helper\.ts' .*a path alias belongs to "imports" of package\.json/,
  )
})

test('a report that requires thesis-report is told to import it', async () => {
  const index = path.join(PACKAGE_ROOT, 'dist/framework/index.js')
  expect(await saidOf(`const { defineReport } = require('${index}')`, 'loss.report.js')).toContain(
    'A report loads thesis-report with import, not with require: import { defineReport } from',
  )
})
