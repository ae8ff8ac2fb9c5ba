import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { PACKAGE_ROOT } from './packageRoot.ts'
import { docCommands } from './testing/docs/docCommands.ts'
import { writeFakeEvents } from './testing/models/fakeEvents.ts'
import { modelSweep } from './testing/models/modelSweep.ts'
import {
  NO_FIGURES,
  reportsBelow,
  runThesisReport,
  runVitest,
  testProject,
} from './testing/testProject.ts'

/** Reports take seconds each. */
const OPTIONS = { timeout: 600_000, tags: ['slow'] }

/** What a page's commands are run over. */
interface Ground {
  readonly pages: readonly string[]
  /** Replaces a placeholder of the docs, such as `DIR`, by what is there. */
  readonly replace: (word: string) => string
  /** Commands with such a word are not run. */
  readonly without: RegExp
  /** Further overrides of each report. */
  readonly more: readonly string[]
}

/** What is read, made and looked at. Servers and what is watched do not end. */
const COMMANDS = [
  ...['runs', 'sources', 'missing', 'history', 'open', 'rebuild', 'fixture', 'init'],
  ...['submit', 'status', '-n'],
]

/** What Vitest is asked for in the checkout, as the command that asks for the same anywhere. */
function asReport(words: readonly string[]): readonly string[] {
  const report = words.map((word) => /^reports\/(\w+)$/.exec(word)?.[1]).find(Boolean)
  const at = words.indexOf('--')
  const isRun = words[0] === 'vitest' && words[1] === 'run'
  if (!isRun || report === undefined || at < 0) return words
  return ['thesis-report', '-n', report, ...words.slice(at + 1)]
}

/** The words to run, without `npx`; none for what is not run here. */
function wordsToRun(words: readonly string[], { replace, without }: Ground): string[] {
  const [first = '', ...typed] = asReport(words.filter((word) => word !== 'npx'))
  const known = typed.map((word) => replace(word.replace(/^--config-name$/, '-n')))
  const isKnown = first === 'thesis-report' && COMMANDS.includes(known[0] ?? '')
  return isKnown && !known.some((word) => without.test(word)) ? known : []
}

function reportsIn(project: string): string[] {
  const outputs = path.join(project, 'outputs')
  return existsSync(path.join(outputs, 'reports')) ? reportsBelow(outputs) : []
}

/** Runs the commands of pages in a project, in the order in which a reader types them; returns those that ran. */
async function runCommands(project: string, ground: Ground): Promise<string[]> {
  const ran: string[] = []
  let submission = ''
  for (const { place, words } of docCommands()) {
    if (!ground.pages.some((page) => place.startsWith(`${page}:`))) continue
    const typed = wordsToRun(words, ground)
    if (typed.length === 0) continue
    const earlier = reportsIn(project).at(-1)
    const known = typed.map((word) =>
      word
        .replace(/baselines\/main|outputs\/reports\/report_[\w-]+/, `outputs/reports/${earlier}`)
        .replace(/^ID$/, submission),
    )
    const isReport = known.includes('-n')
    const { code, output } = await runThesisReport(project, [
      ...known,
      ...(isReport ? ground.more : []),
    ])
    const said = `${place}: ${known.join(' ')}\n${output}`
    submission = /thesis-report status (\S+)/.exec(output)?.[1] ?? submission
    // Jobs may be missing, and gates not hold; neither is a fault of the command.
    const codes = [0]
    if (known[0] === 'missing') codes.push(3)
    if (place.startsWith('docs/gates')) codes.push(1)
    expect(codes, said).toContain(code)
    expect(output, said).not.toMatch(/cannot be read|Unknown|Did you mean|here is no /)
    ran.push(known.join(' '))
  }
  return ran
}

test(
  'the commands of the tutorial and of the pages on runs, reports and gates do what they say',
  OPTIONS,
  async () => {
    const project = testProject({})
    // The fixture of compare_runs is the sweep that the docs speak of: `multirun`, or `DIR`.
    const sweep = path.join(PACKAGE_ROOT, 'fixtures/compare_runs/outputs/multiruns')
    cpSync(sweep, path.join(project, 'multirun'), { recursive: true })
    const ran = await runCommands(project, {
      pages: ['docs/tutorial.md', 'docs/runs.md', 'docs/reports.md', 'docs/gates.md'],
      replace: (word) => word.replace('DIR', 'multirun'),
      without: /…|compare_tokenizers|outputs\/multiruns/,
      more: [NO_FIGURES, 'outputs.back_links=false'],
    })
    expect(ran.length).toBeGreaterThan(10)
    expect(reportsIn(project).length).toBeGreaterThan(3)
    expect(ran.join()).toContain('not worse than baseline')
  },
)

test(
  'the commands of the pages on models, settings and clusters do what they say',
  OPTIONS,
  async () => {
    const project = testProject({})
    const { sweepDir, runDirs } = await modelSweep(project)
    await writeFakeEvents(path.join(project, 'data/test.h5'), { splits: ['test'] })
    await writeFakeEvents(path.join(project, 'data/train.h5'), { splits: ['train'] })
    const [runA = '', runB = ''] = runDirs
    const ran = await runCommands(project, {
      pages: ['docs/inference.md', 'docs/config.md', 'docs/reports.md', 'docs/hpc.md'],
      replace: (word) =>
        word
          .replace(/^inputs\.sweep_dir=.*/, `inputs.sweep_dir=${sweepDir}`)
          .replace('outputs/runs/run_A', runA)
          .replace('outputs/runs/run_B', runB)
          // A cluster is not at hand; the files are the same.
          .replace(/^htcondor$/, 'local'),
      without: /^(?:compare_runs|regression)$|DIR/,
      more: ['env.output_root=outputs', NO_FIGURES, 'outputs.back_links=false'],
    })
    expect(ran.length).toBeGreaterThan(12)
    expect(ran).toContainEqual(expect.stringMatching(/^submit --resume \d/))
  },
)

test('the command of the page on classifiers does what it says', OPTIONS, async () => {
  const project = testProject({})
  const fixture = path.join(PACKAGE_ROOT, 'fixtures/evaluate_classifier/outputs')
  cpSync(path.join(fixture, 'multiruns'), path.join(project, 'multirun'), { recursive: true })
  mkdirSync(path.join(project, 'data'))
  cpSync(path.join(fixture, 'events.h5'), path.join(project, 'data/events.h5'))
  const ran = await runCommands(project, {
    pages: ['docs/classifiers.md'],
    replace: (word) => word,
    without: /…/,
    more: [NO_FIGURES, 'outputs.back_links=false'],
  })
  expect(ran).toHaveLength(1)
  const [report = ''] = reportsIn(project)
  const models = path.join(project, 'outputs/reports', report, 'inference/models.csv')
  expect(readFileSync(models, 'utf8').trim().split('\n')).toHaveLength(7)
})

test('the commands of the page on testing run the tests that they name', OPTIONS, async () => {
  const commands = docCommands().filter(
    ({ place, words }) => place.startsWith('docs/testing.md:') && words[1] === 'vitest',
  )
  expect(commands.length).toBeGreaterThan(1)
  for (const { place, words } of commands) {
    const { code, output } = await runVitest(PACKAGE_ROOT, words.slice(2))
    expect(output, place).toMatch(/Tests .*[1-9]\d* passed/)
    expect(code, place).toBe(0)
  }
})
