/** A report that was moved, or zipped and opened elsewhere, is whole and tells nothing of the machine. */
import { cpSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { compareGroups } from '../../compare/compareGroups.ts'
import { boxPlot } from '../../plots/kinds/groups/boxPlot.ts'
import { scatter } from '../../plots/kinds/runs/scatter.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { runReport } from '../../testing/runReport.ts'
import { testSweep } from '../../testing/testProject.ts'
import { defineReport } from '../spec/defineReport.ts'

const spec = defineReport({
  name: 'mine',
  title: 'Mine',
  analyze({ runs, parameters }) {
    const compared = compareGroups(runs, {
      metric: 'loss.total_best',
      by: 'tokenizer',
      better: 'lower',
      parameters,
    })
    const { findings, methods, table: comparisons, sentences } = compared
    return {
      ...{ runs, findings, methods },
      tables: { comparisons, again: runs },
      summary: { sentences, runs: [...runs.array('run_dir')] },
    }
  },
  plot: {
    loss: ({ runs }) => boxPlot(runs, { value: 'loss.total_best', group: 'tokenizer' }),
    seeds: ({ runs }) => scatter(runs, { x: 'seed', y: 'loss.total_best' }),
  },
})

let root: string
let report: string
let files: readonly string[]
beforeAll(async () => {
  const sweep = testSweep({ additionalRuns: [{ unfinished: true }] })
  root = sweep.root
  const made = await runReport(spec, {
    sweep: sweep.sweepDir,
    overrides: ['outputs.fig_format=[png,svg,pdf]'],
  })
  files = made.files
  // Elsewhere, and its runs are gone.
  report = path.join(writeTree({}), 'moved')
  cpSync(made.path as string, report, { recursive: true })
  rmSync(root, { recursive: true })
})

const read = (file: string) => readFileSync(path.join(report, file), 'utf8')

test('no file but the manifest has a path of the machine', () => {
  expect(files.filter((file) => read(file).includes(root))).toEqual(['manifest.yaml'])
})

/** The files that a file refers to, relative to the report. */
function linksOf(file: string): string[] {
  const text = read(file)
  const from = (targets: Iterable<string>) =>
    [...targets].map((target) => path.posix.join(path.posix.dirname(file), decodeURI(target)))
  const firsts = (pattern: RegExp) => Array.from(text.matchAll(pattern), ([, first = '']) => first)
  switch (path.extname(file)) {
    case '.md':
      return from(firsts(/\]\(<?([^)>]+)>?\)/g))
    case '.html':
      return from(firsts(/(?:href|src)="([^"#][^"]*)"/g).filter((url) => !/^\w+:/.test(url)))
    case '.tex':
      return from(firsts(/\\include(?:graphics|svg)\[[^\]]*\]\{\\figurefolder\/([^}]+)\}/g))
    case '.json':
      // Paths in JSON are relative to the report.
      return firsts(/"((?:data|inference|training)\/[^"]+\.\w+)"/g)
    default:
      return []
  }
}

test.each([
  ['index.html', 'training/figures/figure-loss.pdf'],
  ['report.json', 'data/figures/training-loss.json'],
  ['training/summary.md', 'training/figures/figure-loss.png'],
  ['training/figures/figures.md', 'training/figures/figure-seeds.png'],
  ['training/figures/figures.tex', 'training/figures/figure-seeds.pdf'],
])('what %s links to lies in the report', (file, known) => {
  const links = linksOf(file)
  expect(links).toContain(known)
  expect(links.filter((link) => !existsSync(path.join(report, link)))).toEqual([])
})

test('the checksums name every other file', () => {
  const named = read('SHA256SUMS')
    .trimEnd()
    .split('\n')
    .map((line) => line.slice(66))
  const there = readdirSync(report, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(report, path.join(entry.parentPath, entry.name)))
  expect(named.sort()).toEqual(there.filter((file) => file !== 'SHA256SUMS').sort())
})
