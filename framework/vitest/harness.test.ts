import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Finished } from '../testing/commands/sharedCommand.ts'
import {
  NO_FIGURES,
  reportsBelow,
  runThesisReport,
  runVitest,
  SPREAD_REPORT,
  testProject,
  testSweep,
} from '../testing/testProject.ts'

const BROKEN = "broken: () => { throw new Error('this figure is broken') },"
const SPREAD = SPREAD_REPORT.replace('time:', `${BROKEN}\n    time:`)

let project: string
/** A report over a sweep, which several tests look at. */
let made: Finished & { readonly root: string; readonly addedToRuns: readonly string[] }
beforeAll(async () => {
  project = testProject({ spread: SPREAD })
  const root = makeSweep()
  const before = filesOfRuns(root)
  const finished = await run(root)
  made = {
    ...finished,
    root,
    addedToRuns: filesOfRuns(root).filter((file) => !before.includes(file)),
  }
})

/** A sweep of four runs and one that is unfinished. */
function makeSweep(): string {
  const unfinished = { overrides: ['phase1.trainer.seed=44'], unfinished: true }
  return testSweep({ additionalRuns: [unfinished] }).root
}

const SWEEP = 'outputs/multiruns/exp_20251103-140953_experiment'
const run = (root: string, ...words: string[]) =>
  runVitest(project, ['run', 'reports/spread', ...words, '--', `inputs.sweep_dir=${root}/${SWEEP}`])
/** The same by the command, whose process tests share. */
const runByCommand = (root: string, words: readonly string[] = [], of = project, name = 'spread') =>
  runThesisReport(of, ['-n', name, `inputs.sweep_dir=${root}/${SWEEP}`, ...words])
const filesOfRuns = (root: string) =>
  readdirSync(path.join(root, 'outputs/runs'), { recursive: true, encoding: 'utf8' }).sort()
const reportsIn = (root: string) => reportsBelow(path.join(root, 'outputs'))
function readManifest(root: string) {
  const [report] = reportsIn(root)
  return parse(
    readFileSync(path.join(root, 'outputs/reports', String(report), 'manifest.yaml'), 'utf8'),
  )
}

test('a broken figure is named, fails the exit code and leaves the others standing', () => {
  const { root, code, output } = made
  expect(code).toBe(1)
  expect(output).toMatch(/× figure broken: failed \(\d\.\d s\)/)
  expect(output).toContain('this figure is broken')
  expect(output).toMatch(/Report over 4 runs written to .*report_\d{8}-\d{6}_spread/)
  const [report] = reportsIn(root)
  const figures = path.join(root, 'outputs/reports', String(report), 'training/figures')
  expect(
    readdirSync(figures)
      .filter((name) => name.endsWith('.png'))
      .sort(),
  ).toEqual(['figure-loss.png', 'figure-time.png'])
  expect(readManifest(root).failed).toEqual([
    { task: 'plot broken', reason: 'this figure is broken' },
  ])
})

test('a run that is left out is named with its reason in the terminal and the files', () => {
  const { root, output } = made
  expect(output).toMatch(/Left out: .*_job4: .*on_train_end/)
  expect(readManifest(root).skipped).toEqual([
    { run_dir: expect.stringMatching(/_job4$/), reason: expect.stringContaining('on_train_end') },
  ])
})

describe('asked for one figure, by words without --', () => {
  let manifest: ReturnType<typeof readManifest>
  let finished: Finished
  beforeAll(async () => {
    const root = makeSweep()
    const words = [`inputs.sweep_dir=${root}/${SWEEP}`, 'outputs.dpi=60']
    finished = await runVitest(project, ['run', 'reports/spread', '-t', 'plot time', ...words])
    manifest = readManifest(root)
  })

  test('it is run alone, and the report says what was left out', () => {
    expect(finished.output.match(/✓ .*(?= \()/g)).toEqual(['✓ figure time'])
    expect(finished.code).toBe(0)
    expect(manifest).toMatchObject({
      figures: [{ name: 'time', files: ['training/figures/figure-time.png'] }],
      not_run: [
        { task: 'plot loss', reason: 'not asked for' },
        { task: 'plot broken', reason: 'not asked for' },
      ],
    })
  })

  test('the words are overrides', () => {
    expect(manifest.overrides).toContain('outputs.dpi=60')
  })
})

test('each run that was used is linked to the report, and nothing else in it changes', () => {
  const { root, addedToRuns } = made
  expect(addedToRuns).toEqual(
    [0, 1, 2, 3].map((job) => `run_20251103-140953_experiment_job${job}/report_pointer.txt`),
  )
  const pointer = path.join(root, 'outputs/runs', String(addedToRuns[0]))
  expect(readFileSync(pointer, 'utf8').trim()).toBe(reportsIn(root)[0])
})

test('a failed collect skips what needs it, says so, and leaves no report', async () => {
  const root = makeSweep()
  rmSync(path.join(root, 'outputs/runs'), { recursive: true })
  const { code, output } = await runByCommand(root)
  expect(code).toBe(1)
  expect(output).toContain('Failed: runs.\n  No valid runs found')
  expect(output).toContain(
    'Not done: analysis, figure loss, figure broken and 1 more: needs "runs", which failed',
  )
  expect(output).not.toMatch(/^\s+at /m)
  expect(readdirSync(path.join(root, 'outputs')).includes('reports')).toBe(false)
})

test('a report is made in a thread, too, which takes none of the flags of processes', async () => {
  const { output } = await run(makeSweep(), '--pool=threads')
  expect(output).toMatch(/Report over 4 runs written to/)
})

test('list names the tests of a report', async () => {
  const { output } = await runVitest(project, [
    'list',
    'reports/spread',
    '--',
    'inputs.sweep_dir=x',
  ])
  const names = output.split('\n').map((line) => line.split(' > ').at(-1))
  expect(names).toEqual(
    expect.arrayContaining(['collect', 'analyze', 'plot loss', 'plot broken', 'plot time']),
  )
})

test.each([
  ['outputs.dpii=3', 'outputs.dpii', 'outputs.dpi'],
  ['inputs.select.seed=[7]', 'inputs.select leaves none of the 4 runs', 'the runs have 42, 43'],
])('%s is an error without a stack trace, and leaves no report', async (word, culprit, remedy) => {
  const root = makeSweep()
  const { code, output } = await runByCommand(root, [word])
  expect(code).toBe(1)
  expect(output).toContain(culprit)
  expect(output).toContain(remedy)
  expect(output).not.toMatch(/\n\s+at |❯ .*\.ts:\d/)
  expect(readdirSync(path.join(root, 'outputs')).includes('reports')).toBe(false)
})

test('a wrong table is left out by its name, not the whole analysis', async () => {
  const wrong = 'analyze: ({ runs }) => ({ runs, tables: { rows: [{ a: 1 }] } } as never),'
  const left = testProject({
    left: SPREAD_REPORT.replaceAll('spread', 'left').replace('plot:', `${wrong}\n  plot:`),
  })
  const root = makeSweep()
  const { code, output } = await runByCommand(root, [NO_FIGURES], left, 'left')
  expect(code).toBe(1)
  expect(output).toContain('× analysis')
  expect(output).toContain(
    'Left out: the table "rows" of analyze; the rest of it is in the report.',
  )
  expect(output).not.toContain('Failed: analysis; the report was made without it.')
  expect(output).toContain('Report over 4 runs written to')
})

describe('folders of no report', () => {
  let finished: Finished
  beforeAll(async () => {
    const broken = testProject({ twice: 'export default {}', empty: 'export const nothing = 1' })
    for (const language of ['js', 'ts']) {
      const file = path.join(broken, `reports/twice/twice.report.${language}`)
      writeFileSync(file, SPREAD_REPORT.replace("'spread'", "'twice'"))
    }
    finished = await runVitest(broken, ['run', 'reports/twice', 'reports/empty'])
  })

  test('a report in two languages is one clear message', () => {
    expect(finished.code).toBe(1)
    expect(finished.output.match(/.*Keep one of them.*/g)).toEqual([
      '  reports/twice: The report "twice" has several files: twice.report.ts and twice.report.js. Keep one of them.',
    ])
  })

  test('a file without a report says how one ends', () => {
    expect(finished.output).toContain('has no report. End it with: export default defineReport(')
  })
})

test('a place that cannot be written is one error with the remedy', async () => {
  const root = makeSweep()
  const { code, output } = await runByCommand(root, ['env.output_root=/dev/null/outputs'])
  expect(code).toBe(1)
  expect(output.match(/Reports cannot be written below/g)).toHaveLength(1)
  expect(output).toContain('Choose another place with env.output_root=DIR.')
})

test('faults of a report are told with the frames and words of its author', async () => {
  const plot = (hooks: string) => `import { boxplot, defineReport } from 'thesis-report'
export default defineReport({
  name: 'faulty',
  title: 'Faulty',
  plot: {
    ${hooks}
  },
})
`
  const faulty = testProject({
    faulty: plot(
      "imported: ({ runs }) => boxplot(runs, { value: 'x' }),\n    thrown: () => Promise.reject(),",
    ),
  })
  const root = testSweep().root
  const { output } = await runThesisReport(faulty, [
    '-n',
    'faulty',
    `inputs.sweep_dir=${root}/${SWEEP}`,
  ])
  expect(output).toContain('boxplot is not a function. Did you mean "boxPlot"?')
  expect(output).toContain('plot thrown threw undefined, which is no error')
  expect(output.match(/❯ .*/g)).toEqual([
    expect.stringContaining('reports/faulty/faulty.report.ts:6:'),
  ])
})

test('a gate that cannot be read is not blamed on the file of the report', async () => {
  const root = testSweep().root
  const { output } = await runThesisReport(project, [
    ...['-n', 'spread', `inputs.sweep_dir=${root}/${SWEEP}`, "gates=['loss nto <= 3']"],
  ])
  expect(output).toContain('Failed: spread.\n')
  expect(output).not.toContain('spread.report.ts')
})
