import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { parseOverrideText } from '../../config/overrides/overrideGrammar.ts'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import { composeReportConfig } from '../../report/config/reportConfig.ts'
import {
  coverageOfProcesses,
  runThesisReport,
  SPREAD_REPORT,
  testProject,
} from '../../testing/testProject.ts'
import { completeOverride, VALUES } from './completeOverride.ts'

let project: string
let env: NodeJS.ProcessEnv
beforeAll(() => {
  project = testProject({ spread: SPREAD_REPORT })
  mkdirSync(path.join(project, 'multirun/2026-01-31'), { recursive: true })
  mkdirSync(path.join(project, 'outputs/reports/report_20260131-120000_spread'), {
    recursive: true,
  })
  const bin = mkdtempSync(path.join(tmpdir(), 'bin-'))
  symlinkSync(path.join(PACKAGE_ROOT, 'bin/thesis-report.js'), path.join(bin, 'thesis-report'))
  env = { ...process.env, ...coverageOfProcesses(), PATH: `${bin}:${process.env.PATH}`, HOME: bin }
  const { stdout } = spawnSync('thesis-report', ['completion', 'bash'], { env })
  env.BASH_COMPLETION = path.join(bin, 'completion.bash')
  writeFileSync(env.BASH_COMPLETION, stdout)
})

/** What bash puts in the place of the last word of a line when Tab is pressed behind it. */
function inBash(line: string): string[] {
  const script = `
    source "$BASH_COMPLETION"
    COMP_LINE="$1"; COMP_POINT=\${#COMP_LINE}
    _thesis_report
    printf '%s\\n' "\${COMPREPLY[@]}"`
  const { stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', line], { cwd: project, env })
  expect(stderr.toString()).toBe('')
  return stdout.toString().trimEnd().split('\n')
}

test.each([
  ['thesis-report comp', ['completion']],
  ['thesis-report -n sp', ['spread']],
  [
    'thesis-report --config-name compare_',
    ['compare_globals_heads', 'compare_runs', 'compare_tokenizers'],
  ],
  ['thesis-report runs --only', ['--only-changed']],
  ['thesis-report -n spread --on', ['--only-merge']],
  ['thesis-report -n spread inp', ['inputs.']],
  ['thesis-report -n spread inputs.sw', ['inputs.sweep_dir=']],
  // Bash has split the word at the `=`.
  ['thesis-report -n spread inputs.sweep_dir=mul', ['multirun/']],
  ['thesis-report runs multirun/', ['multirun/2026-01-31/']],
  ['thesis-report -n spread inference.enabled=', ['true', 'false']],
  ['thesis-report -n compare_tokenizers thresholds.v', ['thresholds.val_mse=']],
  ['thesis-report open report_', ['report_20260131-120000_spread']],
  ['thesis-report completion ', ['bash', 'zsh']],
  ['thesis-report help mis', ['missing']],
  ['thesis-report submit --engine ', ['slurm', 'htcondor', 'local']],
  // Only jobs of a cluster type it.
  ['thesis-report wor', ['']],
  ['thesis-report -n spread no_such', ['']],
])('bash completes "%s"', (line, words) => {
  expect(inBash(line)).toEqual(words)
})

test('without a word bash offers the commands and the sections of the config', () => {
  const words = inBash('thesis-report ')
  expect(words).toEqual(
    expect.arrayContaining(['runs', 'list', 'help', 'inputs.', 'outputs.', 'gates=']),
  )
})

const hasZsh = spawnSync('zsh', ['-c', 'true']).status === 0

/** What stands on the line of an interactive zsh after Tab was pressed behind it. */
function inZsh(line: string): string {
  const script = `
    zmodload zsh/zpty
    zpty shell 'TERM=dumb zsh -f -i'
    zpty -w shell 'PS1= PS2=; bindkey -e; autoload -Uz compinit; compinit -D -u'
    zpty -w shell 'source <(thesis-report completion zsh); echo REA''DY'
    zpty -r -m shell text $'*READY*'
    zpty -w -n shell "$1"$'\\t'
    zpty -w -n shell $'\\C-aprint -r -- DONE: \\C-e; print E""ND\\n'
    zpty -r -m shell text $'*END*'
    print -r -- "$text"
    zpty -d shell`
  const { stdout } = spawnSync('zsh', ['-f', '-c', script, 'zsh', line], {
    cwd: project,
    env,
    timeout: 60_000,
  })
  return stdout.toString()
}

test.skipIf(!hasZsh).each([
  ['thesis-report comp', 'DONE: thesis-report completion'],
  ['thesis-report -n sp', 'DONE: thesis-report -n spread'],
  [
    'thesis-report -n spread inputs.sweep_dir=mul',
    'DONE: thesis-report -n spread inputs.sweep_dir=multirun/',
  ],
])('zsh completes "%s"', (line, completed) => {
  expect(inZsh(line)).toContain(completed)
})

test('every value that is offered is taken', () => {
  for (const [key, values] of VALUES) {
    const take = (value: string) =>
      composeReportConfig({
        projectRoot: PACKAGE_ROOT,
        name: 'config',
        overrides: [parseOverrideText(`${key}=${value}`)],
      })
    for (const value of values) expect(() => take(value), `${key}=${value}`).not.toThrow()
  }
})

test('a key with the name of a JavaScript object has no values', () => {
  expect(completeOverride('constructor=', 'config')).toEqual([])
})

test('another shell is wrong usage, and the shells are named', async () => {
  const { code, output } = await runThesisReport(project, ['completion', 'fish'])
  expect(code).toBe(2)
  expect(output).toContain('Allowed choices are bash, zsh.')
})
