import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ReportError } from '../../errors.ts'
import { recordedCases, type TypedValue, typedTree } from '../../testing/hydra/recordedCases.ts'
import { composeConfig, composeConfigTree } from './composeConfig.ts'

let configDir: string

beforeEach(() => {
  configDir = mkdtempSync(path.join(tmpdir(), 'configs-'))
})

afterEach(() => rmSync(configDir, { recursive: true }))

function writeConfigs(files: Record<string, string>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(configDir, file)), { recursive: true })
    writeFileSync(path.join(configDir, file), text)
  }
}

const REPORT = {
  'compare_tokenizers.yaml': `defaults:
  - config
  - env: local
  - _self_
inputs:
  sweep_dir: null
  select: {seed: [42, 43]}
report_dir: \${env.output_root}/reports
`,
  'config.yaml': 'inference:\n  enabled: false\n  batch_size: 512\n',
  'env/local.yaml': 'output_root: outputs\n',
  'env/stoomboot.yaml': 'output_root: /data\n',
}

/** The words between `from` and `to` in the message of a failure, as a shell would split them. */
function advisedWords(run: () => unknown, from: string, to: string): string[] {
  const { message } = thrown(run)
  const start = message.indexOf(from) + from.length
  expect(start, message).toBeGreaterThanOrEqual(from.length)
  const script = `printf '%s\\n' ${message.slice(start, to === '' ? undefined : message.indexOf(to, start))}`
  return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).trimEnd().split('\n')
}

function thrown(run: () => unknown): Error {
  try {
    run()
  } catch (error) {
    return error as Error
  }
  throw new Error('nothing was thrown')
}

test('now is the time at which the config is composed', () => {
  writeConfigs({ 'c.yaml': 'at: ${now:%s}\n' })
  const seconds = () => Math.floor(Date.now() / 1000)
  const before = seconds()
  const { at } = composeConfig({ configDir, configName: 'c' })
  expect(Number(at)).toBeGreaterThanOrEqual(before)
  expect(Number(at)).toBeLessThanOrEqual(seconds())
})

test('now is one instant wherever it stands, and needs a format', () => {
  const times = Array.from({ length: 2000 }, (_, index) => `t${index}: \${now:%S.%f}`).join('\n')
  writeConfigs({ 'c.yaml': times, 'd.yaml': 'at: ${now:}', 'e.yaml': 'at: ${now:2}' })
  expect(new Set(Object.values(composeConfig({ configDir, configName: 'c' })))).toHaveProperty(
    'size',
    1,
  )
  for (const configName of ['d', 'e']) {
    expect(() => composeConfig({ configDir, configName })).toThrow(/now: expected/)
  }
})

test('the version of Python is not known', () => {
  writeConfigs({ 'c.yaml': 'at: ${python_version:major}' })
  expect(() => composeConfig({ configDir, configName: 'c' })).toThrow(/python_version: no Python/)
})

describe('what a message advises works when it is copied into a shell', () => {
  const compose = (...overrides: string[]) => {
    writeConfigs({ 'c.yaml': 'a: 1\nlist: null\n', 'db/x y.yaml': 'port: 1\n' })
    return composeConfig({ configDir, configName: 'c', overrides })
  }

  test('a list in place of a sweep', () => {
    const words = advisedWords(() => compose('list=vq,x y'), 'For a list write ', '. For text')
    expect(compose(...words)).toMatchObject({ list: ['vq', 'x y'] })
  })

  test('text in place of a sweep', () => {
    const words = advisedWords(() => compose('list=vq,none'), 'For text write ', '. For one')
    expect(compose(...words)).toMatchObject({ list: 'vq,none' })
  })

  test('a key that is added', () => {
    const words = advisedWords(() => compose('b=[1,x y]'), 'To add the key, write ', '')
    expect(compose(...words)).toMatchObject({ b: [1, 'x y'] })
  })

  test.each([
    ['a change', 'To change it, write ', ' or '],
    ['a forced change', ' or ', ''],
  ])('%s of a key that is there', (_, from, to) => {
    const words = advisedWords(() => compose("+a='x y'"), from, to)
    expect(compose(...words)).toMatchObject({ a: 'x y' })
  })

  test('a config group that is added', () => {
    const words = advisedWords(() => compose("db='x y'"), 'To add the group, write ', '')
    expect(compose(...words)).toMatchObject({ db: { port: 1 } })
  })
})

// What OmegaConf 2.2.2 makes of the same updates.
describe('a mandatory value that is still missing', () => {
  const compose = (...overrides: string[]) => {
    writeConfigs({ 'c.yaml': 'a: ???\nb:\n  c: ???\n' })
    return composeConfig({ configDir, configName: 'c', overrides })
  }

  test.each([
    ['+a.x=1', { a: { x: 1 }, b: { c: '???' } }],
    ['++a.x=1', { a: { x: 1 }, b: { c: '???' } }],
    ['+a.x.y=1', { a: { x: { y: 1 } }, b: { c: '???' } }],
    ['+b.c.d=1', { a: '???', b: { c: { d: 1 } } }],
    ['+a=1', { a: 1, b: { c: '???' } }],
    ['a={x: 1}', { a: { x: 1 }, b: { c: '???' } }],
  ])('takes %s', (override, expected) => {
    expect(compose(override)).toEqual(expected)
  })

  test('has no keys that could be changed', () => {
    expect(() => compose('a.x=1')).toThrow("The config has no key 'a.x'")
  })
})

describe('a report', () => {
  const compose = (...overrides: string[]) => {
    writeConfigs(REPORT)
    return composeConfig({ configDir, configName: 'compare_tokenizers', overrides })
  }

  test('is composed from its base, the chosen options and its own values', () => {
    expect(compose()).toEqual({
      inference: { enabled: false, batch_size: 512 },
      env: { output_root: 'outputs' },
      inputs: { sweep_dir: null, select: { seed: [42, 43] } },
      report_dir: 'outputs/reports',
    })
  })

  test('takes values, and options before values whatever their order', () => {
    const config = compose('env.output_root=/tmp', 'inputs.sweep_dir=sweeps/a', 'env=stoomboot')
    expect(config).toMatchObject({
      report_dir: '/tmp/reports',
      inputs: { sweep_dir: 'sweeps/a' },
    })
  })

  test('replaces lists, merges dicts, adds with + and deletes with ~', () => {
    const config = compose(
      'inputs.select.seed=[1]',
      '+inputs={run_dirs: [a]}',
      '++inference.note=x',
      '~inference.enabled',
    )
    expect(config).toMatchObject({
      inputs: { sweep_dir: null, select: { seed: [1] }, run_dirs: ['a'] },
    })
    expect(config.inference).toEqual({ batch_size: 512, note: 'x' })
  })

  test.each([
    ['inference.batchsize=1', 'CONFIG_KEY_UNKNOWN', "Did you mean 'inference.batch_size'?"],
    ['env=stombot', 'CONFIG_NOT_FOUND', "Did you mean 'stoomboot'?"],
    ['env=nowhere', 'CONFIG_NOT_FOUND', 'local, stoomboot'],
    ['envs=local', 'CONFIG_KEY_UNKNOWN', "Did you mean 'env'?"],
    ['+inference.enabled=1', 'CONFIG_INVALID', 'is there already'],
    ['~inference.enabled=true', 'CONFIG_INVALID', 'is False, not True'],
    ['~nothing', 'CONFIG_INVALID', "no 'nothing'"],
    ['inputs.select.seed.7=1', 'CONFIG_INVALID', 'has no item 7'],
    ['++env=local', 'CONFIG_INVALID', 'one +'],
    ['inputs.sweep_dir=a,b', 'OVERRIDE_INVALID', 'For one report per value add --multirun'],
    [
      'inputs.seed=interval(0,1)',
      'OVERRIDE_INVALID',
      'per value write choice(…) or range(…), and add',
    ],
    ['__proto__.x=1', 'CONFIG_KEY_UNKNOWN', '__proto__'],
  ])('refuses %s', (override, code, message) => {
    expect(() => compose(override)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(message) }),
    )
  })

  test('tells which options were chosen, by which files, and which values are missing', () => {
    writeConfigs(REPORT)
    const { choices, parts, missing } = composeConfigTree({
      configDir,
      configName: 'compare_tokenizers',
      overrides: ['inputs.sweep_dir=???'],
    })
    expect(choices.get('env')).toBe('local')
    expect(parts.map(({ configPath }) => configPath).slice(-3)).toEqual([
      'config',
      'env/local',
      'compare_tokenizers',
    ])
    expect(missing.map(({ path }) => path)).toEqual(['inputs.sweep_dir'])
  })
})

describe('defaults lists', () => {
  const composeFiles = (files: Record<string, string>, ...overrides: string[]) => {
    writeConfigs(files)
    return composeConfig({ configDir, configName: 'config', overrides, env: { SITE: 'b' } })
  }

  test('_self_ says where the file itself comes', () => {
    const db = { 'db/a.yaml': 'x: 1\n' }
    expect(composeFiles({ ...db, 'config.yaml': 'defaults: [_self_, db: a]\ndb: {x: 0}' })).toEqual(
      {
        db: { x: 1 },
      },
    )
    expect(composeFiles({ ...db, 'config.yaml': 'defaults: [db: a, _self_]\ndb: {x: 0}' })).toEqual(
      {
        db: { x: 0 },
      },
    )
  })

  test('a package moves the content, from the list or from the header of the file', () => {
    const files = {
      'config.yaml': 'defaults: [db@backup: a, log: b, db@_global_: c]',
      'db/a.yaml': 'x: 1',
      'db/c.yaml': 'z: 3',
      'log/b.yaml': '# @package out.log\ny: 2',
    }
    expect(composeFiles(files)).toEqual({ backup: { x: 1 }, out: { log: { y: 2 } }, z: 3 })
  })

  test('an experiment overrides the choice of the primary config', () => {
    const files = {
      'config.yaml': 'defaults: [db: a, _self_]\nlr: 1',
      'db/a.yaml': 'x: 1',
      'db/b.yaml': 'x: 2',
      'exp/e.yaml': '# @package _global_\ndefaults: [override /db: b]\nlr: 5',
    }
    expect(composeFiles(files, '+exp=e')).toEqual({ db: { x: 2 }, lr: 5 })
  })

  test('an option may follow another choice or the environment, or be a list, or be left open', () => {
    const files = {
      'config.yaml': [
        'defaults:',
        '  - db: a',
        '  - tuned: ${db}_${oc.env:SITE}',
        '  - many: [m1, m2]',
        '  - optional absent: x',
        '  - none: null',
      ].join('\n'),
      'db/a.yaml': 'x: 1',
      'tuned/a_b.yaml': 't: 1',
      'many/m1.yaml': 'k: 1',
      'many/m2.yaml': 'k: 2',
    }
    expect(composeFiles(files)).toEqual({ db: { x: 1 }, tuned: { t: 1 }, many: { k: 2 } })
  })

  test.each([
    ['defaults: [config]', 'include itself'],
    ['defaults: [/../outside]', 'outside of the config directory'],
    ['defaults: [db: ../../outside]', 'outside of the config directory'],
    ['defaults: {db: a}', 'must be a list'],
    ['defaults: [5]', 'neither a config nor a group'],
    ['defaults: [{a: b, c: d}]', 'one key'],
    ['defaults: [db: true]', 'string or a list'],
    ['defaults:\n  - db: ???', 'available: a'],
    ['defaults: [override db: a]', "has the group 'db'"],
    ['defaults: [_self_, _self_]', '_self_ stands twice'],
    ['- 1', 'must be a dict'],
  ])('%j is refused', (config, message) => {
    expect(() => composeFiles({ 'config.yaml': config, 'db/a.yaml': 'x: 1' })).toThrow(message)
  })
})

interface RecordedComposition {
  readonly name: string
  readonly files: Record<string, string>
  readonly config_name: string
  readonly overrides: string[]
  readonly env?: Record<string, string>
  readonly typed?: TypedValue
  readonly missing?: string[]
  readonly warnings?: string[]
  readonly phase?: 'compose' | 'resolve'
}

describe('as Hydra was recorded', () => {
  test.each(recordedCases<RecordedComposition>('compose'))('$name: $overrides', (recorded) => {
    const { files, config_name: configName, overrides, env = {}, typed, phase } = recorded
    writeConfigs(files)
    const compose = () => composeConfigTree({ configDir, configName, overrides })
    if (phase === 'compose') {
      expect(compose).toThrow(ReportError)
      return
    }
    const { tree, missing, warnings } = compose()
    if (typed === undefined) {
      expect(() => composeConfig({ configDir, configName, overrides, env })).toThrow(ReportError)
      return
    }
    expect(typedTree(tree, env)).toEqual(typed)
    expect(missing.map(({ path }) => path)).toEqual(recorded.missing ?? [])
    expect(warnings).toHaveLength(recorded.warnings?.length ?? 0)
  })
})
