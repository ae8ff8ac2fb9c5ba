import { execFileSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { compiledFile } from '../compiledFile.ts'
import { writeTree } from '../testing/files/writeTree.ts'
import { expectVitest4, requireVitest } from './expectVitest4.ts'

test('Vitest 4 is fine; others are named with the command that installs it', () => {
  expect(() => expectVitest4('4.1.12')).not.toThrow()
  for (const version of ['3.2.4', '5.0.1', '40.0.0']) {
    expect(() => expectVitest4(version)).toThrow(
      `this is Vitest ${version}. Install it with: npm i`,
    )
  }
})

test('the Vitest that is installed is looked at, and its absence is told', () => {
  expect(() => requireVitest()).not.toThrow()
  const manifest = JSON.stringify({ name: 'vitest', version: '2.1.9' })
  const old = writeTree({ 'node_modules/vitest/package.json': manifest })
  expect(() => requireVitest(pathToFileURL(`${old}/config.js`))).toThrow('this is Vitest 2.1.9')
  const none = pathToFileURL(`${writeTree({ 'a.txt': '' })}/config.js`)
  expect(() => requireVitest(none)).toThrow('Vitest 4, which is not installed')
})

test('the config tells that where the names are missing that only Vitest 4 exports', () => {
  const hook = `
    export const resolve = (name, context, next) =>
      name === 'vitest/node' ? { url: 'data:text/javascript,', shortCircuit: true } : next(name, context)`
  const script = `
    import { register } from 'node:module'
    register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hook)}))
    const { reports } = await import(${JSON.stringify(pathToFileURL(compiledFile('vitest/config')).href)})
    const [plugin] = reports().plugins
    await plugin.configureVitest({ vitest: { version: '3.2.4' } }).catch((error) => console.log(error.message))
  `
  const words = ['--input-type=module', '--eval', script]
  expect(execFileSync(process.execPath, words, { encoding: 'utf8' })).toContain(
    'this is Vitest 3.2.4. Install it with: npm i',
  )
})
