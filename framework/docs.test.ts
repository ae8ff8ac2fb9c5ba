import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Command, CommanderError } from 'commander'
import { afterEach, expect, test, vi } from 'vitest'
import { type Actions, program } from './cli/program.ts'
import { compiledFile } from './compiledFile.ts'
import { loadYaml } from './config/loadYaml.ts'
import { parseOverrideText } from './config/overrides/overrideGrammar.ts'
import { DATA_KEYS } from './inference/data/dataConfig.ts'
import { PACKAGE_ROOT } from './packageRoot.ts'
import { configLeaves } from './report/config/configLeaves.ts'
import { composeReportConfig } from './report/config/reportConfig.ts'
import { loadRuns } from './runs/loadRuns.ts'
import { COLUMNS } from './runs/runsTable.ts'
import { docCommands } from './testing/docs/docCommands.ts'
import { blocksOf, DOCS, textOf, withoutBlocks } from './testing/docs/docs.ts'
import { describedColumns } from './testing/docs/tableColumns.ts'
import { typeErrors } from './testing/docs/typeErrors.ts'
import { writeTree } from './testing/files/writeTree.ts'
import { testProject } from './testing/testProject.ts'
import { overrideWords } from './vitest/overrideWords.ts'

afterEach(() => vi.unstubAllEnvs())

/** The fragments that GitHub gives to the headings of a file. */
function fragmentsOf(markdown: string): string[] {
  return [...withoutBlocks(markdown).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(' ', '-'),
  )
}

test.each(DOCS)('every link of %s leads to a file and a heading that are there', (file) => {
  const broken = [...withoutBlocks(textOf(file)).matchAll(/\]\((?!\w+:)([^)\s]*)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => {
      const [target = '', fragment] = link.split('#')
      const linked = target === '' ? file : path.join(path.dirname(file), target)
      if (!existsSync(path.join(PACKAGE_ROOT, linked))) return true
      return fragment !== undefined && !fragmentsOf(textOf(linked)).includes(fragment)
    })
  expect(broken).toEqual([])
})

test('every YAML block is YAML', () => {
  const blocks = blocksOf('yaml')
  expect(blocks.length).toBeGreaterThan(0)
  for (const { place, text } of blocks)
    expect(() => loadYaml(text, { source: place })).not.toThrow()
})

/** The command line's grammar, which hands on what a report is asked for, and does nothing else. */
function grammar(onReport: Actions['report'] = async () => {}): Command {
  const actions = new Proxy({} as Actions, {
    get: (_, action) => (action === 'report' ? onReport : async () => {}),
  })
  const command = program(actions)
  for (const each of [command, ...command.commands]) {
    each.exitOverride().configureOutput({ writeOut: () => {} })
  }
  return command
}

interface AskedReport {
  readonly name: string
  readonly overrides: readonly string[]
}

/** The report that a command asks for; undefined for other commands. */
async function askedReport(words: readonly string[]): Promise<AskedReport | undefined> {
  const called = words.filter((word) => word !== 'npx' && word !== '--no-install')
  if (called[0] === 'vitest') {
    const name = called.map((word) => /^reports\/(\w+)$/.exec(word)?.[1]).find(Boolean)
    return name === undefined ? undefined : { name, overrides: overrideWords(called.slice(1)) }
  }
  if (called[0] !== 'thesis-report') return undefined
  const asked: AskedReport[] = []
  const command = grammar(async (overrides, { configName = 'config' }) => {
    asked.push({ name: configName, overrides })
  })
  await command.parseAsync(called.slice(1), { from: 'user' }).catch((error: CommanderError) => {
    if (error.exitCode !== 0) throw error
  })
  return asked[0]
}

test('every command of thesis-report and of Vitest takes its options and its config keys', async () => {
  // A site's config may name who is at work.
  vi.stubEnv('USER', 'me')
  const asked = []
  for (const { place, words } of docCommands()) {
    const report = await askedReport(words)
    if (report === undefined) continue
    const overrides = report.overrides.map((word) => parseOverrideText(word.replaceAll('…', 'x')))
    const request = { projectRoot: PACKAGE_ROOT, name: report.name, overrides }
    expect(() => composeReportConfig(request), `${place}: ${words.join(' ')}`).not.toThrow()
    asked.push(report)
  }
  expect(asked.length).toBeGreaterThan(20)
})

test('every npm script that is named is there', () => {
  const { scripts } = JSON.parse(textOf('package.json'))
  const named = DOCS.flatMap((file) => [...textOf(file).matchAll(/npm run ([\w:]+)/g)])
  for (const [, script = ''] of named) expect(Object.keys(scripts)).toContain(script)
})

/** The dotted keys of a report's config, such as `inputs.sweep_dir`, and of its sections. */
function configKeys(): string[] {
  const { config } = composeReportConfig({
    projectRoot: PACKAGE_ROOT,
    name: 'config',
    overrides: [],
  })
  const keys = configLeaves(config).flatMap(([key]) => {
    const names = key.split('.')
    return names.map((_, at) => names.slice(0, at + 1).join('.'))
  })
  return [...new Set(keys)]
}

test('every config key that the docs name is there', () => {
  const known = new Set([...configKeys(), ...DATA_KEYS])
  // A changelog tells of the past, and docs/facts.md of the runs' own configs.
  const unknown = DOCS.filter((file) => !['CHANGELOG.md', 'docs/facts.md'].includes(file)).flatMap(
    (file) =>
      [
        ...textOf(file).matchAll(
          /`\+?((?:inputs|outputs|inference|env|data)\.[a-z_.0-9]*[a-z0-9])[`=[]/g,
        ),
      ]
        .map(([, key = '']) => key)
        .filter((key) => !known.has(key) && !/^inputs\.(?:select|exclude|goal)\./.test(key))
        .map((key) => `${file}: ${key}`),
  )
  expect(unknown).toEqual([])
})

test('the docs name every config key', () => {
  const all = DOCS.map(textOf).join('\n')
  const isNamed = (key: string) =>
    all.includes(key) || all.includes(`\`${key.split('.').slice(1).join('.')}\``)
  const unnamed = configKeys().filter(
    (key) => !key.startsWith('inference.inputs.') && !isNamed(key),
  )
  expect(unnamed).toEqual([])
})

test('the docs name every option of the command line', () => {
  const all = DOCS.map(textOf).join('\n')
  const command = grammar()
  const unnamed = [command, ...command.commands].flatMap((each) =>
    each.options
      .filter(({ long }) => long !== '--version' && !all.includes(String(long)))
      .map(({ long }) => `${each.name()} ${long}`),
  )
  expect(unnamed).toEqual([])
})

test('every code block but those that are run elsewhere type-checks as it stands', () => {
  const project = testProject({})
  // Tests of their own run docs/authoring.md, and draw docs/figures.md.
  const isElsewhere = /^docs\/(?:authoring|figures)\.md:/
  const blocks = [...blocksOf('ts'), ...blocksOf('js')].filter(
    ({ place }) => !isElsewhere.test(place),
  )
  expect(blocks.length).toBeGreaterThan(10)
  mkdirSync(path.join(project, 'blocks'))
  for (const { place, text } of blocks) {
    const isComment = text.split('\n').every((line) => line === '' || line.startsWith('//'))
    if (isComment) continue
    expect(text, `${place} imports what it uses`).toMatch(/^import /m)
    writeFileSync(path.join(project, 'blocks', `${place.replaceAll(/\W/g, '_')}.ts`), text)
  }
  expect(typeErrors(project, ['blocks'])).toBe('')
})

test('every block for a shell is one that bash can read', () => {
  for (const { place, text } of blocksOf('bash')) {
    const { stderr } = spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' })
    expect(stderr, place).toBe('')
  }
})

test('every JSON block is JSON, apart from comments and what is left out', () => {
  for (const { place, text } of [...blocksOf('json'), ...blocksOf('jsonc')]) {
    const plain = text.replaceAll(/(?:^|\s)\/\/.*$/gm, '').replaceAll(/…,/g, '')
    expect(() => JSON.parse(plain), place).not.toThrow()
  }
})

test('the record of docs/sources.md is read as it says', async () => {
  const record = blocksOf('json').find(({ text }) => text.includes('"record": 1'))?.text ?? ''
  const sweepDir = writeTree({ 'run-01/run_record.json': record })
  const { runs } = await loadRuns({ sweepDir })
  expect(runs.objects()).toMatchObject([
    { run: 'run-01', status: 'finished', lr: 0.1, optimizer: 'adam', 'val/acc.best': 0.75 },
  ])
})

test('the code of docs/config.md runs and returns what it says', () => {
  const text = blocksOf('ts').find(({ text }) => text.includes('composeConfig('))?.text ?? ''
  const index = JSON.stringify(pathToFileURL(compiledFile('index')).href)
  const said = [...text.matchAll(/\/\/ (\{.*\})(?: and more)?$/gm)].map(([, value = '']) => value)
  // Each statement that a comment follows is printed.
  const printed = text
    .replace("'thesis-report'", index)
    .replaceAll(/^(\w+\((?:[^;]|\n)*?)\s*\/\/ \{.*$/gm, 'console.log(JSON.stringify($1))')
  const words = ['--input-type=module', '--eval', printed]
  const { stdout, stderr } = spawnSync(process.execPath, words, {
    cwd: PACKAGE_ROOT,
    encoding: 'utf8',
  })
  expect(stderr).toBe('')
  const values = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(values).toMatchObject(said.map((value) => loadYaml(value)))
})

test('every column that all runs have is explained', () => {
  const described = describedColumns('training/summary.csv').map((name) => `\`${name}\``)
  const explained = textOf('docs/facts.md') + described.join()
  // A column for each metric of the trainer.
  const named = COLUMNS.map((name) => name.replace(/^metric_\w+_final$/, 'metric_<name>_final'))
  expect(named.filter((name) => !explained.includes(`\`${name}\``))).toEqual([])
})
