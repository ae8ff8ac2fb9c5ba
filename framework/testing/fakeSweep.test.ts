import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { loadRuns } from '../runs/loadRuns.ts'
import { fakeRun } from './fakeRun.ts'
import { fakeSweep } from './fakeSweep.ts'
import { recordedPath } from './recorded/recorded.ts'

const temporaryFolder = () => mkdtempSync(path.join(tmpdir(), 'sweep-'))
const read = (...parts: string[]) => readFileSync(path.join(...parts), 'utf8')

test('writes one run of every combination, the last axis fastest', () => {
  const { sweepDir, runDirs } = fakeSweep({
    root: temporaryFolder(),
    axes: { 'phase1/latent_space': ['none', 'vq'], 'phase1.trainer.seed': [1, 2] },
    epochs: 2,
  })
  expect(existsSync(path.join(sweepDir, 'multirun.yaml'))).toBe(true)
  expect(runDirs.map((dir) => path.basename(dir))).toEqual([
    'run_20251103-140953_experiment_job0',
    'run_20251103-140953_experiment_job1',
    'run_20251103-140953_experiment_job2',
    'run_20251103-140953_experiment_job3',
  ])
  const heads = runDirs.map((dir) => read(dir, '.hydra/overrides.yaml').split('\n').slice(0, 2))
  expect(heads).toEqual([
    ['- phase1/latent_space=none', '- phase1.trainer.seed=1'],
    ['- phase1/latent_space=none', '- phase1.trainer.seed=2'],
    ['- phase1/latent_space=vq', '- phase1.trainer.seed=1'],
    ['- phase1/latent_space=vq', '- phase1.trainer.seed=2'],
  ])
})

test('writes the same bytes again', () => {
  const sweep = { axes: { 'phase1.trainer.seed': [1] }, epochs: 3 }
  const [first, second] = [temporaryFolder(), temporaryFolder()].map(
    (root) => fakeSweep({ root, ...sweep }).runDirs[0] as string,
  ) as [string, string]
  const files = readdirSync(first, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(first, path.join(entry.parentPath, entry.name)))
  expect(files.sort()).toEqual([
    '.hydra/config.yaml',
    '.hydra/hydra.yaml',
    '.hydra/overrides.yaml',
    'facts/events.jsonl',
    'facts/scalars.csv',
  ])
  for (const file of files) expect(read(first, file)).toBe(read(second, file))
})

test('thousands of epochs make small files, from which every epoch is read', async () => {
  const { sweepDir, runDirs } = fakeSweep({
    root: temporaryFolder(),
    axes: { 'phase1.trainer.seed': [1] },
    epochs: 2000,
  })
  const [runDir = ''] = runDirs
  expect(read(runDir, 'facts/events.jsonl').length).toBeLessThan(4e6)
  const { runs, perEpoch } = await loadRuns({ sweepDir })
  expect(runs.get('epochs', 0)).toBe(2000)
  const [history] = perEpoch.values()
  const val = history?.objects().filter((row) => (row as { split: string }).split === 'val')
  expect(val).toHaveLength(2000)
  expect(val?.[1999]).toMatchObject({ epoch: 1999, val_loss: expect.any(Number) })
})

test('ends an unfinished run before on_train_end', () => {
  const runDir = temporaryFolder()
  fakeRun({ runDir, epochs: 2, unfinished: true })
  const events = read(runDir, 'facts/events.jsonl').trimEnd().split('\n')
  expect(events.map((line) => JSON.parse(line).moment)).toEqual([
    'on_start',
    'on_epoch_end',
    'on_epoch_end',
  ])
})

test('puts a dotted override into the config and a group into the choices', () => {
  const runDir = temporaryFolder()
  fakeRun({ runDir, overrides: ['phase1/encoder=gnn', 'phase1.latent_space.latent_dim=64'] })
  expect(read(runDir, '.hydra/config.yaml')).toContain('    latent_dim: 64\n')
  expect(read(runDir, '.hydra/hydra.yaml')).toContain('      phase1/encoder: gnn\n')
})

test('refuses an option that it does not know', () => {
  expect(() => fakeRun({ runDir: temporaryFolder(), overrides: ['phase1/encoder=cnn'] })).toThrow(
    'phase1/encoder=cnn: fake runs know mlp, gnn',
  )
})

test.each([0, 17])('writes the files that Hydra wrote for job %i', (job) => {
  const recordedRunDir = `outputs/runs/run_20261123-072202_compare_globals_heads_job${job}`
  const real = recordedPath('sweeps/compare_globals_heads', recordedRunDir, '.hydra')
  const runDir = temporaryFolder()
  fakeRun({
    runDir,
    recordedRunDir,
    experiment: 'compare_globals_heads',
    overrides: read(real, 'overrides.yaml')
      .trimEnd()
      .split('\n')
      .map((line) => line.slice(2)),
    job,
    sweepParams: {
      'phase1/latent_space': 'none,linear,vq',
      'phase1.decoder.globals_beta': '0,1,10',
      'phase1.trainer.epochs': "'50'",
      'phase1.trainer.seed': '0,1,2',
    },
  })
  for (const file of ['config.yaml', 'hydra.yaml', 'overrides.yaml']) {
    expect(read(runDir, '.hydra', file)).toBe(read(real, file))
  }
})
