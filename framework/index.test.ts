import { spawnSync } from 'node:child_process'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { compiledFile } from './compiledFile.ts'

/** Writes the URL of every module that is loaded to standard output. */
const LOGGING_HOOKS = `
import { writeSync } from 'node:fs'
export async function load(url, context, next) {
  writeSync(1, url + '\\n')
  return next(url, context)
}`

test('importing the package loads nothing that only drawing, Parquet and inference need', () => {
  const hooks = `data:text/javascript,${encodeURIComponent(LOGGING_HOOKS)}`
  const script = `
    import { register } from 'node:module'
    register(${JSON.stringify(hooks)})
    await import(${JSON.stringify(pathToFileURL(compiledFile('index')).href)})`
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  })
  const packages = new Set(
    Array.from(stdout.matchAll(/\/node_modules\/((?:@[^/]+\/)?[^/]+)/g), ([, name]) => name),
  )
  expect(stdout).toContain('/dist/framework/chunks/')
  expect(
    [...packages].filter((name) =>
      /canvas|chart|hyparquet|h5wasm|onnx|string-width/.test(String(name)),
    ),
  ).toEqual([])
})
