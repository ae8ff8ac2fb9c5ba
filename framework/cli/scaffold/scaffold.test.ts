import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import type { Finished } from '../../testing/commands/sharedCommand.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { runThesisReport, runVitest } from '../../testing/testProject.ts'

const COMMAND_LINE = path.join(PACKAGE_ROOT, 'bin/thesis-report.js')

let project: string
let made: Finished
/** A project of a user, with the package and Vitest where npm puts them. */
beforeAll(async () => {
  project = mkdtempSync(path.join(tmpdir(), 'project-'))
  mkdirSync(path.join(project, 'node_modules'))
  symlinkSync(PACKAGE_ROOT, path.join(project, 'node_modules/thesis-report'))
  symlinkSync(
    path.join(PACKAGE_ROOT, 'node_modules/vitest'),
    path.join(project, 'node_modules/vitest'),
  )
  made = await runThesisReport(project, ['init', 'optimizers'])
})

const text = (file: string) => readFileSync(path.join(project, file), 'utf8')

test('init writes a config, a script, a workflow, and a report that is made over its fixture', () => {
  expect(made).toMatchObject({ code: 0 })
  expect(made.output).toContain('✓ figure metric_by_parameter')
  expect(made.output).toContain('npx thesis-report -n optimizers inputs.sweep_dir=DIR')
  expect(JSON.parse(text('package.json')).scripts.reports).toBe('vitest run --project reports')
  expect(text('.gitignore')).toBe('node_modules/\noutputs/\n.vitest-attachments/\n')
  expect(existsSync(path.join(project, '.github/workflows/reports.yml'))).toBe(true)
  expect(readdirSync(path.join(project, 'reports/optimizers/expected')).sort()).toEqual([
    'comparisons.csv',
    'summary.csv',
    'summary.json',
    'summary.tex',
  ])
  expect(existsSync(path.join(project, 'outputs'))).toBe(false)
})

test('what init wrote passes at once, also in CI, where snapshots are not written', async () => {
  const { code, output } = await runVitest(project, ['run', 'reports/optimizers'], { CI: '1' })
  expect(output).toContain('✓ snapshots: as in reports/optimizers/expected')
  expect(code).toBe(0)
})

test('new compares by the metric that it is given', async () => {
  const { code } = await runThesisReport(project, ['new', 'by_loss', '--metric', 'val/loss.best'])
  expect(code).toBe(0)
  expect(JSON.parse(text('reports/by_loss/expected/summary.json'))).toMatchObject({
    analysis: { metric: 'val/loss.best', better: 'lower' },
  })
})

test.each([
  [['new', 'optimizers'], 'There is a report "optimizers" already'],
  [['init', 'optimizers'], 'reports/optimizers is there already; nothing was written.'],
  [['new', 'compare_runs'], 'There is a report "compare_runs" already, of this package.'],
  [['new', 'My-Report'], '"My-Report" cannot name a report'],
  [['new', 'other', '--from', 'nothing'], '--from nothing is not known'],
  [
    ['new', 'other', '--metric', 'val/f1'],
    'For a metric of your own runs, make a fixture of them first: npx thesis-report fixture DIR --name other',
  ],
])('%j is refused', async (words, message) => {
  const { code, output } = await runThesisReport(project, words)
  expect(code).toBe(2)
  expect(output).toContain(message)
  expect(readdirSync(path.join(project, 'reports'))).not.toContain('other')
})

test.each(['9x', '../x', 'compare_runs'])(
  'init %s is refused before anything is written',
  async (name) => {
    const root = writeTree({ 'notes.txt': '' })
    expect((await runThesisReport(root, ['init', name])).code).toBe(2)
    expect(readdirSync(root)).toEqual(['notes.txt'])
  },
)

test('what is there is kept, in a project that is no ES module', async () => {
  const files = { 'package.json': '{"name":"thesis"}', '.gitignore': 'outputs/' }
  const config = 'export default {}\n'
  const root = writeTree({ ...files, 'vitest.config.mjs': config })
  const { output } = await runThesisReport(root, ['init'])
  expect(output).toContain('Kept: vitest.config.mjs. Add reports() of thesis-report/vitest')
  expect(readFileSync(path.join(root, '.gitignore'), 'utf8')).toBe(
    'outputs/\nnode_modules/\n.vitest-attachments/\n',
  )
  expect(readFileSync(path.join(root, 'vitest.config.mjs'), 'utf8')).toBe(config)
})

test('Ctrl-C leaves nothing of a new report that would stand in the way of the next attempt', async () => {
  const child = spawn(process.execPath, [COMMAND_LINE, 'new', 'interrupted'], { cwd: project })
  let output = ''
  child.stdout.on('data', (text) => {
    const isBegun = output.includes('interrupted: Interrupted')
    output += text
    if (!isBegun && output.includes('interrupted: Interrupted')) child.kill('SIGINT')
  })
  expect(await once(child, 'close')).toEqual([130, null])
  expect(output).toContain('No report was written.\nNothing is kept.')
  for (const place of [
    'reports/interrupted',
    'configs/report/interrupted.yaml',
    'fixtures/interrupted',
  ])
    expect(existsSync(path.join(project, place))).toBe(false)
})

test.skipIf(process.getuid?.() !== 0)(
  'a project that belongs to somebody else is told without a stack (needs root)',
  () => {
    const folder = writeTree({ 'package.json': '{}' })
    chmodSync(folder, 0o755)
    const { status, stderr } = spawnSync(process.execPath, [COMMAND_LINE, 'init', 'mine'], {
      cwd: folder,
      uid: 65534,
      encoding: 'utf8',
    })
    expect(status).toBe(1)
    expect(stderr).toMatch(
      /^Nothing can be written there \(EACCES: .*package\.json'\)\. Check the permissions .*\n$/,
    )
  },
)

test('within a repository, the place of the workflow is told, where GitHub would read it', async () => {
  const root = writeTree({ '.git/HEAD': '', 'packages/reports/package.json': '{}' })
  const folder = path.join(root, 'packages/reports')
  symlinkSync(path.join(project, 'node_modules'), path.join(folder, 'node_modules'))
  const { output } = await runThesisReport(folder, ['init'])
  expect(output).toContain(
    `Not written: .github/workflows/reports.yml, which GitHub reads in ${root} alone. Add a job there that runs ` +
      '"npm ci && npm run reports" with working-directory: packages/reports.',
  )
  expect(existsSync(path.join(folder, '.github'))).toBe(false)
})
