/** In processes of their own, over the compiled package: what is loaded once stays loaded. */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { compiledFile } from '../../compiledFile.ts'
import { writeFakeEvents } from '../../testing/models/fakeEvents.ts'
import { fakeModel } from '../../testing/models/fakeModel.ts'

const folder = mkdtempSync(join(tmpdir(), 'runtime-'))
const index = pathToFileURL(compiledFile('index')).href
const internals = pathToFileURL(compiledFile('testing/internals')).href
const hasWeb = existsSync(join(import.meta.dirname, '../../../node_modules/onnxruntime-web'))

/** Runs a module, with packages that cannot be found, and returns what it prints. */
function run(
  source: string,
  hidden: readonly string[] = [],
  env: NodeJS.ProcessEnv = process.env,
): string {
  const hooks = `
    import { writeSync } from 'node:fs'
    export function resolve(specifier, context, next) {
      if (${JSON.stringify(hidden)}.includes(specifier)) throw new Error('hidden: ' + specifier)
      return next(specifier, context)
    }
    export function load(url, context, next) {
      writeSync(1, 'loaded ' + url + '\\n')
      return next(url, context)
    }`
  const register = `import { register } from 'node:module'
    register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hooks)}))`
  const script = join(folder, 'script.mjs')
  writeFileSync(script, source)
  return execFileSync(
    process.execPath,
    ['--import', `data:text/javascript,${encodeURIComponent(register)}`, script],
    { encoding: 'utf8', env },
  )
}

test('importing the package loads neither onnxruntime nor h5wasm', () => {
  const printed = run(`await import('${index}')`)
  expect(printed).toContain(index)
  expect(printed).not.toMatch(/loaded .*node_modules\/(onnxruntime|h5wasm)/)
})

const LOAD = `
  const { loadOnnxRuntime } = await import('${internals}')
  await loadOnnxRuntime().then(
    ({ name, note }) => console.log(name, note),
    ({ code, message }) => console.log(code, message),
  )`

test('onnxruntime-node is taken where it is there', () => {
  expect(run(LOAD)).toMatch(/^onnxruntime-node undefined$/m)
})

test('running a model leaves nothing in the home of the user', async () => {
  const home = mkdtempSync(join(tmpdir(), 'home-'))
  const model = join(home, 'model.onnx')
  writeFileSync(model, fakeModel({ hidden: [8] }))
  const env: NodeJS.ProcessEnv = { ...process.env, HOME: home }
  delete env.ORT_DISABLE_TELEMETRY
  const source = `
    const { loadOnnxRuntime } = await import('${internals}')
    const { module } = await loadOnnxRuntime()
    console.log('inputs:', (await module.InferenceSession.create('${model}')).inputNames.length)`
  expect(run(source, [], env)).toMatch(/^inputs: \d+$/m)
  expect(readdirSync(home)).toEqual(['model.onnx'])
})

test('without a runtime the error says the command that installs one', () => {
  expect(run(LOAD, ['onnxruntime-node', 'onnxruntime-web'])).toMatch(
    /^ONNX_RUNTIME_MISSING .*hidden: onnxruntime-node.*`npm i onnxruntime-node --ignore-scripts`/m,
  )
})

test.skipIf(!hasWeb)(
  'the runtime for browsers stands in, gives the same and is reported',
  async () => {
    const [events, model] = [join(folder, 'events.h5'), join(folder, 'model.onnx')]
    await writeFakeEvents(events)
    writeFileSync(model, fakeModel({ hidden: [8], weightsFile: 'scale.bin' }))
    writeFileSync(join(folder, 'scale.bin'), new Uint8Array(Float32Array.of(0.5).buffer))
    const errors = `
    const { loadModel } = await import('${index}')
    const model = await loadModel(${JSON.stringify(model)})
    const features = Float32Array.from({ length: 72 }, (_, i) => i / 72)
    const input = { nEvents: 1, features, ids: new Int32Array(18).fill(1), globals: new Float32Array(2) }
    console.log('result', (await model.reconstruct(input)).slice(0, 8).map((x) => x.toFixed(4)).join())`
    const result = (printed: string) => /^result (.*)$/m.exec(printed)?.[1]
    expect(run(LOAD, ['onnxruntime-node'])).toMatch(
      /^onnxruntime-web .*about a quarter of the speed/m,
    )
    expect(result(run(errors, ['onnxruntime-node']))).toBe(result(run(errors)))
  },
)

test('the runtime is an optional dependency', () => {
  const manifest = createRequire(import.meta.url)('../../../package.json')
  expect(Object.keys(manifest.dependencies)).not.toContain('onnxruntime-node')
  expect(Object.keys(manifest.optionalDependencies)).toContain('onnxruntime-node')
})
