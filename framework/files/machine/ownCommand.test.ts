import path from 'node:path'
import { expect, test } from 'vitest'
import { writeTree } from '../../testing/files/writeTree.ts'
import { ownCommand } from './ownCommand.ts'

test('commands begin with npx unless the shell itself finds the program', () => {
  const root = writeTree({
    'bin/thesis-report': '',
    'bin/thesis-report.cmd': '',
    'project/node_modules/.bin/thesis-report': '',
    'project/node_modules/.bin/thesis-report.cmd': '',
    'empty/other': '',
  })
  const searched = (...folders: string[]) =>
    folders.map((folder) => path.join(root, folder)).join(path.delimiter)
  expect(ownCommand(searched('empty', 'bin'))).toBe('thesis-report')
  expect(ownCommand(searched('empty'))).toBe('npx thesis-report')
  // What npx adds to the path is there for this process alone.
  expect(ownCommand(searched('project/node_modules/.bin', 'empty'))).toBe('npx thesis-report')
  expect(ownCommand('')).toBe('npx thesis-report')
})
