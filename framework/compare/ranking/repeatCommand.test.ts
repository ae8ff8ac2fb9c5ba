import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { noteColumns } from '../../tables/columnAliases.ts'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { commandOfJob, repeatCommand } from './repeatCommand.ts'

/** A job of Hydra's that was started with these overrides. */
function job(
  overrides: readonly string[],
  {
    program = 'train',
    config,
    mode = 'RUN',
  }: { program?: string; config?: string; mode?: 'RUN' | 'MULTIRUN' } = {},
) {
  const folder = mkdtempSync(path.join(tmpdir(), 'job-'))
  mkdirSync(path.join(folder, '.hydra'))
  const list = overrides.map((word) => `- ${JSON.stringify(word)}`).join('\n')
  writeFileSync(path.join(folder, '.hydra/overrides.yaml'), list === '' ? '[]' : list)
  const named = { ...(program && { name: program }), ...(config && { config_name: config }) }
  const hydra = { job: named, mode }
  writeFileSync(path.join(folder, '.hydra/hydra.yaml'), JSON.stringify({ hydra }))
  return folder
}

const elsewhere = () => mkdtempSync(path.join(tmpdir(), 'run-'))

function command(dirs: readonly string[]): string {
  const runs = runsOf(dirs.map((run_dir) => ({ run_dir, lr: 1, seed: 7 })))
  return repeatCommand(runs, [...dirs.keys()], ['lr'])
}

test('of runs without a folder, parameters are named, each once', () => {
  const runs = runsOf([{ lr: 1, seed: 7 }])
  expect(repeatCommand(runs, [0], ['lr', 'seed'])).toBe('lr=1 seed=7')
})

test('all jobs of a setting are repeated with a list of what differs in one override', () => {
  const jobs = [1, 2].map((seed) => job(['model=mlp', 'lr=1', `seed=${seed}`, 'name=a b']))
  expect(command(jobs)).toBe("python train.py --multirun model=mlp lr=1 seed=1,2 'name=a b'")
})

test('a single job is repeated as it was started, as are jobs that were all started alike', () => {
  expect(command([job(['lr=1', 'seed=1'])])).toBe('python train.py lr=1 seed=1')
  expect(command([job(['lr=1']), job(['lr=1'])])).toBe('python train.py lr=1')
  expect(command([job([])])).toBe('python train.py')
})

test('jobs of another config are repeated with it, those of several not as one sweep', () => {
  const other = { config: 'other', mode: 'MULTIRUN' } as const
  const [first, second] = [job(['seed=1'], other), job(['seed=2'], other)]
  const sweep = 'python train.py --config-name other --multirun seed=1,2'
  expect(command([first, second])).toBe(sweep)
  // The second job was run again, outside of the sweep.
  expect(command([first, job(['seed=2'], { config: 'other' })])).toBe(sweep)
  const alone = 'python train.py --config-name other hydra.mode=RUN seed=1'
  expect(command([first, job(['seed=2'], { config: 'third' })])).toBe(alone)
  expect(commandOfJob(first)).toBe(alone)
})

test('a program with a blank in its name is in quotes', () => {
  expect(command([job(['lr=1'], { program: 'tr ain' })])).toBe("python 'tr ain.py' lr=1")
})

test('values may be empty, hold signs of equality and stand on several lines', () => {
  expect(command([job(['x=']), job(['x=a=b'])])).toBe('python train.py --multirun x=,a=b')
  expect(command([job(['x=a\nb']), job(['x=c'])])).toBe("python train.py --multirun 'x=a\nb,c'")
  // Each value once.
  expect(command([job(['s=1']), job(['s=2']), job(['s=1'])])).toBe(
    'python train.py --multirun s=1,2',
  )
})

test.each([
  ['in two overrides', ['lr=1', 'seed=1'], ['lr=2', 'seed=2']],
  ['in their number', ['lr=1', 'seed=1'], ['lr=1']],
  ['in their number, the first having fewer', ['lr=1'], ['lr=1', 'seed=1']],
  ['in the name of one', ['lr=1', 'seed=1'], ['lr=1', 'run=1']],
  ['in a word that is no override', ['lr=1', 'fast'], ['lr=1', 'slow']],
  ['in a word without a name', ['lr=1', '=a'], ['lr=1', '=b']],
])('of jobs that differ %s the first is repeated', (_, first, second) => {
  expect(command([job(first), job(second)])).toBe(`python train.py ${first.join(' ')}`)
})

test('where the start of a later run is not known the first is repeated', () => {
  expect(command([job(['lr=1']), elsewhere()])).toBe('python train.py lr=1')
})

test('a program that Hydra does not name stands as such', () => {
  expect(command([job(['lr=1'], { program: '' })])).toBe('python PROGRAM.py lr=1')
})

test('of a run whose start is not known it is its parameters and seeds, as configs name them', () => {
  const words = (rows: readonly RunCells[], parameters: readonly string[]) => {
    const runs = runsOf(rows.map((row) => ({ run_dir: elsewhere(), ...row })))
    const noted = noteColumns(runs, { aliases: new Map([['trainer.lr', 'lr']]) })
    return repeatCommand(noted, [...rows.keys()], parameters)
  }
  const rows = [
    { lr: 0.1, width: 8, depth: null, seed: 1 },
    { lr: 0.1, width: 8, depth: null, seed: 2 },
  ]
  expect(words(rows, ['lr', 'width', 'depth', 'none'])).toBe('trainer.lr=0.1 width=8 seed=1,2')
  expect(words([{ width: 8 }], ['width'])).toBe('width=8')
  expect(
    words(
      [
        { width: 8, seed: 1 },
        { width: 8, seed: null },
      ],
      [],
    ),
  ).toBe('seed=1')
})

test('the command of a job is what it was started with; another run has none', () => {
  expect(commandOfJob(job(['lr=1', 'name=a b']))).toBe("python train.py lr=1 'name=a b'")
  expect(commandOfJob(job([]))).toBe('python train.py')
  expect(commandOfJob(elsewhere())).toBeUndefined()
})
