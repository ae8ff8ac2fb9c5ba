import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { parseOverrideText } from '../../config/overrides/overrideGrammar.ts'
import { composeReportConfig } from './reportConfig.ts'

const HEAD = '# @package _global_\ndefaults: [config, _self_]\n'

let projectRoot: string
beforeEach(() => {
  projectRoot = mkdtempSync(path.join(tmpdir(), 'thesis-report-'))
})

/** Composes the config of a report `mine` of a user's project. */
function compose(text: string, ...overrides: string[]) {
  mkdirSync(path.join(projectRoot, 'configs/report'), { recursive: true })
  writeFileSync(path.join(projectRoot, 'configs/report/mine.yaml'), text)
  const request = { projectRoot, name: 'mine', overrides: overrides.map(parseOverrideText) }
  return composeReportConfig(request)
}

test('a config of a project finds the base config of this package', () => {
  const { config } = compose(`${HEAD}outputs: {dpi: 300}\n`)
  expect(config.outputs).toMatchObject({ dpi: 300, fig_format: ['png'] })
})

test("a project's own config takes the place of one of this package", () => {
  mkdirSync(path.join(projectRoot, 'configs/env'), { recursive: true })
  writeFileSync(path.join(projectRoot, 'configs/env/default.yaml'), 'output_root: /scratch\n')
  expect(compose(HEAD).config.env.output_root).toBe('/scratch')
})

test('a report without a config of its own has the base config', () => {
  const request = { projectRoot, name: 'other', overrides: [] }
  expect(composeReportConfig(request).config.inputs.sweep_dir).toEqual([])
})

test('a misspelt section is named with its file, its line and the section that was meant', () => {
  const place = path.join(projectRoot, 'configs/report/mine.yaml')
  expect(() => compose(`${HEAD}\nthresolds:\n  val_mse: 1\n`)).toThrow(
    `Config key "thresolds" (${place}:4) is not known. Did you mean "thresholds"?`,
  )
})

test('a wrong value is named with its file and line', () => {
  const place = path.join(projectRoot, 'configs/report/mine.yaml')
  expect(() => compose(`${HEAD}outputs:\n  dpi: many\n`)).toThrow(
    `Config key "outputs.dpi" (${place}:4) is "many", expected number.`,
  )
})

test('metrics and runs may have the names of JavaScript objects', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'toString']
  const keysOf = (key: 'exclude' | 'goal' | 'log_metrics', value: string) => {
    const mapping = names.map((name) => `${name}: ${value}`).join(',')
    return Object.keys(compose(HEAD, `inputs.${key}={${mapping}}`).config.inputs[key] ?? {})
  }
  expect(keysOf('exclude', 'bad')).toEqual(names)
  expect(keysOf('goal', 'max')).toEqual(names)
  expect(keysOf('log_metrics', 'x')).toEqual(names)
  const listed = names.map((name) => `{run: ${name}, reason: bad}`).join(',')
  const { exclude } = compose(HEAD, `inputs.exclude=[${listed}]`).config.inputs
  expect(Object.keys(exclude ?? {})).toEqual(names)
})

test('runs to leave out are a mapping, or a list where the grammar has no key for a name', () => {
  const excluded = (word: string) => compose(HEAD, word).config.inputs.exclude
  expect(excluded('inputs.exclude={job1: bad}')).toEqual({ job1: 'bad' })
  expect(excluded('inputs.exclude=[{run: "a#b", reason: "no, bad"}]')).toEqual({ 'a#b': 'no, bad' })
  expect(() => excluded('inputs.exclude=[job1]')).toThrow('[{run: RUN, reason: reason}]')
  expect(() => compose(HEAD, 'inputs.goal=[max]')).toThrow(
    'Config key "inputs.goal" is a list, expected a mapping',
  )
})

test('a trade-off takes two different metrics, or none', () => {
  const metrics = (word: string) => compose(HEAD, word).config.inputs.metrics
  expect(metrics('inputs.metrics=[a,b]')).toEqual(['a', 'b'])
  for (const wrong of ['[a]', '[a,a]', '[a,b,c]']) {
    expect(() => metrics(`inputs.metrics=${wrong}`)).toThrow(
      'Config key "inputs.metrics": expected two different metrics, such as [val/loss,val/acc].',
    )
  }
})

test('a value of the command line has no place', () => {
  expect(() => compose(HEAD, 'outputs.dpi=many')).toThrow('Config key "outputs.dpi" is "many"')
})

test('a forgotten ??? names its key, its file and its line', () => {
  const place = path.join(projectRoot, 'configs/report/mine.yaml')
  expect(() => compose(`${HEAD}options:\n  cut: ???\n`)).toThrow(
    `Config key "options.cut" must be given (${place}:4:8). Give it with options.cut=….`,
  )
})

test('a ??? that the command line gives is no problem', () => {
  const { config } = compose(`${HEAD}options:\n  cut: ???\n`, 'options.cut=3')
  expect(config.options).toEqual({ cut: 3 })
})

test('a config without its header or without the base config says which line is missing', () => {
  expect(() => compose('defaults: [config, _self_]\noutputs: {dpi: 300}\n')).toThrow(
    'Begin the file with the line "# @package _global_"',
  )
  expect(() => compose('# @package _global_\noutputs: {dpi: 300}\n')).toThrow(
    'Begin it with "defaults: [config, _self_]"',
  )
})

test('a missing first line is reported in spite of overrides, which then find no key', () => {
  expect(() => compose('# @package _global_\noutputs: {dpi: 300}\n', 'inputs.sweep_dir=a')).toThrow(
    'Begin it with "defaults: [config, _self_]"',
  )
})

test('options of the report itself are free, in its file and on the command line', () => {
  const { config } = compose(`${HEAD}options: {cut: 3}\n`, 'options.other=[1,2]')
  expect(config.options).toEqual({ cut: 3, other: [1, 2] })
})

test('what composing finds doubtful is reported', () => {
  const { warnings } = compose('# @package _global_\ndefaults: [config]\noutputs: {dpi: 300}\n')
  expect(warnings).toEqual([expect.stringContaining('has no _self_')])
})

test('the chosen options of all groups are reported', () => {
  expect(compose(HEAD, 'data=h5_tokens').choices.get('data')).toBe('h5_tokens')
})
