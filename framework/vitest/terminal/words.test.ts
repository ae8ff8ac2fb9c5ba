import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import {
  ENDLESS_REPORT,
  NO_FIGURES,
  reportsBelow,
  runThesisReport,
  runVitest,
  SPREAD_REPORT,
  testProject,
  testSweep,
} from '../../testing/testProject.ts'

/** Words of Vitest's that tell nothing of reports. */
const OF_VITEST = /Test Files|Tests |Snapshots|skipped|passed|RUN /

let project: string
beforeAll(() => {
  project = testProject({ spread: SPREAD_REPORT, endless: ENDLESS_REPORT })
})

const make = (words: readonly string[], root = testSweep().root) =>
  runThesisReport(project, [...words, '-n', 'spread', `inputs.sweep_dir=${root}/outputs/multiruns`])

test('a report speaks in its own words, in order', async () => {
  const { output, code } = await make([])
  expect(code).toBe(0)
  // On a busy machine, a part that takes some seconds says how far it is.
  const isProgress = (line: string) => /^ {2}\w/.test(line)
  const [title, ...lines] = output
    .trimEnd()
    .split('\n')
    .filter((line) => !isProgress(line))
  expect(title).toBe('spread: Spread over seeds')
  expect(lines.map((line) => line.replace(/[\d.]+ s\)|: .*|written.*/, '…'))).toEqual([
    '  ✓ runs…',
    '  ✓ analysis…',
    '  ✓ figure loss (…',
    '  ✓ figure time (…',
    '',
    'Report over 4 runs …',
    'Look at it…',
  ])
  expect(output).not.toMatch(OF_VITEST)
})

test('--verbose adds what Vitest says', async () => {
  expect((await make(['--verbose', NO_FIGURES])).output).toMatch(OF_VITEST)
})

test('--quiet prints the path of the page alone', async () => {
  const { output } = await make(['--quiet', NO_FIGURES])
  expect(output).toMatch(/^\S+report_[\d-]+_spread\/index\.html\n$/)
  expect(existsSync(output.trim())).toBe(true)
})

test('--json prints one object, also where a gate does not hold', async () => {
  const { output, code } = await make(['--json', NO_FIGURES, 'gates=["loss.total_best <= 0"]'])
  const result = JSON.parse(output)
  expect(code).toBe(1)
  expect(result).toMatchObject({ name: 'spread', runs: 4, left_out: [], findings: [] })
  expect(result.gates).toMatchObject([{ condition: 'loss.total_best <= 0', holds: false }])
  expect(result.failures).toMatchObject([{ part: 'gate loss.total_best <= 0' }])
  expect(existsSync(result.page)).toBe(true)
})

test("a reporter of Vitest's that is asked for is used, and the place of the report is reported", async () => {
  const { root } = testSweep()
  const words = ['run', 'reports/spread', '--reporter=default']
  const { output } = await runVitest(project, [
    ...[...words, '--', `inputs.sweep_dir=${root}/outputs`, NO_FIGURES],
  ])
  expect(output).toMatch(/Tests {2}2 passed/)
  expect(output).toContain('Report over 4 runs written to')
})

test("JUnit's file for CI is written beside the words", async () => {
  const folder = writeTree({})
  const words = ['run', 'reports/spread', '--reporter=junit', `--outputFile=${folder}/report.xml`]
  const { output } = await runVitest(project, [
    ...words,
    '--',
    `inputs.sweep_dir=${testSweep().root}/outputs`,
  ])
  expect(readdirSync(folder)).toEqual(['report.xml'])
  expect(output).toContain('✓ figure loss')
})

test('a report that is not there gets the nearest name', async () => {
  const { output, code } = await runVitest(project, ['run', 'reports/spraed'])
  // On a busy machine, Vite has a line of its own about the time that its plugins take.
  expect(output).toMatch(/(?:^|\n)There is no report "spraed"\. Did you mean spread\?\n$/)
  expect(code).toBe(1)
})

test.each([
  ['plot lso', 'Did you mean "plot loss"?'],
  ['tmie', 'Did you mean "plot time"?'],
  ['nothing', 'The parts are: collect, analyze, plot loss, plot time.'],
])('-t "%s" that matches no part fails, and says: %s', async (pattern, advice) => {
  const { output, code } = await runVitest(project, [
    ...['run', 'reports/spread', '-t', pattern, '--'],
    `inputs.sweep_dir=${testSweep().root}/outputs`,
  ])
  expect(output).toContain(`No part of spread matches -t "${pattern}". ${advice}\n`)
  expect(code).toBe(1)
})

test("it fails beside Vitest's own words as well", async () => {
  const { output, code } = await runVitest(project, [
    ...['run', 'reports/spread', '--reporter=verbose', '-t', 'plot lso', '--'],
    `inputs.sweep_dir=${testSweep().root}/outputs`,
  ])
  expect(output).toContain('No part of spread matches -t "plot lso". Did you mean "plot loss"?')
  expect(code).toBe(1)
})

/** Starts a report in a process of its own. */
function start(name: string, root: string, ...words: string[]) {
  const args = [path.join(PACKAGE_ROOT, 'bin/thesis-report.js'), '-n', name, ...words]
  const inputs = `inputs.sweep_dir=${root}/outputs/multiruns`
  // A group of its own, for signals to all of its processes.
  const child = spawn(process.execPath, [...args, inputs], { cwd: project, detached: true })
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

test('a pipe that closes early ends the words, not the report', async () => {
  const { root } = testSweep()
  const child = start('spread', root, NO_FIGURES)
  child.stdout.destroy()
  expect(await once(child, 'close')).toEqual([0, null])
  expect(reportsBelow(path.join(root, 'outputs'))).toHaveLength(1)
})

test.each([
  ['true', 'Kept: the runs that were read'],
  ['false', 'Nothing is kept.'],
])('with cache=%s, Ctrl-C says "%s" and leaves no part of a report', async (cache, kept) => {
  const { root } = testSweep()
  const child = start('endless', root, `cache=${cache}`)
  let output = ''
  child.stdout.on('data', (text) => {
    const isAnalyzed = output.includes('analysis')
    output += text
    if (!isAnalyzed && output.includes('analysis')) child.kill('SIGINT')
  })
  expect(await once(child, 'close')).toEqual([130, null])
  expect(output).toMatch(/Interrupted after .*No report was written\./)
  expect(output).toContain(`No report was written.\n${kept}`)
  expect(readdirSync(path.join(root, 'outputs/reports'))).toEqual([])
  expect(readdirSync(path.join(root, 'outputs/.cache/staging'))).toEqual([])
})

test('parts that fail for one reason are named together, with the reason once', async () => {
  const lacking = SPREAD_REPORT.replaceAll(/'(?:loss\.total_best|total_time_s)'/g, "'nowhere'")
  const root = testProject({ spread: lacking })
  const sweep = `inputs.sweep_dir=${testSweep().root}/outputs/multiruns`
  const { code, output } = await runThesisReport(root, ['-n', 'spread', sweep])
  expect(code).toBe(1)
  expect(output).toContain(
    '\nFailed: figure loss, figure time; the report was made without them.\n',
  )
  expect(output.match(/nowhere/g)).toHaveLength(1)
})

test('a part that takes long is named in a log, and an end of all processes has one reason', async () => {
  const { root } = testSweep()
  const child = start('endless', root)
  let output = ''
  child.stdout.on('data', (text) => {
    const isNamed = output.includes('figure never')
    output += text
    if (!isNamed && output.includes('figure never')) process.kill(-Number(child.pid), 'SIGTERM')
  })
  await once(child, 'close')
  expect(output).toContain('\n  figure never … takes longer than 5 s\n')
  expect(output.match(/No report was written\./g)).toHaveLength(1)
  expect(output.match(/Interrupted after|Failed: /g)).toHaveLength(1)
})
