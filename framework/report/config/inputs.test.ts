import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { parseOverrideText } from '../../config/overrides/overrideGrammar.ts'
import { inputsFromConfig, inputsFromFixture } from './inputs.ts'
import { composeReportConfig } from './reportConfig.ts'

const PROJECT = path.join(import.meta.dirname, '../../..')

function inputs(...overrides: string[]) {
  const { config } = composeReportConfig({
    projectRoot: PROJECT,
    name: 'compare_tokenizers',
    overrides: overrides.map(parseOverrideText),
  })
  return inputsFromConfig(config, { cwd: '/home/me', projectRoot: PROJECT })
}

test('the output root is inferred from the inputs', async () => {
  expect((await inputs('inputs.sweep_dir=/data/outputs/multiruns/exp_*')).outputRoot).toBe(
    '/data/outputs',
  )
  expect((await inputs('inputs.run_dirs=[my/runs/a,my/runs/b]')).outputRoot).toBe('/home/me/my')
})

test('env.output_root wins, relative to where one stands', async () => {
  const { outputRoot } = await inputs('inputs.sweep_dir=/x/multiruns/exp_1', 'env.output_root=here')
  expect(outputRoot).toBe('/home/me/here')
})

test('a sweep is one or several', async () => {
  expect((await inputs('inputs.sweep_dir=a')).inputs).toMatchObject({
    sweepDir: ['a'],
    runDirs: [],
  })
  expect((await inputs('inputs.sweep_dir=[a,b]')).inputs.sweepDir).toEqual(['a', 'b'])
})

test('the seed may have a key of its own', async () => {
  expect((await inputs('inputs.sweep_dir=a')).inputs.seed).toBeUndefined()
  expect((await inputs('inputs.sweep_dir=a', 'inputs.seed=train.seed')).inputs.seed).toBe(
    'train.seed',
  )
})

test('facts are cached under the output root, unless switched off', async () => {
  expect((await inputs('inputs.sweep_dir=o/multiruns/e')).inputs.cacheDir).toBe('/home/me/o/.cache')
  expect((await inputs('inputs.sweep_dir=a', 'cache=false')).inputs.cacheDir).toBeUndefined()
})

test('env.cache_root is where facts are cached, relative to where one stands', async () => {
  const { cacheRoot, inputs: found } = await inputs('inputs.sweep_dir=a', 'env.cache_root=scratch')
  expect(cacheRoot).toBe('/home/me/scratch')
  expect(found.cacheDir).toBe('/home/me/scratch')
})

test.each(['.', '/home/me', '/home/me/outputs', 'outputs/'])(
  'nothing is cached within a folder that is only read (%s)',
  async (given) => {
    vi.stubEnv('XDG_CACHE_HOME', '/home/me/own')
    const { cacheDir } = (await inputs(`inputs.sweep_dir=${given}`)).inputs
    expect(cacheDir).toBe('/home/me/own/thesis-report')
    vi.unstubAllEnvs()
  },
)

test.each(['lightning_logs', '/home/me/logs/*', '../other', '/home/me/outputs2'])(
  'beside it the cache lies under the output root (%s)',
  async (given) => {
    const { cacheDir } = (await inputs(`inputs.sweep_dir='${given}'`)).inputs
    expect(cacheDir).toBe('/home/me/outputs/.cache')
  },
)

test.each([
  ['inputs.sweep_dir=multirun', ['/home/me/multirun']],
  ['inputs.sweep_dir=o/multiruns/exp_1', ['/home/me/o/multiruns/exp_1', '/home/me/o/runs']],
  ["inputs.sweep_dir='/data/*/exp_?'", ['/data']],
  ["inputs.sweep_dir='*'", ['/home/me']],
  ['inputs.run_dirs=[a/b,c.csv]', ['/home/me/a/b', '/home/me/c.csv']],
])('runs of %s may change or appear in %j', async (override, folders) => {
  expect((await inputs(override)).runFolders).toEqual(folders)
})

test.each([null, '/cache'])('a fixture is its sweep, whose facts are kept in %s', (cacheRoot) => {
  const resolved = inputsFromFixture({
    projectRoot: PROJECT,
    fixture: 'compare_tokenizers',
    cwd: PROJECT,
    outputRoot: '/out',
    cacheRoot,
  })
  expect(resolved).toEqual({
    inputs: {
      sweepDir: ['fixtures/compare_tokenizers/outputs/multiruns/exp_20251103-140953_experiment'],
      cacheDir: cacheRoot ?? undefined,
    },
    cacheRoot: cacheRoot ?? '/out/.cache',
    outputRoot: '/out',
    runFolders: [],
  })
})

test('a fixture that is not there is named', () => {
  const options = {
    ...{ projectRoot: PROJECT, fixture: 'nope', cwd: PROJECT },
    ...{ outputRoot: '/out', cacheRoot: null },
  }
  expect(() => inputsFromFixture(options)).toThrow('The fixture "nope" has no sweep under')
})

test.skipIf(process.platform === 'win32')(
  'a Windows path to write to is refused where it would become a folder of that name',
  async () => {
    await expect(inputs('inputs.sweep_dir=a', 'env.output_root=D:/out')).rejects.toThrow(
      'env.output_root=D:/out: nothing can be written there. This is a Windows path',
    )
    await expect(inputs('inputs.sweep_dir=a', 'env.cache_root=D:/c')).rejects.toMatchObject({
      code: 'OUTPUT_NOT_WRITABLE',
    })
  },
)
