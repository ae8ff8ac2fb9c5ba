import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { writeTree } from '../testing/files/writeTree.ts'
import { hashReport } from './hashReport.ts'

test('the hash of a report changes with each file that it imports, directly or not, and with no other', () => {
  const project = writeTree({
    'reports/mine/mine.report.ts': "import { a } from './helper.ts'\nimport x from 'arquero'\n",
    'reports/mine/helper.ts': "export { a } from '../shared.js'\nimport './mine.report.ts'\n",
    'reports/shared.ts': 'export const a = await import("./data")\n',
    'reports/data.json': '1',
    'reports/other.ts': '1',
  })
  const hash = () => hashReport(path.join(project, 'reports/mine/mine.report.ts'))
  const write = (file: string) => writeFileSync(path.join(project, 'reports', file), '2')
  const first = hash()
  write('other.ts')
  expect(hash()).toBe(first)
  write('data.json')
  const second = hash()
  expect(second).not.toBe(first)
  write('shared.ts')
  const third = hash()
  expect(third).not.toBe(second)
  write('mine/helper.ts')
  expect(hash()).not.toBe(third)
})
