import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { type ManifestContent, manifestYaml } from './manifest.ts'

function content(more: Partial<ManifestContent> = {}): ManifestContent {
  return {
    reportId: 'report_20251103-142813_x',
    name: 'x',
    title: 'X',
    created: new Date(0),
    command: 'npx vitest run reports/x',
    cwd: '/',
    overrides: [],
    config: {},
    choices: {},
    runs: [],
    skipped: [],
    warnings: [],
    figures: [],
    failed: [],
    notRun: [],
    files: [],
    ...more,
  }
}

test('the manifest says when and with what the report was made', () => {
  expect(parse(manifestYaml(content()))).toMatchObject({
    schema_version: 1,
    report_id: 'report_20251103-142813_x',
    created_utc: '1970-01-01T00:00:00.000Z',
    product: { name: 'thesis-report', version: expect.stringMatching(/^\d+\.\d+\.\d+$/) },
  })
})

test('each run names its checkpoint, the exported model first', () => {
  const cwd = mkdtempSync(path.join(tmpdir(), 'thesis-report-'))
  for (const [run, files] of Object.entries({ a: ['best_val.pt', 'best_val.onnx'], b: [] })) {
    mkdirSync(path.join(cwd, run))
    for (const file of files) writeFileSync(path.join(cwd, run, file), '')
  }
  const runs = ['a', 'b'].map((runDir) => ({ runDir, configSha1: 'abc' }))
  expect(parse(manifestYaml(content({ cwd, runs }))).runs).toEqual([
    { run_dir: 'a', config_sha1: 'abc', checkpoint: 'best_val.onnx' },
    { run_dir: 'b', config_sha1: 'abc', checkpoint: null },
  ])
})

test('text that Python would read as something else is quoted', () => {
  const text = manifestYaml(content({ overrides: ['yes', '12:30', '012'] }))
  expect(text).toContain('overrides:\n  - "yes"\n  - "12:30"\n  - "012"\n')
})

test('each file that was read is a line, whatever its name', () => {
  const stamp = { size: 1, mtime: '1970-01-01T00:00:00.000Z', sha256: '0e12' }
  const files = ['a\u2028b', 'x\x7f\u0085y', '"\ud83d\ude00": [#', '\ud800'].map((name) => ({
    path: name,
    ...stamp,
  }))
  const text = manifestYaml(content({ files }))
  expect(text).toMatch(/^files_read:\n( {2}- \{"path":".*\}\n){4}$/m)
  expect(text).toContain('x\\u007f\\u0085y')
  expect(parse(text, { version: '1.1' }).files_read).toEqual(files)
})

test('the manifest says how to make the report again, and what became of every run and part', () => {
  const text = manifestYaml(
    content({
      command: 'thesis-report compare',
      cwd: '/work',
      skipped: [{ runDir: 'sweep/3', reason: 'facts/scalars.csv is missing' }],
      failed: [{ task: 'figure roc', reason: 'it was empty' }],
      notRun: [{ task: 'inference', reason: 'no model' }],
    }),
  )
  expect(parse(text)).toMatchObject({
    rebuild: { command: 'thesis-report compare', working_directory: '/work' },
    num_runs: 0,
    runs: [],
    skipped: [{ run_dir: 'sweep/3', reason: 'facts/scalars.csv is missing' }],
    failed: [{ task: 'figure roc', reason: 'it was empty' }],
    not_run: [{ task: 'inference', reason: 'no model' }],
    files_read: [],
  })
  expect(text).toContain('\nruns: []\n')
})
