// How long it takes until a report is there, against Vitest alone and against drawing alone. A busy
// machine only adds to a time, so that the subjects take turns and the shortest time of each counts.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fakeSweep } from '../dist/framework/testing/index.js'

const ROOT = path.join(import.meta.dirname, '..')
const VITEST = path.join(ROOT, 'node_modules/vitest/vitest.mjs')
const ROUNDS = 7

const scratch = mkdtempSync(path.join(tmpdir(), 'thesis-report-bench-'))
symlinkSync(path.join(ROOT, 'node_modules'), path.join(scratch, 'node_modules'))
writeFileSync(
  path.join(scratch, 'vitest.config.mjs'),
  "export default { test: { projects: [{ test: { include: ['*.test.mjs'] } }] } }\n",
)
writeFileSync(
  path.join(scratch, 'empty.test.mjs'),
  "import { test } from 'vitest'\ntest('nothing', () => {})\n",
)

// From the scratch folder, so that reports over the fixture are written there.
const overFixture = [VITEST, '--root', ROOT, 'run', 'reports/compare_tokenizers']
const SUBJECTS = {
  empty: [VITEST, 'run'],
  report: overFixture,
  tables: [...overFixture, '-t', 'collect|analyze'],
  help: [path.join(ROOT, 'bin/thesis-report.js'), '--help'],
}
const shortest = {}
for (let round = 0; round < ROUNDS; round++) {
  for (const [name, words] of Object.entries(SUBJECTS)) {
    shortest[name] = Math.min(shortest[name] ?? Infinity, seconds(words))
  }
}
const warm = warmReport()
rmSync(scratch, { recursive: true })

const { empty, report, tables, help } = shortest
const drawing = report - tables
console.log(`empty vitest run             ${empty.toFixed(2)} s`)
console.log(
  `report over its fixture      ${report.toFixed(2)} s, of which drawing ${drawing.toFixed(2)} s`,
)
console.log(`without drawing, to empty    ${(tables / empty).toFixed(2)} (limit 1.5)`)
console.log(`warm report of 1002 runs     ${warm.toFixed(2)} s beyond an empty run (limit 3)`)
console.log(`thesis-report --help         ${help.toFixed(2)} s (limit 0.15)`)

/** A report without drawing over 1000 runs of 100 epochs that were read before, beside an empty run. */
function warmReport() {
  const { sweepDir } = fakeSweep({
    root: scratch,
    axes: {
      'phase1/encoder': ['mlp', 'gnn'],
      'phase1/latent_space': ['none', 'linear', 'vq'],
      'phase1.trainer.seed': Array.from({ length: 167 }, (_, seed) => seed),
    },
    epochs: 100,
  })
  const words = [...SUBJECTS.tables, '--', `inputs.sweep_dir=${sweepDir}`]
  return Math.min(...Array.from({ length: 3 }, () => seconds(words))) - shortest.empty
}

function seconds(words) {
  const start = performance.now()
  const { status, stderr } = spawnSync(process.execPath, words, {
    cwd: scratch,
    env: { ...process.env, NO_COLOR: '1' },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`${words.join(' ')} failed:\n${stderr}`)
  return (performance.now() - start) / 1000
}
