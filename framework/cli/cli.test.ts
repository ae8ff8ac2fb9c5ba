import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import {
  NO_FIGURES,
  reportsBelow,
  runThesisReport,
  SPREAD_REPORT,
  testSweep,
} from '../testing/testProject.ts'

const SWEEP = 'outputs/multiruns/exp_20251103-140953_experiment'

let root: string
beforeAll(() => {
  root = testSweep().root
})

test('a report is made by its name, relative to where one stands', async () => {
  const { root: cwd } = testSweep()
  const words = ['--config-name', 'compare_tokenizers', `inputs.sweep_dir=${SWEEP}`, NO_FIGURES]
  const { code, output } = await runThesisReport(cwd, words)
  expect(output).toContain('Report over 4 runs written to outputs/reports/report_')
  expect(code).toBe(0)
  const [report] = reportsBelow(path.join(cwd, 'outputs'))
  const csv = readFileSync(
    path.join(cwd, 'outputs/reports', String(report), 'training/summary.csv'),
    'utf8',
  )
  expect(csv.split('\n')[1]).toMatch(/^outputs\/runs\/run_20251103-140953_experiment_job0,/)
})

test('a multirun makes one report for each combination', async () => {
  const { root: cwd } = testSweep()
  const words = ['-m', '-n', 'compare_tokenizers', `inputs.sweep_dir=${SWEEP}`, NO_FIGURES]
  const { code } = await runThesisReport(cwd, [...words, 'inputs.select.tokenizer=none,vq'])
  expect(code).toBe(0)
  expect(reportsBelow(path.join(cwd, 'outputs'))).toHaveLength(2)
})

test('a report without inputs is an error, not a report over the fixture', async () => {
  const { code, output } = await runThesisReport(root, ['--config-name', 'compare_tokenizers'])
  expect(code).toBe(1)
  expect(output).toContain('neither is set')
})

test('a missing or unknown report is wrong usage and lists the reports', async () => {
  for (const words of [['inputs.sweep_dir=x'], ['--config-name', 'compare_tokenisers']]) {
    const { code, output } = await runThesisReport(root, words)
    expect(code).toBe(2)
    expect(output).toContain('compare_tokenizers')
  }
})

test('an unknown option is wrong usage', async () => {
  const { code, output } = await runThesisReport(root, ['--confg-name', 'x'])
  expect(code).toBe(2)
  expect(output).toContain("unknown option '--confg-name'")
})

test.each([
  [['--json', 'list'], '--json', 'Write thesis-report list --json.\n'],
  [['--quiet', 'runs', 'outputs'], '--quiet', 'runs has no such option: thesis-report runs --help'],
  [['-n', 'compare_runs', 'history'], '--config-name', 'history has no such option'],
])(
  '%j is wrong usage: the option would be ignored before the command',
  async (words, name, remedy) => {
    const { code, output } = await runThesisReport(root, words)
    expect(output).toContain(`${name} stands before the command `)
    expect(output).toContain(remedy)
    expect(code).toBe(2)
  },
)

test('a misspelt command is wrong usage and names the nearest one', async () => {
  for (const words of [
    ['rusn', SWEEP],
    ['rusn', '--json'],
    ['-m', 'rusn', SWEEP],
  ]) {
    const { code, output } = await runThesisReport(root, words)
    expect(code).toBe(2)
    expect(output).toBe('Unknown command "rusn". Did you mean "runs"?\n')
  }
})

test('help about a command is that of the command', async () => {
  const { code, output } = await runThesisReport(root, ['help', 'runs'])
  expect(code).toBe(0)
  expect(output).toContain('--only-changed')
})

test('help shows examples', async () => {
  const { code, output } = await runThesisReport(root, ['--help'])
  expect(code).toBe(0)
  expect(output).toContain('thesis-report --config-name compare_tokenizers inputs.sweep_dir=')
})

test('a typo in a key is one plain message', async () => {
  const words = ['--config-name', 'compare_tokenizers', 'inputs.sweepdir=x']
  const { code, output } = await runThesisReport(root, words)
  expect(code).toBe(1)
  expect(output).toContain('inputs.sweepdir')
  expect(output).toContain('inputs.sweep_dir')
  expect(output.trimEnd().split('\n').length).toBeLessThan(5)
  expect(output).not.toMatch(/^\s+at /m)
})

test('a stack trace is shown when asked for', async () => {
  const words = ['--config-name', 'compare_tokenizers', 'inputs.sweepdir=x']
  const { output } = await runThesisReport(root, words, { HYDRA_FULL_ERROR: '1' })
  expect(output).toMatch(/^\s+at /m)
})

test('--cfg job prints the composed config', async () => {
  const words = ['--config-name', 'compare_tokenizers', '--cfg', 'job', 'outputs.dpi=300']
  const { code, output } = await runThesisReport(root, words)
  expect(code).toBe(0)
  expect(output).toContain('\n  dpi: 300\n')
  expect(output).toContain('thresholds:\n  val_mse: 0.1\n')
})

test('--cfg job with --multirun prints the config of each report', async () => {
  const words = ['-n', 'compare_tokenizers', '--cfg', 'job', '-m', 'outputs.dpi=100,150']
  const { code, output } = await runThesisReport(root, words)
  expect(code).toBe(0)
  expect(output.match(/^(?:# outputs.*|---| {2}dpi: \d+)$/gm)).toEqual([
    '# outputs.dpi=100',
    '  dpi: 100',
    '---',
    '# outputs.dpi=150',
    '  dpi: 150',
  ])
})

test('--resolve follows interpolations, and needs --cfg', async () => {
  const words = ['--config-name', 'compare_tokenizers', 'outputs.dpi=${thresholds.val_mse}']
  const plain = await runThesisReport(root, [...words, '--cfg', 'job'])
  expect(plain.output).toContain('dpi: ${thresholds.val_mse}\n')
  const resolved = await runThesisReport(root, [...words, '--cfg', 'job', '--resolve'])
  expect(resolved.output).toContain('dpi: 0.1\n')
  expect((await runThesisReport(root, [...words, '--resolve'])).code).toBe(2)
})

test('with --json also what fails before a report is begun is one object', async () => {
  for (const [words, reason] of [
    [['-n', 'compare_rnus'], 'Did you mean compare_runs?'],
    [['-n', 'compare_runs', 'inputs.sweepdir=x'], 'inputs.sweep_dir'],
    [['--no-such-option'], "unknown option '--no-such-option'"],
  ] as const) {
    const { code, output } = await runThesisReport(root, [...words, '--json'])
    expect(code).toBeGreaterThan(0)
    const object = output.slice(output.indexOf('{'))
    expect(JSON.parse(object)).toMatchObject({
      name: null,
      report: null,
      gates: [],
      failures: [{ part: 'start', reason: expect.stringContaining(reason) }],
    })
  }
})

test('a Windows path gets advice of its own', async () => {
  const advice = async (override: string) =>
    (await runThesisReport(root, ['runs', override])).output
  expect(await advice('inputs.sweep_dir=C:\\\\runs')).toContain('This is a Windows path')
})

test('runs prints the table, selected, sorted and cut to what differs', async () => {
  const { code, output } = await runThesisReport(root, [
    'runs',
    `inputs.sweep_dir=${SWEEP}`,
    'inputs.select.tokenizer=vq',
    '--only-changed',
    '--sort-by',
    'seed',
    '--descending',
  ])
  expect(code).toBe(0)
  const [header, ...rows] = output.trimEnd().split('\n')
  expect(header).toMatch(/^run +seed /)
  expect(header).not.toContain('tokenizer')
  expect(rows.map((row) => /^job\d/.exec(row)?.[0])).toEqual(['job3', 'job2'])
})

test('runs prints JSON, CSV and Markdown', async () => {
  const print = (flag: string) =>
    runThesisReport(root, ['runs', `inputs.sweep_dir=${SWEEP}`, flag]).then(({ output }) => output)
  const records = JSON.parse(await print('--json'))
  expect(records[3]).toMatchObject({ tokenizer: 'vq', seed: 43, epochs: 3 })
  expect((await print('--csv')).split('\n')[0]).toMatch(/^run_dir,encoder,tokenizer,seed,/)
  expect(await print('--md')).toMatch(/^\| run \| encoder \| tokenizer \| seed \|/)
})

test('sorting by an unknown column is wrong usage', async () => {
  const words = ['runs', `inputs.sweep_dir=${SWEEP}`, '--sort-by', 'los']
  const { code, output } = await runThesisReport(root, words)
  expect(code).toBe(2)
  expect(output).toContain('--sort-by: the runs have no column "los". They have: run_dir, ')
})

test('a directory on its own is enough to list its runs', async () => {
  const given = await runThesisReport(root, ['runs', `inputs.sweep_dir=${SWEEP}`, '--csv'])
  const { code, output } = await runThesisReport(root, ['runs', SWEEP, '--csv'])
  expect(code).toBe(0)
  expect(output).toBe(given.output)
})

test("a report's name on its own is wrong usage and shows the option that was meant", async () => {
  const words = ['compare_tokenizers', `inputs.sweep_dir=${SWEEP}`]
  const { code, output } = await runThesisReport(root, words)
  expect(code).toBe(2)
  expect(output).toContain('Did you mean --config-name compare_tokenizers?')
})

test('a project whose path holds a # is told to be renamed, and its runs are listed', async () => {
  const project = path.join(testSweep().root, 'c#')
  mkdirSync(path.join(project, 'reports/mine'), { recursive: true })
  writeFileSync(path.join(project, 'reports/mine/mine.report.js'), SPREAD_REPORT)
  const inputs = `inputs.sweep_dir=${path.join(project, '..', SWEEP)}`
  const made = await runThesisReport(project, ['-n', 'mine', inputs])
  expect(made.code).toBe(1)
  expect(made.output).toMatch(
    /^Vitest cannot load .*c#.*: it takes the "#" in the path for a part of a URL/,
  )
  expect((await runThesisReport(project, ['runs', inputs])).code).toBe(0)
})

test('a syntax error in a report of JavaScript names its line', async () => {
  const { root: project } = testSweep()
  mkdirSync(path.join(project, 'reports/broken'), { recursive: true })
  writeFileSync(path.join(project, 'reports/broken/broken.report.js'), 'const a = 1\nconst b = {\n')
  const words = ['-n', 'broken', `inputs.sweep_dir=${SWEEP}`]
  const { code, output } = await runThesisReport(project, words)
  expect(code).toBe(1)
  expect(stripVTControlCharacters(output)).toMatch(/reports\/broken\/broken\.report\.js:[23]:/)
})

test('what is wrong in the code of a report has no colours in a pipe', async () => {
  const { root: project } = testSweep()
  mkdirSync(path.join(project, 'reports/broken'), { recursive: true })
  const code =
    "import { defineReport } from 'thesis-report'\n" +
    "export default defineReport({ name: 'broken', title: 'x', analyze: () => { throw new TypeError('odd') }, plot: {} })\n"
  writeFileSync(path.join(project, 'reports/broken/broken.report.js'), code)
  const words = ['-n', 'broken', `inputs.sweep_dir=${SWEEP}`]
  const { output } = await runThesisReport(project, words, { NO_COLOR: undefined, TERM: 'xterm' })
  expect(output).toMatch(/TypeError: odd\n.*broken\.report\.js:2:/)
  expect(stripVTControlCharacters(output)).toBe(output)
})

test('a config that is not read is reported beside the composed one', async () => {
  const { root: project } = testSweep()
  mkdirSync(path.join(project, 'reports/mine'), { recursive: true })
  mkdirSync(path.join(project, 'configs/report'), { recursive: true })
  writeFileSync(path.join(project, 'reports/mine/mine.report.js'), SPREAD_REPORT)
  writeFileSync(path.join(project, 'configs/report/mine.yml'), 'outputs: {dpi: 300}')
  const { code, output } = await runThesisReport(project, ['-n', 'mine', '--cfg', 'job'])
  expect(code).toBe(0)
  expect(output).toContain('Warning: configs/report/mine.yml is not read: the config of the report')
})

test('two formats at once are wrong usage', async () => {
  const words = ['runs', `inputs.sweep_dir=${SWEEP}`, '--csv', '--json']
  expect((await runThesisReport(root, words)).code).toBe(2)
})

test('a project whose path holds signs of globs makes reports too', async () => {
  const { root: cwd } = testSweep()
  const project = path.join(cwd, 'thesis (copy) [2]')
  mkdirSync(path.join(project, 'reports/mine'), { recursive: true })
  writeFileSync(
    path.join(project, 'reports/mine/mine.report.js'),
    SPREAD_REPORT.replace("'spread'", "'mine'"),
  )
  const words = ['-n', 'mine', `inputs.sweep_dir=${path.join(cwd, SWEEP)}`, NO_FIGURES]
  const { code, output } = await runThesisReport(project, words)
  expect(output).toContain('Report over 4 runs written to')
  expect(code).toBe(0)
})

test.each([['--help'], ['runs', '--help'], ['submit', '--help'], []])(
  'in 40 columns, nothing of "%s" is wider but single words',
  async (...words) => {
    const { output } = await runThesisReport(root, words, { COLUMNS: '40' })
    const wide = output.split('\n').filter((line) => line.length > 40)
    expect(wide.filter((line) => /\S \S/.test(line.trim().replace(/ \\$/, '')))).toEqual([])
    expect(output.split('\n').length).toBeGreaterThan(5)
  },
)
