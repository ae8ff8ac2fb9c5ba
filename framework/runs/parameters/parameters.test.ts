import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseOverride } from '../../config/overrides/parseOverride.ts'
import { columnNotes } from '../../tables/columnAliases.ts'
import { selectRuns } from '../../tables/select.ts'
import { type MinimalRun, minimalRun } from '../../testing/hydra/minimalRun.ts'
import { loadRuns } from '../loadRuns.ts'

async function load(runs: readonly MinimalRun[], options: { seed?: string } = {}) {
  const root = mkdtempSync(path.join(tmpdir(), 'parameters-'))
  const runDirs = runs.map((run, job) => minimalRun(path.join(root, `job${job}`), run))
  const loaded = await loadRuns({ runDirs, ...options })
  expect(loaded.skipped).toEqual([])
  const column = (name: string) => [...(loaded.runs.array(name) as Iterable<unknown>)]
  return { ...loaded, column }
}

/** Runs that differ only in their overrides. */
const overriding = (...overrides: string[][]) => overrides.map((each) => ({ overrides: each }))

describe('the key of a parameter', () => {
  test('stays whole where its last word cannot name a column', async () => {
    const { runs, column } = await load(overriding(['x.__proto__=1'], ['x.__proto__=2']))
    expect(runs.columnNames().slice(23, -5)).toEqual(['x.__proto__'])
    expect(column('x.__proto__')).toEqual([1, 2])
  })

  test('is what Hydra reads, without prefixes and packages', async () => {
    const { runs } = await load(
      overriding(['+a.one=1', '++a.two=2', '~a.three', 'model/net@core=mlp', "a.four='x=y'"]),
    )
    expect(runs.columnNames().slice(23, -5)).toEqual(['one', 'two', 'three', 'net', 'four'])
    expect(runs.get('four', 0)).toBe('x=y')
  })

  test('stays whole where another key of the sweep has its last word, in all runs', async () => {
    const { runs, column } = await load(
      overriding(
        ['actor.lr=0.1', 'model/encoder=mlp', 'trainer.depth=2'],
        ['critic.lr=0.2', 'critic/encoder=gnn'],
      ),
    )
    expect(runs.columnNames().slice(23, -5)).toEqual([
      'actor.lr',
      'model/encoder',
      'depth',
      'critic.lr',
      'critic/encoder',
    ])
    expect(column('actor.lr')).toEqual([0.1, null])
    expect(column('critic.lr')).toEqual([null, 0.2])
  })

  test('keeps the package of a group that is set in two packages', async () => {
    const { runs } = await load(overriding(['db@source=a', 'db@target=b', 'net@only=c']))
    expect(runs.columnNames().slice(23, -5)).toEqual(['db@source', 'db@target', 'net'])
  })

  test('gets param. in front where another column has its name', async () => {
    const { runs, column } = await load(overriding(['trainer.epochs=9', 'git_commit=abc']))
    expect(column('epochs')).toEqual([1])
    expect(column('param.epochs')).toEqual([9])
    expect(column('git_commit')).toEqual([null])
    expect(runs.get('param.git_commit', 0)).toBe('abc')
  })

  test('fills the column of the guide that it stands for, and no other', async () => {
    const { column } = await load(
      overriding(['phase1.latent_space.latent_dim=16'], ['decoder.codebook_size=64']),
    )
    expect(column('latent_dim')).toEqual([16, null])
    expect(column('codebook_size')).toEqual([null, null])
    expect(column('param.codebook_size')).toEqual([null, 64])
  })

  test('may be asked for whole, or by its end', async () => {
    const { runs } = await load(
      overriding(['phase1.trainer.amp=True'], ['phase1.trainer.amp=false']),
    )
    for (const name of ['amp', 'trainer.amp', 'phase1.trainer.amp']) {
      expect(selectRuns(runs, { [name]: true }).numRows(), name).toBe(1)
    }
    expect(() => selectRuns(runs, { 'model.amp': true })).toThrow('no column "model.amp"')
  })
})

describe('the value of a parameter', () => {
  test('is typed at any depth', async () => {
    const { runs } = await load(
      overriding(['a.b.c.d=1e-3', 'x.flag=True', "x.text='1'", 'x.list=[1, 2]', 'x.none=null']),
    )
    expect(runs.object()).toMatchObject({
      d: 0.001,
      flag: true,
      text: '1',
      list: '[1,2]',
      none: null,
    })
  })

  test('keeps integers beyond 2^53 apart', async () => {
    const { column, parameters } = await load(
      overriding(['x.salt=9007199254740993'], ['x.salt=9007199254740992']),
    )
    expect(column('salt')).toEqual(['9007199254740993', '9007199254740992'])
    expect(parameters.map(({ name }) => name)).toEqual(['salt'])
  })

  test('is that of the composed config in runs that do not set it', async () => {
    const config = { model: { lr: 0.5, size: 'big' } }
    const { column } = await load([
      { overrides: ['model.lr=0.1'], config: { model: { lr: 0.1 } } },
      { config },
    ])
    expect(column('lr')).toEqual([0.1, 0.5])
  })

  test('is the chosen option in runs that do not set a group', async () => {
    const { column } = await load([
      { overrides: ['model/net=gnn'], choices: { 'model/net': 'gnn' } },
      { choices: { 'model/net': 'mlp' } },
    ])
    expect(column('net')).toEqual(['gnn', 'mlp'])
  })

  test('is the last of several overrides, and the others do not disagree with what was saved', async () => {
    const { column, warnings } = await load([
      { overrides: ['model.lr=9', 'model.lr=0.1'], config: { model: { lr: 0.1 } } },
    ])
    expect(column('lr')).toEqual([0.1])
    expect(warnings).toEqual([])
  })

  test('disagrees with the file that has the choices of groups', async () => {
    const { column, warnings } = await load([
      { overrides: ['model/net=gnn'], choices: { 'model/net': 'mlp' } },
    ])
    expect(column('net')).toEqual(['gnn'])
    expect(warnings[0]?.detail).toBe(
      '.hydra/overrides.yaml: model/net=gnn, but .hydra/hydra.yaml has "mlp"; the override counts',
    )
  })

  test('is the override where the saved config disagrees, which is reported', async () => {
    const { column, warnings } = await load([
      { overrides: ['model.lr=0.1'], config: { model: { lr: 0.2 } } },
    ])
    expect(column('lr')).toEqual([0.1])
    expect(warnings).toMatchObject([
      {
        kind: 'override-disagrees',
        detail:
          '.hydra/overrides.yaml: model.lr=0.1, but .hydra/config.yaml has 0.2; the override counts',
      },
    ])
  })

  test('agrees with the saved config in another spelling', async () => {
    const { warnings } = await load([
      {
        overrides: ['a.lr=1e-3', 'a.amp=TRUE', 'a.list=[1, 2]', "a.name='x'"],
        config: { a: { lr: 0.001, amp: true, list: [1, 2], name: 'x' } },
      },
    ])
    expect(warnings).toEqual([])
  })

  test('is missing for a key that is deleted', async () => {
    const { column } = await load([
      { overrides: ['~model.dropout'] },
      { overrides: ['model.dropout=0.1'], config: { model: { dropout: 0.1 } } },
    ])
    expect(column('dropout')).toEqual([null, 0.1])
  })

  test('follows interpolations, of the config and of hydra.yaml beside it', async () => {
    const { column } = await load([
      {
        overrides: ['model.width=${size}', 'job=${hydra:job.num}'],
        config: {
          size: 64,
          model: { width: '${size}' },
          job: '${hydra:job.num}',
          run: '${hydra:job.name}',
        },
        hydra: { job: { num: 3, name: '${size}_wide' } },
      },
    ])
    expect([column('width'), column('job')]).toEqual([[64], [3]])
  })

  test('the later of two overrides counts', async () => {
    const { column } = await load(overriding(['a.lr=1', 'a.lr=2']))
    expect(column('lr')).toEqual([2])
  })

  test("is text where an override is not of Hydra's grammar, which is reported", async () => {
    const { column, warnings } = await load(overriding(['7=a b(', 'flag']))
    expect(column('7')).toEqual(['a b('])
    expect(warnings).toMatchObject([{ kind: 'unreadable-overrides' }])
  })
})

describe('the seed', () => {
  test.each([
    ['seed', { trainer: { seed: 4 }, seed: 3 }, 3],
    ['*.trainer.seed', { random_seed: 5, model: { trainer: { seed: 4 } } }, 4],
    ['random_seed', { random_state: 6, random_seed: 5 }, 5],
    ['random_state', { pl_seed: 7, random_state: 6 }, 6],
    ['pl_seed', { data: { seed: 8 }, pl_seed: 7 }, 7],
    ['none of them', { data: { seed: 8 } }, null],
  ])('is found by its usual keys: %s', async (_, config, seed) => {
    const { column } = await load([{ config }])
    expect(column('seed')).toEqual([seed])
  })

  test('is the one that the sweep sets, and of those the one that differs', async () => {
    const config = { seed: 0, a: { trainer: { seed: 0 } }, pl_seed: 0 }
    const swept = await load(
      overriding(['seed=0', 'pl_seed=1'], ['seed=0', 'pl_seed=2']).map((run) => ({
        ...run,
        config: { ...config, pl_seed: Number(run.overrides[1]?.at(-1)) },
      })),
    )
    expect(swept.column('seed')).toEqual([1, 2])
    expect(swept.column('param.seed')).toEqual([0, 0])
  })

  test('is the one that the sweep sets also where one that it does not set differs', async () => {
    const runs = [1, 2].map((seed) => ({ overrides: ['pl_seed=7'], config: { seed, pl_seed: 7 } }))
    expect((await load(runs)).column('seed')).toEqual([7, 7])
  })

  test('leaves other seeds their whole keys', async () => {
    const { column, parameters } = await load(
      overriding(
        ['trainer.seed=1', 'data.seed=7'],
        ['trainer.seed=2', 'data.seed=7'],
        ['trainer.seed=1', 'data.seed=8'],
      ),
    )
    expect(column('seed')).toEqual([1, 2, 1])
    expect(column('data.seed')).toEqual([7, 7, 8])
    expect(parameters.map(({ name }) => name)).toEqual(['seed', 'data.seed'])
  })

  test('is the given key, whole or by its end', async () => {
    const runs = overriding(['exp.init.seed=1', 'seed=9'], ['exp.init.seed=2', 'seed=9'])
    expect((await load(runs, { seed: 'exp.init.seed' })).column('seed')).toEqual([1, 2])
    const loaded = await load(runs, { seed: 'init.seed' })
    expect(loaded.column('seed')).toEqual([1, 2])
    expect(loaded.column('param.seed')).toEqual([9, 9])
  })

  test('that no run has is an error, whose advice works', async () => {
    const runs = overriding(['exp.seed=1'], ['exp.seed=2'])
    const error: Error = await load(runs, { seed: 'exp.sed' }).then(
      () => expect.unreachable(),
      (cause) => cause,
    )
    const { key, value } = parseOverride(/inputs\.seed=\S+$/.exec(error.message)?.[0] ?? '')
    expect(key).toBe('inputs.seed')
    expect((await load(runs, { seed: String(value) })).column('seed')).toEqual([1, 2])
  })

  test('that differs under an unusual key is reported, with advice that works', async () => {
    const runs = overriding(['exp.seed=1'], ['exp.seed=2'])
    const { warnings } = await load(runs)
    const [warning] = warnings
    expect(warning?.kind).toBe('seed-unknown')
    const { value } = parseOverride(/inputs\.seed=\S+$/.exec(warning?.detail ?? '')?.[0] ?? '')
    const advised = await load(runs, { seed: String(value) })
    expect(advised.column('seed')).toEqual([1, 2])
    expect(advised.warnings).toEqual([])
  })
})

describe('parameters', () => {
  const namesOf = async (runs: readonly MinimalRun[]) =>
    (await load(runs)).parameters.map(({ name }) => name)

  test('are what differs, not what all runs share', async () => {
    const { parameters } = await load(overriding(['a.lr=1', 'a.size=3'], ['a.lr=2', 'a.size=3.0']))
    expect(parameters).toEqual([
      { name: 'lr', key: 'a.lr', values: [1, 2], follows: [], confoundedWith: [] },
    ])
  })

  test('that divide the runs in the same way are one, named by the first', async () => {
    const runs = [1, 2].flatMap((lr) =>
      [1, 2].map((seed) => ({ overrides: [`a.lr=${lr}`, `a.batch=${lr * 8}`, `seed=${seed}`] })),
    )
    const loaded = await load(runs)
    expect(loaded.parameters).toMatchObject([
      { name: 'seed', confoundedWith: [] },
      { name: 'lr', confoundedWith: ['a.batch'] },
    ])
    expect(columnNotes(loaded.runs)?.confounded?.get('lr')).toEqual(['batch'])
  })

  test('stay apart where each run has values of its own', async () => {
    const runs = overriding(['a.lr=1', 'a.wd=5'], ['a.lr=2', 'a.wd=6'], ['a.lr=3', 'a.wd=7'])
    expect(await namesOf(runs)).toEqual(['lr', 'wd'])
  })

  test('that are confounded with the seed stay parameters, and say so', async () => {
    const runs = [1, 2, 1, 2].map((seed) => ({ overrides: [`seed=${seed}`, `a.lr=${seed * 3}`] }))
    expect((await load(runs)).parameters).toMatchObject([
      { name: 'seed', confoundedWith: ['a.lr'] },
      { name: 'lr', confoundedWith: ['seed'] },
    ])
  })

  test('list what follows from a chosen option, of which no column is made', async () => {
    const net = {
      mlp: { kind: 'a', size: 1 },
      gnn: { kind: 'b', size: 1, hops: 3 },
      cnn: { kind: 'c' },
    }
    const { parameters, runs } = await load(
      Object.entries(net).flatMap(([name, config]) =>
        [1, 2].map((seed) => ({
          overrides: [`model/net=${name}`, `seed=${seed}`],
          choices: { 'model/net': name },
          config: { model: { net: config }, seed },
        })),
      ),
    )
    expect(parameters).toMatchObject([
      { name: 'seed' },
      {
        name: 'net',
        key: 'model/net',
        follows: ['model.net.kind', 'model.net.hops', 'model.net.size'],
      },
    ])
    expect(runs.columnNames().slice(23, -5)).toEqual(['net'])
  })

  test('count that nobody set where their values come back', async () => {
    const configs = [1, 1, 2, 2].map((depth, job) => ({
      config: {
        depth,
        wide: '${depth}',
        out_dir: `runs/${depth}`,
        run_name: `x${depth}`,
        host: `n${depth}`,
        data: `/data/${depth}.h5`,
        started: `2025-11-0${depth} 10:00:00`,
        trial_id: depth,
        unique: job,
      },
    }))
    const { parameters, column } = await load(configs)
    expect(parameters.map(({ name }) => name)).toEqual(['depth'])
    expect(column('depth')).toEqual([1, 1, 2, 2])
  })

  test('count that nobody set where they are numbers, unless these only number the runs', async () => {
    const configs = [0.1, 0.2, 0.3].map((lr, job) => ({
      config: {
        lr,
        width: 32 * (job + 1),
        decay: job > 1 ? 1e-4 : 0,
        port: 90 * job,
        job: 7 - job,
      },
    }))
    const { parameters } = await load(configs)
    expect(parameters.flatMap(({ key, confoundedWith }) => [key, ...confoundedWith])).toEqual(
      expect.arrayContaining(['lr', 'width', 'decay']),
    )
    expect(parameters).toHaveLength(3)
  })

  test('count that nobody set where they are a few texts and no override tells the runs apart', async () => {
    const edited = ['adam', 'sgd', 'lion'].map((optimizer, job) => ({
      config: {
        optimizer,
        model: `resnet${[18, 34, 50][job]}`,
        tag: `try-${job}`,
        code: `${job}a1b2c3`,
        logs: `runs/${optimizer}/x`,
      },
    }))
    const { parameters, column } = await load(edited)
    expect(parameters.map(({ name }) => name)).toEqual(['optimizer', 'model'])
    expect(column('optimizer')).toEqual(['adam', 'sgd', 'lion'])
    const seeded = edited.map((run, job) => ({ ...run, overrides: [`seed=${job}`] }))
    expect(await namesOf(seeded)).toEqual(['seed', 'optimizer', 'model'])
    const swept = edited.map((run, job) => ({ ...run, overrides: [`lr=0.${job}`] }))
    expect(await namesOf(swept)).toEqual(['lr'])
  })

  test('are not the names that each run was given for itself', async () => {
    const runs = [1, 2, 3].map((job) => ({
      overrides: [`log.run_name=job${job}`, `a.lr=${job % 2}`],
    }))
    expect(await namesOf(runs)).toEqual(['lr'])
  })

  test('have null where only some runs have the key', async () => {
    const { parameters } = await load([{ overrides: ['+a.extra=1'] }, {}])
    expect(parameters).toMatchObject([{ name: 'extra', values: [1, null] }])
  })
})

test('a value that refers to the number or the moment of a job says which run it is, and is told', async () => {
  const runs = [0, 1, 2, 3].map((at) => ({
    overrides: [
      '+job=${hydra:job.num}',
      '+at=${now:%S}',
      '+net=${hydra:runtime.choices.net}',
      `lr=${at % 2}`,
    ],
    config: {
      job: '${hydra:job.num}',
      at: '${now:%S}',
      net: '${hydra:runtime.choices.net}',
      lr: at % 2,
    },
    choices: { net: at < 2 ? 'mlp' : 'cnn' },
    hydra: { job: { num: at } },
  }))
  const { parameters, warnings, column } = await load(runs)
  expect(column('job')).toEqual([0, 1, 2, 3])
  expect(parameters.map(({ name }) => name)).toEqual(['net', 'lr'])
  expect(warnings.filter(({ kind }) => kind === 'names-runs').map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/^no parameters, .*: job;/),
  ])
})
