import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { rankSettings } from './rankSettings.ts'

const OPTIONS = { metric: 'loss', better: 'lower', parameters: ['lr'] } as const

function rank(rows: readonly RunCells[], options = {}) {
  const runs = runsOf(rows.map((row, i) => ({ run_dir: `run${i}`, ...row })))
  return rankSettings(runs, { ...OPTIONS, ...options })
}

const ROWS = [
  { lr: 1, seed: 1, loss: 1 },
  { lr: 1, seed: 2, loss: 5 },
  { lr: 2, seed: 1, loss: 2 },
  { lr: 2, seed: 2, loss: 2.5 },
]

test('settings stand by their mean over seeds, not by their best run', () => {
  const { settings } = rank(ROWS)
  expect(settings.map(({ values, mean, n }) => [values, mean, n])).toEqual([
    [[2], 2.25, 2],
    [[1], 3, 2],
  ])
})

test('greater values come first where they are better', () => {
  expect(rank(ROWS, { better: 'higher' }).settings[0]?.values).toEqual([1])
})

test('settings with runs that diverged come last, with their number', () => {
  const { settings } = rank([
    ...ROWS,
    { lr: 3, seed: 1, loss: 0.1 },
    { lr: 3, seed: 2, loss: Infinity },
  ])
  expect(settings.at(-1)).toMatchObject({ values: [3], n: 2, nDiverged: 1, mean: 0.1 })
})

test('the table names the runs of each setting', () => {
  expect(rank(ROWS).table.object(0)).toMatchObject({
    rank: 1,
    lr: 2,
    mean: 2.25,
    run_dirs: 'run2 run3',
  })
})

/** A job of Hydra's with these overrides. */
function job(root: string, name: string, overrides: readonly string[]): string {
  const folder = path.join(root, name)
  mkdirSync(path.join(folder, '.hydra'), { recursive: true })
  const list = overrides.map((word) => `- ${JSON.stringify(word)}`).join('\n')
  writeFileSync(path.join(folder, '.hydra/overrides.yaml'), list)
  writeFileSync(path.join(folder, '.hydra/hydra.yaml'), 'hydra:\n  job:\n    name: train\n')
  return folder
}

test('the command repeats all jobs of a setting, with a list of their seeds', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'jobs-'))
  const rows = [1, 2].map((seed) => ({
    run_dir: job(root, String(seed), ['model=mlp', 'lr=1', `seed=${seed}`, 'name=a b']),
    lr: 1,
    loss: seed,
  }))
  expect(rank(rows).settings[0]?.command).toBe(
    "python train.py --multirun model=mlp lr=1 seed=1,2 'name=a b'",
  )
})

test('of a single job it is what started it', () => {
  const root = mkdtempSync(path.join(tmpdir(), 'jobs-'))
  const rows = [{ run_dir: job(root, '0', ['lr=1', 'seed=1']), lr: 1, loss: 1 }]
  expect(rank(rows).settings[0]?.command).toBe('python train.py lr=1 seed=1')
})

test('of runs whose start is not known it is their parameters and seeds', () => {
  expect(rank(ROWS).settings[0]?.command).toBe('lr=2 seed=1,2')
})
