import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, symlinkSync } from 'node:fs'
import { expect, test } from 'vitest'
import { asOrdinaryUser } from '../../testing/files/asOrdinaryUser.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { walkTree } from './walkTree.ts'

/** The folders in the order of the visits, relative, and what was not searched. */
function walk(root: string) {
  const visited: string[] = []
  const notSearched = walkTree(root, ({ path }) => {
    visited.push(path.slice(root.length + 1))
    return { enter: true }
  })
  const places = notSearched.map(({ path, reason }) => [path.slice(root.length + 1), reason])
  return { visited, notSearched: places }
}

test('names come in natural order, links last: a run goes by its own name', () => {
  const root = writeTree({ 'run-10/x': '', 'run-9/x': '' })
  symlinkSync('run-10', `${root}/latest-run`)
  expect(walk(root).visited).toEqual(['', 'run-9', 'run-10'])
})

test('a link to a folder that is searched is not followed, wherever it stands', () => {
  const root = writeTree({ 'best/x': '', 'multirun/0/a/x': '', '.cache/b/x': '' })
  symlinkSync('../multirun/0', `${root}/best/model`)
  symlinkSync('../.cache/b', `${root}/best/unnamed`)
  expect(walk(root)).toEqual({
    visited: ['', 'best', 'best/unnamed', 'multirun', 'multirun/0', 'multirun/0/a'],
    notSearched: [],
  })
})

test('a link to a folder that holds all that is searched is not followed, and reported', () => {
  const above = writeTree({ 'named/a/x': '', 'other/x': '' })
  symlinkSync('../..', `${above}/named/a/up`)
  expect(walk(`${above}/named`)).toEqual({
    visited: ['', 'a'],
    notSearched: [['a/up', `it leads to ${above}, which holds all of ${above}/named`]],
  })
})

test('links that lead nowhere, to themselves or back are passed over', () => {
  const root = writeTree({ 'a/x': '' })
  symlinkSync('self', `${root}/self`)
  symlinkSync('/nowhere', `${root}/nowhere`)
  symlinkSync('..', `${root}/a/up`)
  expect(walk(root)).toEqual({ visited: ['', 'a'], notSearched: [] })
})

test('the folder `.` gives paths without a dot in front', () => {
  const root = writeTree({ 'a/b/x': '' })
  const before = process.cwd()
  process.chdir(root)
  try {
    const visited: string[] = []
    walkTree('.', ({ path }) => {
      visited.push(path)
      return { enter: true }
    })
    expect(visited).toEqual(['.', 'a', 'a/b'])
  } finally {
    process.chdir(before)
  }
})

test('folders that may not be read are reported, and the others are searched', async () => {
  const root = writeTree({ 'closed/x': '', 'listed/a/x': '', 'open/x': '' })
  chmodSync(`${root}/closed`, 0)
  chmodSync(`${root}/listed`, 0o444)
  const { visited, notSearched } = await asOrdinaryUser(root, async () => walk(root))
  expect(visited).toEqual(['', 'closed', 'listed', 'listed/a', 'open'])
  expect(notSearched).toEqual([
    ['closed', expect.stringMatching(/^it cannot be read: EACCES/)],
    ['listed/a', expect.stringMatching(/^it cannot be read: EACCES/)],
  ])
})

test.skipIf(process.platform !== 'linux')('a name that is not valid UTF-8 is reported', () => {
  const root = writeTree({ 'a/x': '' })
  execFileSync('sh', ['-c', `mkdir "${root}/$(printf '\\377')"`])
  expect(walk(root)).toEqual({
    visited: ['', 'a', '\ufffd'],
    notSearched: [['\ufffd', 'its name is not valid UTF-8']],
  })
})

test('a folder with very many entries is searched', () => {
  const root = writeTree({})
  for (let at = 0; at < 5000; at++) mkdirSync(`${root}/${at}`)
  expect(walk(root).visited).toHaveLength(5001)
})

test('the number of directories is reported now and then', () => {
  const root = writeTree({})
  for (let at = 0; at < 10_000; at++) mkdirSync(`${root}/${at}`)
  const told: number[] = []
  walkTree(root, () => ({ enter: true }), { onProgress: (count) => told.push(count) })
  expect(told).toEqual([10_000])
})
