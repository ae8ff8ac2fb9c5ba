import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { expect, test } from 'vitest'
import { ALL_SOURCES } from '../../runs/sources/allSources.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { configuredSources } from './configuredSources.ts'

const SOURCE = `export default { name: 'mine', claims: () => [], read: () => [] }\n`

const at = (projectRoot: string, cwd = '/nowhere') => ({ projectRoot, cwd })

async function names(listed: readonly string[], files: Record<string, string> = {}) {
  return (await configuredSources(listed, at(writeTree(files))))?.map(({ name }) => name)
}

test('auto looks for all formats', async () => {
  expect(await configuredSources('auto', at('/'))).toBeUndefined()
})

test('names of formats are all that is read; facts always are', async () => {
  expect(await names(['facts', 'wandb', 'lightning'])).toEqual(['wandb', 'lightning'])
})

test("a source of one's own comes before the others", async () => {
  const all = ALL_SOURCES.map(({ name }) => name)
  const files = { 'mine.js': SOURCE }
  expect(await names(['./mine.js'], files)).toEqual(['mine', ...all])
  expect(await names(['auto', './mine.js'], files)).toEqual(['mine', ...all])
  expect(await names(['wandb', 'mine.js'], files)).toEqual(['mine', 'wandb'])
})

test('it is sought in the project first, then where one stands', async () => {
  const [project, cwd] = ['project', 'here'].map((name) =>
    writeTree({ 'mine.js': SOURCE.replace('mine', name) }),
  ) as [string, string]
  const first = async (root: string) =>
    (await configuredSources(['./mine.js'], at(root, cwd)))?.[0]?.name
  expect([await first(project), await first(writeTree({}))]).toEqual(['project', 'here'])
})

test('it may be written in TypeScript', async () => {
  const typed = SOURCE.replace('() => [], read', '(_: { path: string }): never[] => [], read')
  expect((await names(['./mine.ts'], { 'mine.ts': typed }))?.[0]).toBe('mine')
})

test('a name that no format has is reported with the nearest one', async () => {
  await expect(names(['mlfow'])).rejects.toMatchObject({
    code: 'SOURCE_INVALID',
    message: expect.stringMatching(/no format mlfow\. Did you mean mlflow\?.*\.\/my-source\.ts/),
  })
})

test.each([
  ['no default export', 'export const x = 1\n', 'its default export is not a source'],
  [
    'no reader',
    "export default { name: 'x', claims: () => [] }\n",
    'its default export is not a source: its key "read" is missing',
  ],
  [
    'a misspelt key',
    "export default { name: 'x', claim: () => [], read: () => [] }\n",
    'its key "claims" is missing. Did you mean "claims" instead of "claim"?',
  ],
  ['a mistake in it', 'export default {\n', 'the source cannot be loaded'],
  ['an error of its own', "throw new Error('no token')\n", 'no token'],
])('a file with %s is named', async (_, text, reason) => {
  const root = writeTree({ 'mine.js': text })
  await expect(configuredSources(['./mine.js'], at(root))).rejects.toMatchObject({
    code: 'SOURCE_INVALID',
    message: expect.stringContaining(reason),
  })
  await expect(configuredSources(['./mine.js'], at(root))).rejects.toThrow(
    path.join(root, 'mine.js'),
  )
})

test.skipIf(process.platform === 'win32')('a pipe or a device is not waited for', async () => {
  const root = writeTree({})
  execFileSync('mkfifo', [path.join(root, 'pipe.mjs')])
  for (const [file, kind] of [
    ['./pipe.mjs', 'a pipe'],
    ['/dev/zero', 'a device'],
  ] as const) {
    await expect(configuredSources([file], at(root))).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      message: expect.stringContaining(`is not a file but ${kind}`),
    })
  }
})

test("an error of a source of one's own is its own word, after the name of its file", async () => {
  const throwing =
    "export default { name: 'mine', claims: () => [], read: () => { throw new Error('no metrics in it') } }\n"
  const [source] =
    (await configuredSources(['mine.js'], at(writeTree({ 'mine.js': throwing })))) ?? []
  await expect(source?.read({ directory: '/a', names: [], isWhole: true })).rejects.toMatchObject({
    code: 'RUN_UNUSABLE',
    message: 'mine.js: no metrics in it',
  })
})

test('the words of a compiler have no colours', async () => {
  const root = writeTree({ 'mine.ts': 'export default {\n' })
  const failure = await configuredSources(['./mine.ts'], at(root)).catch((error: Error) => error)
  expect((failure as Error).message).toContain('the source cannot be loaded')
  expect((failure as Error).message).not.toContain('\u001b')
})

test('a file that is not there is named', async () => {
  await expect(names(['./mine.js'])).rejects.toMatchObject({ code: 'SOURCE_INVALID' })
})
