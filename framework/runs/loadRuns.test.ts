import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { fakeRun } from '../testing/fakeRun.ts'
import { fakeSweep } from '../testing/fakeSweep.ts'
import { minimalRun } from '../testing/hydra/minimalRun.ts'
import { simpleValue, summaryEvent, tfRecord } from '../testing/trackers/eventFile.ts'
import { loadRuns } from './loadRuns.ts'

const temporaryFolder = () => mkdtempSync(path.join(tmpdir(), 'load-'))

function writeFiles(folder: string, files: Record<string, string | Buffer>): string {
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), content)
  }
  return folder
}

function twoRuns() {
  const root = temporaryFolder()
  return { root, ...fakeSweep({ root, axes: { 'phase1.trainer.seed': [1, 2] }, epochs: 3 }) }
}

function renameScalarsColumn(runDir: string, from: string, to: string): void {
  const file = path.join(runDir, 'facts/scalars.csv')
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(from, () => `"${to}"`),
  )
}

test('warns where facts that have no end are mostly of one value', async () => {
  const axes = { 'phase1/encoder': ['mlp', 'gnn'], 'phase1.trainer.seed': [1, 2, 3] }
  const { sweepDir, runDirs } = fakeSweep({ root: temporaryFolder(), axes, epochs: 2 })
  for (const run of runDirs.slice(4)) rmSync(path.join(run, 'facts/events.jsonl'))
  const { warnings } = await loadRuns({ sweepDir })
  const [uneven] = warnings.filter(({ kind }) => kind === 'left-out-unevenly')
  expect(uneven?.detail).toMatch(/^by encoder, .*: 2 of 3 of gnn, and none of the 3 others\. /)
})

test('a copy of a folder with two loggers is left out whole, and what is left is one run', async () => {
  const value = (step: number) => Math.fround(1 / (step + 3))
  const steps = [...Array(30).keys()]
  const events = steps.map((step) =>
    tfRecord(summaryEvent({ step, wallTime: 1.7e9 + step }, simpleValue('loss', value(step)))),
  )
  const csv = `step,loss\n${steps.map((step) => `${step},${value(step)}`).join('\n')}\n`
  const files = {
    'csv/version_0/metrics.csv': csv,
    'csv/version_0/hparams.yaml': 'lr: 1\n',
    'tb/version_0/events.out.tfevents.1700000000.host.1.0': Buffer.concat(events),
    'tb/version_0/hparams.yaml': 'lr: 1\n',
  }
  const sweepDir = temporaryFolder()
  for (const folder of ['a', 'b']) writeFiles(path.join(sweepDir, folder), files)
  const { order, skipped } = await loadRuns({ sweepDir })
  expect(order).toEqual([`${sweepDir}/a/csv/version_0`])
  expect(skipped.map(({ runDir }) => runDir)).toEqual([
    `${sweepDir}/b/csv/version_0`,
    `${sweepDir}/b/tb/version_0`,
  ])
})

describe('rows', () => {
  test('describe each run of a sweep', async () => {
    const { sweepDir } = fakeSweep({
      root: temporaryFolder(),
      axes: { 'phase1/encoder': ['mlp', 'gnn'], 'phase1/latent_space': ['none', 'vq'] },
      overrides: ['phase1.latent_space.latent_dim=16'],
      epochs: 4,
    })
    const { runs, order } = await loadRuns({ sweepDir })
    expect(runs.array('run_dir')).toEqual(order)
    expect(
      runs.select('encoder', 'tokenizer', 'seed', 'latent_dim', 'codebook_size').objects(),
    ).toEqual([
      { encoder: 'mlp', tokenizer: 'none', seed: 42, latent_dim: 16, codebook_size: null },
      { encoder: 'mlp', tokenizer: 'vq', seed: 42, latent_dim: 16, codebook_size: 512 },
      { encoder: 'gnn', tokenizer: 'none', seed: 42, latent_dim: 16, codebook_size: null },
      { encoder: 'gnn', tokenizer: 'vq', seed: 42, latent_dim: 16, codebook_size: 512 },
    ])
    expect(runs.array('epochs')).toEqual([4, 4, 4, 4])
  })

  test('leave empty what the smallest run of the guide does not have', async () => {
    const runDir = writeFiles(temporaryFolder(), {
      'facts/events.jsonl': '{"moment":"on_train_end"}',
      'facts/scalars.csv': 'epoch,split,val_loss\n0,val,0.5',
      '.hydra/config.yaml': 'data: {}',
    })
    const { runs, skipped, warnings } = await loadRuns({ runDirs: [runDir] })
    expect({ skipped, warnings }).toEqual({ skipped: [], warnings: [] })
    expect(runs.object()).toMatchObject({
      run_dir: runDir,
      encoder: null,
      seed: null,
      epochs: 1,
      best_epoch: 0,
      'loss.total_best': 0.5,
      'loss.total_final': 0.5,
      'loss.recon_best': null,
      total_time_s: null,
      mean_epoch_time_s: null,
    })
  })

  test('keep what was measured where an override has the same name', async () => {
    const { runDirs } = twoRuns()
    writeFileSync(
      path.join(runDirs[0] as string, '.hydra/overrides.yaml'),
      '- run_dir=x\n- loss.total_best=0\n- phase1.trainer.epochs=99\n- __proto__.polluted=1\n- 7=seven\n',
    )
    const { runs } = await loadRuns({ runDirs })
    expect(runs.array('run_dir')).toEqual(runDirs)
    expect(runs.array('epochs')).toEqual([3, 3])
    expect(runs.get('loss.total_best', 0)).toBeGreaterThan(0)
    expect(runs.columnNames().slice(0, 2)).toEqual(['run_dir', 'encoder'])
    expect(runs.get('7', 0)).toBe('seven')
    expect(({} as Record<string, unknown>).polluted).toBeUndefined()
  })

  test('have the names of JavaScript objects for columns like any other', async () => {
    const { runDirs } = twoRuns()
    const [runDir] = runDirs as [string, string]
    writeFileSync(path.join(runDir, '.hydra/overrides.yaml'), '- constructor=a\n- toString=b\n')
    renameScalarsColumn(runDir, 'metric_perplex', 'hasOwnProperty')
    const { runs, perEpoch, warnings } = await loadRuns({ runDirs })
    expect(warnings).toEqual([])
    expect(runs.array('constructor')).toEqual(['a', null])
    expect(runs.objects()[0]).toMatchObject({ constructor: 'a', toString: 'b' })
    expect(perEpoch.get(runDir)?.get('hasOwnProperty', 0)).toBeTypeOf('number')
  })

  test.each([
    ['__proto__', '__proto__'],
    ['an empty text', ''],
    ['NUL', 'a\0b'],
    ['a line feed', 'a\nb'],
    ['4000 characters', 'a'.repeat(4000)],
  ])('leave out an override whose name is %s, and a CSV column', async (_, name) => {
    const { runDirs } = twoRuns()
    const [runDir] = runDirs as [string, string]
    const override = JSON.stringify(`${name}=1`)
    writeFileSync(path.join(runDir, '.hydra/overrides.yaml'), `- ${override}\n- other=2\n`)
    renameScalarsColumn(runDir, 'metric_perplex', name)
    const { runs, perEpoch, warnings, skipped } = await loadRuns({ runDirs })
    expect(skipped).toEqual([])
    expect(runs.columnNames()).not.toContain(name)
    expect(runs.objects()).toMatchObject([{ other: 2 }, { other: null }])
    expect(perEpoch.get(runDir)?.columnNames()).not.toContain(name)
    expect(perEpoch.get(runDir)?.objects()).toHaveLength(6)
    expect(warnings).toMatchObject([{ kind: 'unusable-column-name', runDirs: [runDir] }])
  })

  test.each([
    ['__proto__', '"__proto__"'],
    ['an empty text', '""', ''],
    ['a line feed', '"a\\nb"', 'a\nb'],
  ])(
    'leave out a key of a config whose name is %s, and note it in each run',
    async (_, quoted, key = '__proto__') => {
      const { runDirs } = twoRuns()
      for (const [at, runDir] of runDirs.entries()) {
        appendFileSync(path.join(runDir, '.hydra/config.yaml'), `${quoted}: ${at}\nother: ${at}\n`)
      }
      const { runs, warnings, skipped } = await loadRuns({ runDirs })
      expect(skipped).toEqual([])
      expect(runs.columnNames()).not.toContain(key)
      expect(warnings).toMatchObject([
        {
          kind: 'unusable-column-name',
          runDirs,
          detail: `.hydra/config.yaml: ${quoted} cannot name a column; left out`,
        },
      ])
    },
  )

  test('leave out a config group whose name no column can have', async () => {
    const root = temporaryFolder()
    const runDirs = ['a', 'b'].map((option) =>
      minimalRun(path.join(root, option), { choices: JSON.parse(`{"__proto__": "${option}"}`) }),
    )
    const { runs, warnings } = await loadRuns({ runDirs })
    expect(runs.objects()).toHaveLength(2)
    expect(warnings).toMatchObject([{ kind: 'unusable-column-name', runDirs }])
  })
})

describe('perEpoch', () => {
  test('has all splits, typed and sorted by epoch', async () => {
    const { runDirs } = twoRuns()
    const runDir = runDirs[0] as string
    appendFileSync(path.join(runDir, 'facts/scalars.csv'), '-1,val,,0.9,,,,\n1,test,,0.4,,,,\n')
    const { perEpoch } = await loadRuns({ runDirs })
    const epochs = perEpoch.get(runDir)
    expect(epochs?.array('epoch')).toEqual([-1, 0, 0, 1, 1, 1, 2, 2])
    expect(epochs?.array('split')).toEqual([
      'val',
      'train',
      'val',
      'train',
      'val',
      'test',
      'train',
      'val',
    ])
    expect(epochs?.get('train_loss', 0)).toBeNull()
  })
})

describe('runs that are left out', () => {
  test('are named with the reason', async () => {
    const { runDirs } = twoRuns()
    const [first, second] = runDirs as [string, string]
    rmSync(path.join(first, 'facts/events.jsonl'))
    appendFileSync(path.join(second, 'facts/scalars.csv'), '3,val,,soon,1,1,,1\n')
    const loop = path.join(temporaryFolder(), 'loop')
    symlinkSync(loop, loop)
    const { runs, skipped } = await loadRuns({ runDirs: [...runDirs, '/nowhere', loop] })
    expect(runs.numRows()).toBe(0)
    expect(skipped).toEqual([
      { runDir: '/nowhere', reason: 'there is no such directory' },
      { runDir: loop, reason: 'its links lead in a circle' },
      {
        runDir: first,
        reason: 'facts/events.jsonl is missing: the training did not end, or is still running',
      },
      { runDir: second, reason: 'facts/scalars.csv:8: val_loss is "soon", not a number' },
    ])
  })

  test('are read where they need not be complete', async () => {
    const runDir = temporaryFolder()
    fakeRun({ runDir, epochs: 2, unfinished: true })
    expect((await loadRuns({ runDirs: [runDir] })).order).toEqual([])
    const { order, runs } = await loadRuns({ runDirs: [runDir], requireComplete: false })
    expect(order).toEqual([runDir])
    expect(runs.get('total_time_s', 0)).toBeGreaterThan(0)
    expect((await loadRuns({ runDirs: [runDir], includeRunning: true })).order).toEqual([runDir])
  })

  test.each<[string, (runDir: string) => void]>([
    [
      'random bytes',
      (dir) =>
        writeFiles(dir, {
          'facts/events.jsonl': noise(),
          'facts/scalars.csv': noise(),
          '.hydra/hydra.yaml': noise(),
          '.hydra/overrides.yaml': noise(),
        }),
    ],
    [
      'a directory for a file',
      (dir) => {
        rmSync(path.join(dir, 'facts/scalars.csv'))
        mkdirSync(path.join(dir, 'facts/scalars.csv'))
      },
    ],
    [
      'a link to itself',
      (dir) => {
        rmSync(path.join(dir, 'facts/events.jsonl'))
        symlinkSync('events.jsonl', path.join(dir, 'facts/events.jsonl'))
      },
    ],
    ['an open quote', (dir) => appendFileSync(path.join(dir, 'facts/scalars.csv'), '9,"val,1')],
    [
      'endless nesting',
      (dir) =>
        writeFiles(dir, {
          '.hydra/config.yaml': 'a: '.concat('['.repeat(100_000)),
          'facts/events.jsonl': '['.repeat(1e6),
        }),
    ],
    [
      'deep indentation',
      (dir) =>
        writeFiles(dir, {
          '.hydra/config.yaml': Array.from({ length: 3000 }, (_, i) => `${' '.repeat(i)}a:`).join(
            '\n',
          ),
        }),
    ],
    [
      'a billion laughs',
      (dir) =>
        writeFiles(dir, {
          '.hydra/config.yaml': `a0: &a0 [x,x]\n${Array.from({ length: 40 }, (_, i) => `a${i + 1}: &a${i + 1} [*a${i},*a${i}]`).join('\n')}`,
        }),
    ],
    [
      'a loop of interpolations',
      (dir) =>
        writeFiles(dir, { '.hydra/config.yaml': `a: \${b}\nb: \${a}\ndata:\n  path: \${a}\n` }),
    ],
  ])('do not harm others: %s', async (_, harm) => {
    const { runDirs } = twoRuns()
    const [odd, good] = runDirs as [string, string]
    const alone = await loadRuns({ runDirs: [good] })
    harm(odd)
    const { runs, perEpoch, skipped } = await loadRuns({ runDirs, cacheDir: temporaryFolder() })
    expect(skipped.filter(({ reason }) => reason.includes('bug'))).toEqual([])
    const row = (runs.objects() as Record<string, unknown>[]).find((each) => each.run_dir === good)
    // Alone it needs no short name.
    const { run: _name, ...aloneRow } = alone.runs.object() as Record<string, unknown>
    expect(row).toMatchObject(aloneRow)
    expect(perEpoch.get(good)?.objects()).toEqual(alone.perEpoch.get(good)?.objects())
  })
})

function noise(): Buffer {
  return Buffer.from(Array.from({ length: 5000 }, (_, i) => (i * 7919 + (i >> 3)) % 256))
}

describe('what becomes of one run changes no name of another', () => {
  const damages: readonly (readonly [string, (runDir: string) => void])[] = [
    ['a config that cannot be read', (dir) => writeFiles(dir, { '.hydra/config.yaml': 'a: [' })],
    ['no facts', (dir) => rmSync(path.join(dir, 'facts'), { recursive: true })],
    ['no config', (dir) => rmSync(path.join(dir, '.hydra'), { recursive: true })],
    [
      'nothing left',
      (dir) => {
        rmSync(dir, { recursive: true })
        mkdirSync(dir)
      },
    ],
  ]
  test.each(damages)('%s', async (_, damage) => {
    const { sweepDir, runDirs } = twoRuns()
    const before = await loadRuns({ sweepDir })
    expect(before.runs.array('run')).toEqual(['job0', 'job1'])
    damage(runDirs[0] as string)
    const { runs, skipped } = await loadRuns({ sweepDir })
    expect(skipped.map(({ runDir }) => runDir)).toEqual([runDirs[0]])
    expect(runs.array('run')).toEqual(['job1'])
  })
})

describe('an odd facts/git_commit.txt loses no run', () => {
  test.each([
    ['is empty', '', null],
    ['has spaces around the commit', '  abc123 \r\n\n', 'abc123'],
    ['is not UTF-8', Buffer.from([0xff, 0xfe, 0x41]), '\ufffd\ufffdA'],
  ])('that %s', async (_, content, commit) => {
    const { sweepDir, runDirs } = twoRuns()
    writeFiles(runDirs[0] as string, { 'facts/git_commit.txt': content })
    const { runs, skipped } = await loadRuns({ sweepDir })
    expect(skipped).toEqual([])
    expect(runs.get('git_commit', 0)).toBe(commit)
  })

  test.each([
    ['is a folder', (file: string) => mkdirSync(file)],
    ['is too large', (file: string) => writeFileSync(file, 'a'.repeat(2 ** 21))],
  ])('that %s, and says so once for all runs', async (_, make) => {
    const { sweepDir, runDirs } = twoRuns()
    for (const runDir of runDirs) {
      rmSync(path.join(runDir, 'facts/git_commit.txt'), { force: true })
      make(path.join(runDir, 'facts/git_commit.txt'))
    }
    const { runs, warnings } = await loadRuns({ sweepDir })
    expect(runs.array('git_commit')).not.toContain('a'.repeat(2 ** 21))
    const told = warnings.filter(({ kind }) => kind === 'unreadable-optional-file')
    expect(told).toMatchObject([{ runDirs }])
  })
})

test('files of which not all was read say so', async () => {
  const { runDirs } = twoRuns()
  const [refused, read] = runDirs as [string, string]
  truncateSync(path.join(refused, '.hydra/config.yaml'), 2 ** 23)
  const { files, skipped } = await loadRuns({ runDirs })
  expect(skipped).toMatchObject([{ runDir: refused, reason: expect.stringContaining('8388608') }])
  const ofConfigs = files.filter((file) => file.path.endsWith('config.yaml'))
  expect(ofConfigs).toMatchObject([{ size: 2 ** 23, isPart: true }, { size: expect.any(Number) }])
  expect(ofConfigs[1]).not.toHaveProperty('isPart')
  expect(ofConfigs[1]?.path).toBe(`${read}/.hydra/config.yaml`)
})
