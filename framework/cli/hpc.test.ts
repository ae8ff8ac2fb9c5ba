import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { fakeSweep } from '../facts/fakeSweep.ts'
import { PROJECT_ROOT } from './projectRoot.ts'

const SCRIPT = path.join(PROJECT_ROOT, 'hpc/stoomboot/report.sh')
const SUBMIT = path.join(PROJECT_ROOT, 'hpc/stoomboot/report.sub')

test('the job script makes a report, renamed and from a directory of its own, as HTCondor runs it', async () => {
  const root = mkdtempSync(path.join(tmpdir(), 'thesis-report-'))
  const { sweepDir } = fakeSweep({ root, axes: { 'phase1.trainer.seed': [42, 43] }, epochs: 3 })
  const renamed = path.join(root, 'condor_exec.exe')
  copyFileSync(SCRIPT, renamed)
  const words = ['--config-name', 'compare_tokenizers', `inputs.sweep_dir=${sweepDir}`]
  const { stdout } = await promisify(execFile)(
    renamed,
    [...words, `env.output_root=${root}/outputs`, 'outputs.which_figures=[val_mse_vs_time]'],
    { cwd: root, env: { PATH: process.env.PATH, USER: 'me', _CONDOR_JOB_IWD: PROJECT_ROOT } },
  )
  expect(stdout).toContain('Report over 2 runs written to')
  expect(readdirSync(path.join(root, 'outputs/reports'))).toHaveLength(1)
})

test('the job script can be executed, and is what the submit file runs', () => {
  expect(statSync(SCRIPT).mode & 0o111).toBe(0o111)
  expect(readFileSync(SUBMIT, 'utf8')).toMatch(/^executable\s*= hpc\/stoomboot\/report\.sh$/m)
})
