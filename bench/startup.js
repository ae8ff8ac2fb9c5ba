// How long it takes until a report is there, against Vitest alone and against drawing alone.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'

const ROOT = path.join(import.meta.dirname, '..')
const VITEST = path.join(ROOT, 'node_modules/vitest/vitest.mjs')
const RUNS = 5

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

const fixture = ['run', 'reports/compare_tokenizers', '--', `env.output_root=${scratch}`]
const empty = median(() => seconds(scratch, [VITEST, 'run']))
const report = median(() => seconds(ROOT, [VITEST, ...fixture]))
const tablesOnly = median(() =>
  seconds(ROOT, [VITEST, 'run', 'reports/compare_tokenizers', '-t', 'collect|analyze']),
)
const help = median(() => seconds(ROOT, [path.join(ROOT, 'bin/thesis-report.js'), '--help']))
rmSync(scratch, { recursive: true })

const drawing = report - tablesOnly
console.log(`empty vitest run             ${empty.toFixed(2)} s`)
console.log(
  `report over its fixture      ${report.toFixed(2)} s, of which drawing ${drawing.toFixed(2)} s`,
)
console.log(`without drawing, to empty    ${(tablesOnly / empty).toFixed(2)} (limit 1.5)`)
console.log(`thesis-report --help         ${help.toFixed(2)} s (limit 0.15)`)

function seconds(cwd, words) {
  const start = performance.now()
  spawnSync(process.execPath, words, { cwd, env: { ...process.env, NO_COLOR: '1' } })
  return (performance.now() - start) / 1000
}

function median(measure) {
  const times = Array.from({ length: RUNS }, measure).sort((a, b) => a - b)
  return times[Math.floor(RUNS / 2)]
}
