import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { DATA_KEYS, readDataConfig } from './dataConfig.ts'

const root = mkdtempSync(join(tmpdir(), 'data-config-'))
const runDir = join(root, 'outputs/runs/run_1')
mkdirSync(runDir, { recursive: true })
mkdirSync(join(root, 'data'))
writeFileSync(join(root, 'data/events.h5'), '')

test("a run's config becomes the options of openDataset", () => {
  const config = {
    path: 'data/events.h5',
    datasets: { x_train: 'X_a', x_test: 'X_b', y_test: null },
    n_tokens: 10,
    globals: { present: true, size: 3 },
    norm: 'zscore',
    num_workers: 0,
  }
  expect(readDataConfig(config, { runDir, split: 'val' })).toEqual({
    path: join(root, 'data/events.h5'),
    layout: 'tokens',
    split: 'val',
    datasets: config.datasets,
    nTokens: 10,
    nGlobals: 3,
    norm: 'zscore',
  })
})

test('a relative path is found from the working directory, else from a parent of the run', () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'data-config-cwd-'))
  const path = 'data/events.h5'
  expect(readDataConfig({ path }, { runDir, cwd: elsewhere }).path).toBe(join(root, path))
  mkdirSync(join(elsewhere, 'data'))
  writeFileSync(join(elsewhere, path), '')
  expect(readDataConfig({ path }, { runDir, cwd: elsewhere }).path).toBe(join(elsewhere, path))
})

describe('a data file elsewhere than the run and the working directory', () => {
  const home = mkdtempSync(join(tmpdir(), 'data-config-home-'))
  const own = join(home, 'private.h5')
  writeFileSync(own, '')
  const runOfOthers = join(home, 'downloads/run_1')
  mkdirSync(runOfOthers, { recursive: true })
  const context = { runDir: runOfOthers, cwd: root }
  beforeAll(() => void vi.stubEnv('HOME', home))
  afterAll(() => void vi.unstubAllEnvs())

  test.each([
    ['absolute', own],
    ['relative', 'private.h5'],
    ['upwards', '../private.h5'],
  ])('is not read because a run names it (%s)', (_, path) => {
    expect(() => readDataConfig({ path }, context)).toThrow(
      expect.objectContaining({
        code: 'DATA_FILE_OUTSIDE',
        message: expect.stringMatching(/run_1 names .*private\.h5.*data\.path=/),
      }),
    )
  })

  test('is not reached by a link in the run either', () => {
    const path = join(runOfOthers, 'link.h5')
    symlinkSync(own, path)
    expect(() => readDataConfig({ path }, context)).toThrow(/link\.h5, which lies elsewhere/)
  })

  test('is read where the user names it', () => {
    expect(readDataConfig({ path: own }, { ...context, mayLieAnywhere: true }).path).toBe(own)
  })
})

test('events without globals have none', () => {
  const config = { path: 'data/events.h5', globals: { present: false, size: 2 } }
  expect(readDataConfig(config, { runDir }).nGlobals).toBe(0)
})

test('no normalisation leaves features as they are', () => {
  const config = { path: 'data/events.h5', norm: 'none' }
  expect(readDataConfig(config, { runDir }).norm).toEqual({ mean: [0, 0, 0, 0], sd: [1, 1, 1, 1] })
})

test.each([[undefined], [null], [{}]])('%o is a missing data config', (config) => {
  expect(() => readDataConfig(config, { runDir })).toThrow(
    /^Missing data config: .*run_1.*data=h5_tokens or data\.path/,
  )
})

test.each([
  [{ layout: 'row' }, 'data.layout is "row", expected tokens or rows.'],
  [
    { norm: 'minmax' },
    'data.norm is "minmax", expected zscore, none, or {mean: […], std: […]}: of',
  ],
  [{ path: 3 }, 'data.path is 3, expected string.'],
  [{ n_tokens: 0 }, 'data.n_tokens is 0, expected at least 1.'],
])('%o is refused, and the report or the run is named that gives it', (wrong, problem) => {
  const config = { path: 'data/events.h5', ...wrong }
  const failure = (given: unknown) => {
    try {
      return readDataConfig(config, { runDir, given })
    } catch (error) {
      return error
    }
  }
  const [key = ''] = problem.split(' ')
  expect(failure({ n_tokens_of_others: 1 })).toMatchObject({
    code: 'CONFIG_VALUE_INVALID',
    message: expect.stringContaining(`In the config of ${runDir}, ${problem}`),
  })
  expect(failure({})).toMatchObject({
    message: expect.stringMatching(`Give another value with ${key}=…`),
  })
  const { message } = failure(wrong) as Error
  expect(message).toContain(problem)
  expect(message).toContain('It is given on the command line')
  expect(message).not.toContain(runDir)
})

test('a path that leads nowhere is refused with the remedy', () => {
  expect(() => readDataConfig({ path: 'data/gone.h5' }, { runDir })).toThrow(
    /data\/gone\.h5 .*does not exist.*data\.path=/,
  )
})

test('a z-score may be given, rounded to float32 as the trainer has it', () => {
  const norm = { mean: [1, 2, 3, 4.1], std: [1, 1, 2, 0.1] }
  const { norm: read } = readDataConfig({ path: 'data/events.h5', norm }, { runDir })
  expect(read).toEqual({ mean: norm.mean.map(Math.fround), sd: norm.std.map(Math.fround) })
})

test.each([
  [{ mean: [1, 2, 3], std: [1, 1, 1] }],
  [{ mean: [1, 2, 3, 4], std: [1, 1, 1, 0] }],
  [{ mean: [1, 2, 3, 4] }],
])('the z-score %o is refused with what belongs there', (norm) => {
  expect(() => readDataConfig({ path: 'x', norm }, { runDir })).toThrow(
    /data\.norm(?: is \{"mean".*with 4 numbers each|\.std is \[1,1,1,0\], expected numbers above 0)/,
  )
})

test('the keys that overrides may set are those of the schema', () => {
  expect([...DATA_KEYS].sort()).toEqual([
    'data.datasets',
    'data.datasets.w_test',
    'data.datasets.w_train',
    'data.datasets.w_val',
    'data.datasets.x_test',
    'data.datasets.x_train',
    'data.datasets.x_val',
    'data.datasets.y_test',
    'data.datasets.y_train',
    'data.datasets.y_val',
    'data.globals',
    'data.globals.present',
    'data.globals.size',
    'data.layout',
    'data.n_tokens',
    'data.norm',
    'data.norm.mean',
    'data.norm.std',
    'data.path',
  ])
})
