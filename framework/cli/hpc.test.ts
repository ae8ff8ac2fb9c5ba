import { execFile } from 'node:child_process'
import { copyFileSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { PACKAGE_ROOT } from '../packageRoot.ts'
import { NO_FIGURES, reportsBelow, testSweep } from '../testing/testProject.ts'

const SCRIPT = path.join(PACKAGE_ROOT, 'hpc/stoomboot/report.sh')
const SUBMIT = path.join(PACKAGE_ROOT, 'hpc/stoomboot/report.sub')

test('the job script makes a report, renamed and from a directory of its own, as HTCondor runs it', async () => {
  const { root, sweepDir } = testSweep()
  const renamed = path.join(root, 'condor_exec.exe')
  copyFileSync(SCRIPT, renamed)
  const words = ['--config-name', 'compare_tokenizers', `inputs.sweep_dir=${sweepDir}`]
  const { stdout } = await promisify(execFile)(
    renamed,
    [...words, `env.output_root=${root}/outputs`, NO_FIGURES],
    { cwd: root, env: { PATH: process.env.PATH, USER: 'me', _CONDOR_JOB_IWD: PACKAGE_ROOT } },
  )
  expect(stdout).toContain('Report over 4 runs written to')
  expect(reportsBelow(path.join(root, 'outputs'))).toHaveLength(1)
})

test('the job script can be executed, and is what the submit file runs', () => {
  expect(statSync(SCRIPT).mode & 0o111).toBe(0o111)
  expect(readFileSync(SUBMIT, 'utf8')).toMatch(/^executable\s*= hpc\/stoomboot\/report\.sh$/m)
})
