import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { table } from 'arquero'
import { beforeAll, describe, expect, test } from 'vitest'
import { corrupt } from '../../inference/corruptions/corrupt.ts'
import { stampFiles } from '../../output/fileStamps.ts'
import { describedColumns } from '../../testing/docs/tableColumns.ts'
import { writeFakeEvents } from '../../testing/models/fakeEvents.ts'
import { fakeModel } from '../../testing/models/fakeModel.ts'
import type { InferTools } from '../spec/inferHook.ts'
import { type ReconstructionContext, reconstruction } from './reconstruction.ts'

const root = mkdtempSync(join(tmpdir(), 'reconstruction-'))
const data = join(root, 'events.h5')
const runDirs = [join(root, 'run_a'), join(root, 'run_b')]

beforeAll(async () => {
  await writeFakeEvents(data)
  for (const runDir of runDirs) {
    mkdirSync(runDir)
    writeFileSync(join(runDir, 'best_val.onnx'), fakeModel({ weightsFile: 'scale.bin' }))
    writeFileSync(join(runDir, 'scale.bin'), new Uint8Array(Float32Array.of(0.5).buffer))
  }
})

function models(
  inference: Record<string, unknown> = {},
  {
    cacheDir,
    notes = [],
    dirs = runDirs,
  }: { cacheDir?: string; notes?: string[]; dirs?: readonly string[] } = {},
) {
  const config = { inference: { enabled: true, ...inference }, data: { path: data } }
  const runs = table({ run_dir: dirs })
  const context = { config, runs, parameters: [], dataSections: new Map() }
  const tools: InferTools = {
    cacheDir,
    write: async () => {},
    onProgress: () => {},
    note: (sentence) => notes.push(sentence),
  }
  return reconstruction().models(context as unknown as ReconstructionContext, tools)
}

test('wrong options and devices fail once, before any model', async () => {
  await expect(models({ batchsize: 3 })).rejects.toMatchObject({ code: 'CONFIG_VALUE_INVALID' })
  await expect(models({ device: 'abacus' })).rejects.toMatchObject({ code: 'DEVICE_UNAVAILABLE' })
  await expect(models({ corruption_strategies: ['of_a_report'] })).rejects.toThrow(
    /There is no corruption "of_a_report".*corrupt\.register/,
  )
})

test('a corruption that the report has registered by then is known', async () => {
  corrupt.register('of_a_report', { params: {}, apply: ({ features }) => features.fill(0) })
  const found = await models({ corruption_strategies: ['of_a_report'] })
  const result = await found.models[0]?.run()
  expect(result?.summary.strategies.of_a_report?.auroc).toEqual(expect.any(Number))
})

test('the labels found are said with their counts, and are no warning', async () => {
  const { notes, methods } = await models()
  expect(notes).toEqual([])
  expect(methods).toEqual([
    expect.stringMatching(/^Labels Y_test: 0 \(\d+ events\), 1 \(\d+ events\), positive is 0\.$/),
  ])
})

test('models, their weights and the data are named for the manifest, each once', async () => {
  const { files = [] } = await models()
  const stamps = await stampFiles(files, process.cwd())
  const names = stamps.map(({ path }) => path.slice(path.indexOf('reconstruction-') + 22))
  expect(names).toEqual([
    'run_a/best_val.onnx',
    'run_a/scale.bin',
    'run_b/best_val.onnx',
    'run_b/scale.bin',
    'events.h5',
  ])
  for (const stamp of stamps) expect(stamp.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(files.at(-1)?.parts?.map(({ dataset, rows }) => [dataset, rows])).toEqual([
    ['X_test', 60],
    ['Y_test', 60],
    ['X_train', 200],
  ])
})

test('a cache that cannot be written is told by each model in the same words', async () => {
  const cacheDir = join(root, 'a_file')
  writeFileSync(cacheDir, '')
  const notes: string[] = []
  for (const { run } of (await models({}, { cacheDir, notes })).models) await run()
  expect(notes).toHaveLength(2)
  expect(notes[1]).toBe(notes[0])
  expect(notes[0]).toMatch(/^Results of models cannot be kept .*costs time only: .*a_file/)
})

describe('tokens', async () => {
  const runDir = join(root, 'vq')
  mkdirSync(runDir)
  writeFileSync(join(runDir, 'model.onnx'), fakeModel({ scale: 0.5, codesName: 'indices' }))
  const results = async () => {
    const found = await models({}, { dirs: [runDir] })
    return new Map([['vq', await (found.models[0] as (typeof found.models)[0]).run()]])
  }
  const tablesOf = async (column: Record<string, readonly number[]>) => {
    const context = { runs: table({ run_dir: [runDir], ...column }) }
    const outcome = { results: await results(), failed: [] }
    return reconstruction().tables?.(context as unknown as ReconstructionContext, outcome)
  }

  test('and strategies have the columns that docs/reference.md explains', async () => {
    const tables = Object.entries((await tablesOf({})) ?? {})
    expect(tables.map(([name]) => name)).toEqual([
      'strategies',
      'cuts',
      'token_errors',
      'codebooks',
    ])
    for (const [name, table] of tables) {
      expect(describedColumns(`inference/${name}.csv`)).toEqual(table.columnNames())
    }
  })

  test('have errors by type and by feature, which add up', async () => {
    const rows = (await tablesOf({}))?.token_errors?.objects() as Record<string, unknown>[]
    const value = (type: string, feature: string, key: string) =>
      rows.find((row) => row.token_type === type && row.feature === feature)?.[key] as number
    const types = [...new Set(rows.map(({ token_type }) => String(token_type)))]
    const each = types.filter((type) => type !== 'all')
    const sum = (values: number[]) => values.reduce((total, number) => total + number, 0)
    expect(sum(each.map((type) => value(type, 'all', 'n_tokens')))).toBe(
      value('all', 'all', 'n_tokens'),
    )
    expect(sum(['E', 'pT', 'eta', 'phi'].map((name) => value('all', name, 'mse')))).toBeCloseTo(
      value('all', 'all', 'mse'),
      10,
    )
  })

  test('have the usage of the codebook, with dead codes where its size is known', async () => {
    const [known] = (await tablesOf({ codebook_size: [64] }))?.codebooks?.objects() ?? []
    const { n_used, perplexity } = known as Record<string, number>
    expect(known).toMatchObject({ run_id: 'vq', codebook: 'indices', codebook_size: 64 })
    expect(known).toMatchObject({ dead_codes: 64 - (n_used as number) })
    expect(perplexity).toBeGreaterThan(1)
    expect(perplexity).toBeLessThanOrEqual(n_used as number)
    const [unknown] = (await tablesOf({}))?.codebooks?.objects() ?? []
    expect(unknown).toMatchObject({ codebook_size: null, dead_codes: null })
  })

  test('stand in figures', async () => {
    const { plot } = reconstruction()
    const context = {
      runs: table({ run_dir: [runDir], tokenizer: ['vq'] }),
      parameters: [],
      config: { outputs: { scale: 'auto' } },
    } as unknown as ReconstructionContext
    const outcome = { results: await results(), failed: [] }
    for (const [name, title] of [
      ['error_by_token_type', 'Squared error per token'],
      ['error_by_feature', 'Squared error of a feature'],
      ['codebook_usage', 'Perplexity of the codes'],
    ] as const) {
      const figure = await plot?.[name]?.(context, outcome)
      expect(figure?.chart.options.scales.y?.title.text).toBe(title)
    }
    const byFeature = await plot?.error_by_feature?.(context, outcome)
    const features = byFeature?.chart.options.scales.x.fixedTicks.map(({ label }) => label)
    expect(features).toEqual(['E', 'pT', 'eta', 'phi'])
  })
})

describe('an ensemble', () => {
  /** A run whose model multiplies by a number. */
  function runOf(name: string, scale?: number): string {
    const runDir = join(root, name)
    mkdirSync(runDir)
    if (scale === undefined) return runDir
    writeFileSync(join(runDir, 'best_val.onnx'), fakeModel({ weightsFile: 'scale.bin' }))
    writeFileSync(join(runDir, 'scale.bin'), new Uint8Array(Float32Array.of(scale).buffer))
    return runDir
  }

  test('has the mean error of its models, and is one more model', async () => {
    const dirs = [runOf('seed_1', 0.5), runOf('seed_2', 0.25)]
    const found = await models({ ensemble: true }, { dirs })
    expect(found.models.map(({ runId }) => runId)).toEqual(['seed_1', 'seed_2', 'ensemble_seed_1'])
    const [a, b, ensemble] = await Promise.all(found.models.map(({ run }) => run()))
    const meanOf = (result: typeof a) => result?.summary.baseline.mse_mean as number
    expect(meanOf(ensemble)).toBeCloseTo((meanOf(a) + meanOf(b)) / 2, 6)
    expect(ensemble?.summary.ensemble_of).toEqual(['seed_1', 'seed_2'])
    expect(ensemble?.summary.labels).toEqual(a?.summary.labels)
    expect(Object.keys(ensemble?.summary.strategies ?? {})).toEqual(['additive_noise'])
  })

  test('keeps no scores that nobody asked for', async () => {
    const found = await models({ ensemble: true })
    for (const { run } of found.models) expect((await run()).scores).toBeUndefined()
  })

  test('goes without a model that cannot be run, which is reported', async () => {
    const dirs = [runOf('whole_1', 0.5), runOf('broken'), runOf('whole_2', 0.5)]
    const notes: string[] = []
    const found = await models({ ensemble: true }, { dirs, notes })
    const ensemble = await found.models.at(-1)?.run()
    expect(ensemble?.summary.ensemble_of).toEqual(['whole_1', 'whole_2'])
    expect(notes).toEqual(['ensemble_whole_1 is without broken, which could not be run.'])
  })

  test('of one model is refused', async () => {
    const found = await models({ ensemble: true }, { dirs: [runOf('only', 0.5), runOf('none')] })
    await expect(found.models.at(-1)?.run()).rejects.toThrow(/of only, none only 1 could be run/)
  })

  test('takes models that differ in the seed only; without any that is reported', async () => {
    const found = await models({ ensemble: true }, { dirs: runDirs.slice(0, 1) })
    expect(found.models).toHaveLength(1)
    expect(found.notes).toContain('There is no ensemble: no two models differ in the seed only.')
  })
})
