import { hostname, userInfo } from 'node:os'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { scatter } from '../../../plots/kinds/runs/scatter.ts'
import { texts } from '../../../tables/columns.ts'
import { hasRecordedTrees, recordedTrees } from '../../../testing/recorded/recordedTrees.ts'
import { runReport } from '../../../testing/runReport.ts'
import { testSweep } from '../../../testing/testProject.ts'
import { escapeRegExp } from '../../../text/escapeRegExp.ts'
import { defineReport } from '../../spec/defineReport.ts'

/** Runs of the last report, as its finding and its figure name them. */
let seen: { names: readonly string[]; runDirs: readonly string[] }
beforeEach(() => {
  seen = { names: [], runDirs: [] }
})

const spec = defineReport({
  name: 'mine',
  title: 'Mine',
  analyze({ runs }) {
    seen = { names: texts(runs, 'run'), runDirs: texts(runs, 'run_dir') }
    const sentence = `${seen.names.join(', ')} of ${seen.runDirs.join(' ')} by ${userInfo().username} on ${hostname()}.`
    return { runs, findings: [{ key: 'all', sentence, values: {} }], remarks: [sentence] }
  },
  plot: {
    seeds: ({ runs }) => ({
      ...scatter(runs, { x: 'duration_s', y: 'duration_s' }),
      caption: `Run ${seen.names[0]} of ${seen.runDirs[0]}.`,
    }),
  },
})

/** What tells about the runs, their place and their maker. */
function telling(): string[] {
  const parents = seen.runDirs.map((runDir) => path.basename(path.dirname(runDir)))
  const names = [...seen.names, ...seen.runDirs, ...seen.runDirs.map((dir) => path.basename(dir))]
  return [...names, ...parents.filter((name) => /\d/.test(name)), hostname(), userInfo().username]
}

/** Whether a Markdown text has a name, and not only as a part of a word; a number is in every text. */
function has(markdown: string, name: string): boolean {
  if (!/\p{L}/u.test(name) || name.length < 2) return false
  const whole = `(?<![\\p{L}\\p{N}])${escapeRegExp(name)}(?![\\p{L}\\p{N}])`
  return new RegExp(whole, 'u').test(markdown.replace(/\\(.)/g, '$1'))
}

async function summaryOf(sweep: string, ...overrides: string[]): Promise<string> {
  const { read } = await runReport(spec, {
    sweep,
    overrides: ['outputs.back_links=false', 'inputs.require_complete=false', ...overrides],
  })
  return read('training/summary.md')
}

test('outputs.mask_names=true leaves no name in summary.md, and says so', async () => {
  const { sweepDir } = testSweep()
  const text = await summaryOf(sweepDir, 'outputs.mask_names=true')
  expect(text).toContain('- run-001, run-002, run-003, run-004 of run-001 run-002 run-003 run-004')
  expect(text).toContain('(outputs.mask\\_names=true)')
  expect(telling().filter((name) => has(text, name))).toEqual([])
})

test('the folder of the runs is no name where everybody calls it that: their word stays in sentences', async () => {
  const { sweepDir } = testSweep()
  const text = await summaryOf(sweepDir, 'outputs.mask_names=true')
  expect(seen.runDirs.map((dir) => path.basename(path.dirname(dir)))).toContain('runs')
  expect(text).toContain('Over 4 runs.')
  expect(text).not.toMatch(/sweep-\d/)
})

test('without it the names are there', async () => {
  const { sweepDir } = testSweep()
  const text = await summaryOf(sweepDir)
  expect(seen.names.filter((name) => !has(text, name))).toEqual([])
  expect(text).not.toContain('mask')
})

describe.skipIf(!hasRecordedTrees)('no recorded name is left', () => {
  // One of each format: their names are masked alike in every tree, and reports of hundreds of runs take long.
  test.each(['hydra-lightning', 'mlflow-files', 'wandb', 'optuna-sqlite'])('%s', async (folder) => {
    const [tree] = recordedTrees(folder)
    const text = await summaryOf(tree?.data ?? '', 'outputs.mask_names=true')
    expect(seen.runDirs).not.toEqual([])
    expect(telling().filter((name) => has(text, name))).toEqual([])
  })
})
