import { cpSync, existsSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { PACKAGE_ROOT } from './packageRoot.ts'
import { docCommands } from './testing/docs/docCommands.ts'
import { NO_FIGURES, reportsBelow, runThesisReport, testProject } from './testing/testProject.ts'

/** The fixture of compare_runs, as the sweep that the docs speak of: `multirun`, or `DIR`. */
const SWEEP = 'fixtures/compare_runs/outputs/multiruns'
/** Pages whose commands go over it, in the order in which a reader types them. */
const PAGES = ['docs/tutorial.md', 'docs/runs.md', 'docs/reports.md', 'docs/gates.md']
/** What the reader makes once: the reports that there are have other names. */
const COMMANDS = [
  'runs',
  'sources',
  'missing',
  'history',
  'open',
  'rebuild',
  'fixture',
  'init',
  '-n',
]

/** What Vitest is asked for in the checkout, as the command that asks for the same anywhere. */
function asReport(words: readonly string[]): readonly string[] {
  const report = words.map((word) => /^reports\/(\w+)$/.exec(word)?.[1]).find(Boolean)
  const at = words.indexOf('--')
  if (words[0] !== 'vitest' || report === undefined || at < 0) return words
  return ['thesis-report', '-n', report, ...words.slice(at + 1)]
}

/** The words to run: without `npx`, over the sweep that is there. */
function wordsToRun(words: readonly string[]): string[] | undefined {
  const [first = '', ...typed] = asReport(words.filter((word) => word !== 'npx'))
  const isOther = typed.some((word) => /…|compare_tokenizers|outputs\/multiruns/.test(word))
  if (first !== 'thesis-report' || isOther) return undefined
  const known = typed.map((word) =>
    word.replace(/^--config-name$/, '-n').replace('DIR', 'multirun'),
  )
  return COMMANDS.includes(known[0] ?? '') ? known : undefined
}

function reportsIn(project: string): string[] {
  const outputs = path.join(project, 'outputs')
  return existsSync(outputs) ? reportsBelow(outputs) : []
}

test('the commands of the tutorial and of the pages on runs, reports and gates do what they say', async () => {
  const project = testProject({})
  cpSync(path.join(PACKAGE_ROOT, SWEEP), path.join(project, 'multirun'), { recursive: true })
  const ran: string[] = []
  for (const { place, words } of docCommands()) {
    if (!PAGES.some((page) => place.startsWith(`${page}:`))) continue
    const typed = wordsToRun(words)
    if (typed === undefined) continue
    const isReport = typed[0] === '-n'
    const earlier = reportsIn(project).at(-1)
    const more = isReport ? [NO_FIGURES, 'outputs.back_links=false'] : []
    const { code, output } = await runThesisReport(project, [
      ...typed.map((word) => word.replace('baselines/main', `outputs/reports/${earlier}`)),
      ...more,
    ])
    const said = `${place}: ${typed.join(' ')}\n${output}`
    // Jobs may be missing, and gates not hold; neither is a fault of the command.
    expect(
      [0, ...(typed[0] === 'missing' ? [3] : []), ...(place.startsWith('docs/gates') ? [1] : [])],
      said,
    ).toContain(code)
    expect(output, said).not.toMatch(/cannot be read|Unknown|Did you mean/)
    ran.push(typed.join(' '))
  }
  expect(ran.length).toBeGreaterThan(10)
  expect(reportsIn(project).length).toBeGreaterThan(3)
  expect(ran.join()).toContain('not worse than baseline')
}, 300_000)
