import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { beforeAll, expect, test } from 'vitest'
import { PACKAGE_ROOT } from '../packageRoot.ts'
import { writeTree } from '../testing/files/writeTree.ts'
import {
  NO_FIGURES,
  reportsBelow,
  runThesisReport,
  runThesisReportAlone,
  testSweep,
} from '../testing/testProject.ts'
import { hydraJob, lightningRun } from '../testing/trackers/runFolders.ts'

/** Sends Ctrl-C to the process in which something is done to a place whose path has the text in it. */
const INTERRUPTING = `
import fs from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import { isMainThread } from 'node:worker_threads'

function interrupting(original) {
  return (...words) => {
    if (isMainThread && String(words[0]).includes(process.env.INTERRUPT_AT)) process.kill(process.pid, 'SIGINT')
    return original(...words)
  }
}
for (const name of ['openSync', 'readFileSync', 'mkdirSync', 'writeFileSync']) fs[name] = interrupting(fs[name])
for (const name of ['mkdir', 'writeFile', 'open']) fs.promises[name] = interrupting(fs.promises[name])
syncBuiltinESMExports()
`

let preload: string
let root: string
beforeAll(() => {
  preload = pathToFileURL(
    path.join(writeTree({ 'interrupt.mjs': INTERRUPTING }), 'interrupt.mjs'),
  ).href
  const jobs = Array.from({ length: 20 }, (_, seed) => ({
    ...hydraJob(`multirun/${seed}`, { overrides: [`seed=${seed}`] }),
    ...lightningRun(`multirun/${seed}/logs/version_0`, [{ epoch: 0, step: 9, 'val/acc': 0.5 }]),
  }))
  root = writeTree(Object.assign({}, ...jobs))
})

function interruptAt(place: string, words: readonly string[], cwd = root, env = {}) {
  const options = { NODE_OPTIONS: `--import=${preload}`, INTERRUPT_AT: place }
  return runThesisReportAlone(cwd, words, { ...env, ...options })
}

test('Ctrl-C while a listing reads runs ends it, and nothing was written', async () => {
  const { code, output } = await interruptAt('metrics.csv', ['runs', 'multirun', 'cache=false'])
  expect(code).toBe(130)
  expect(output).toBe('\nInterrupted. Nothing was written.\n')
})

test('Ctrl-C while a fixture reads runs leaves no folder of it', async () => {
  const { code, output } = await interruptAt('metrics.csv', ['fixture', 'multirun'])
  expect(code).toBe(130)
  expect(output).toBe('\nInterrupted. Nothing was written.\n')
  expect(existsSync(path.join(root, 'fixtures'))).toBe(false)
})

test('Ctrl-C before a report begins says that nothing was written', async () => {
  const words = ['-n', 'compare_runs', 'inputs.sweep_dir=multirun']
  const { code, output } = await interruptAt('compare_runs.yaml', words)
  expect(code).toBe(130)
  expect(output).toBe('\nInterrupted. Nothing was written.\n')
  expect(existsSync(path.join(root, 'outputs'))).toBe(false)
})

const SUBMIT = ['submit', '--engine', 'slurm', '--shards', '2', '--', '-n', 'compare_runs']

test('Ctrl-C while the files of jobs are written leaves no plan', async () => {
  const { code, output } = await interruptAt('job.sh', [...SUBMIT, 'inputs.sweep_dir=multirun'])
  expect(code).toBe(130)
  expect(output).toMatch(/^\nInterrupted\. Nothing was (?:written|submitted)\.\n$/)
  expect(readdirSync(path.join(root, 'outputs/.cluster'))).toEqual([])
})

test('Ctrl-C while jobs are handed on says how to find out what became of them', async () => {
  // In a shell, both get the signal; the command must not depend on the other's end.
  const bin = writeTree({ sbatch: '#!/bin/sh\nkill -INT $PPID\nsleep 5\n' })
  chmodSync(path.join(bin, 'sbatch'), 0o755)
  mkdirSync(path.join(root, 'handed'), { recursive: true })
  const words = [...SUBMIT, 'inputs.sweep_dir=multirun', 'env.output_root=handed']
  const { code, output } = await runThesisReportAlone(root, words, {
    PATH: `${bin}:${process.env.PATH}`,
  })
  expect(code).toBe(130)
  const [id = ''] = readdirSync(path.join(root, 'handed/.cluster'))
  expect(output).toContain('\nInterrupted. Jobs may have been submitted; npx thesis-report status ')
  expect(output).toContain(id)
})

test.for([
  ['INT', 130],
  ['HUP', 129],
] as const)(
  'SIG%s to the command that runs jobs here alone ends them, and begins no others',
  async ([signal, exitCode]) => {
    const place = mkdtempSync(path.join(root, 'here'))
    // Jobs start at the same time: one of them makes the folder.
    const setup = ['echo $$ >> pids', `mkdir first && kill -${signal} $PPID`, 'exec sleep 60']
    const { code, output } = await runThesisReportAlone(root, [
      ...['submit', '--engine', 'local', '--shards', '9', '--', '-n', 'compare_runs'],
      ...['inputs.sweep_dir=multirun', `env.output_root=${place}`],
      `env.cluster.setup=${JSON.stringify(setup)}`,
    ])
    expect(output).toContain('Interrupted. Kept: the results of the jobs that are done')
    expect(code).toBe(exitCode)
    const [id = ''] = readdirSync(path.join(place, '.cluster'))
    const started = readFileSync(path.join(place, '.cluster', id, 'pids'), 'utf8').trim()
    const pids = started.split('\n').map(Number)
    expect(pids.length).toBeLessThan(9)
    for (const pid of pids) expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  },
)

test('Ctrl-C while a report is rebuilt leaves the earlier one alone', async () => {
  const { root: sweep, sweepDir } = testSweep()
  const made = ['-n', 'compare_runs', `inputs.sweep_dir=${sweepDir}`, NO_FIGURES]
  expect((await runThesisReport(sweep, made)).code).toBe(0)
  const outputs = path.join(sweep, 'outputs')
  const [report = ''] = reportsBelow(outputs)
  const { code, output } = await interruptAt('summary.csv', ['rebuild', report], sweep)
  expect(code).toBe(130)
  expect(output).toMatch(/^\nInterrupted\. (?:Nothing|No report) was written\.\n$/)
  expect(reportsBelow(outputs)).toEqual([report])
  expect(readdirSync(path.join(outputs, '.cache/staging'))).toEqual([])
})

test.skipIf(process.platform !== 'linux')(
  'a report whose words cannot be written is made all the same, which is told, and leaves no temporary files',
  async () => {
    const { root: cwd, sweepDir } = testSweep()
    const temporary = writeTree({})
    const words = ['-n', 'compare_tokenizers', `inputs.sweep_dir=${sweepDir}`, NO_FIGURES]
    const { status, stderr } = spawnSync(
      'sh',
      [
        '-c',
        'exec "$0" "$@" > /dev/full',
        process.execPath,
        path.join(PACKAGE_ROOT, 'bin/thesis-report.js'),
        ...words,
      ],
      { cwd, encoding: 'utf8', env: { ...process.env, TMPDIR: temporary } },
    )
    expect(stderr).toMatch(/^What was to be printed cannot be written: ENOSPC: .*\.\n$/)
    expect(status).toBe(1)
    expect(reportsBelow(path.join(cwd, 'outputs'))).toHaveLength(1)
    expect(readdirSync(temporary)).toEqual([])
  },
)
