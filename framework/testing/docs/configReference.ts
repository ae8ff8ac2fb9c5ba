import path from 'node:path'
import { configComments, reportOptions } from '../../cli/catalogue/reportOptions.ts'
import { SiteSettings } from '../../cluster/siteSettings.ts'
import { resolveConfig } from '../../config/compose/composeConfig.ts'
import { memberAt } from '../../config/tree/memberAt.ts'
import { readText } from '../../files/regularFile.ts'
import { DATA_KEYS, DataSchema } from '../../inference/data/dataConfig.ts'
import { InferenceSchema } from '../../inference/execution/inferenceOptions.ts'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import { composeReportTree } from '../../report/config/composeReportTree.ts'
import { configLeaves } from '../../report/config/configLeaves.ts'
import { knownReports } from '../../report/config/project.ts'
import { ReportConfigSchema } from '../../report/config/reportConfig.ts'
import { markdownTable } from './markdownTable.ts'
import { type SchemaKey, schemaKeys } from './schemaWords.ts'

/** The sections of the config in the order of the reference, each with what its first line says. */
const SECTIONS: readonly (readonly [name: string, about: string])[] = [
  ['inputs', 'Which runs the report is about ([runs.md](runs.md)).'],
  ['outputs', 'What is written, and how figures look.'],
  ['', 'Keys of no section.'],
  ['inference', 'What the trained models do on data ([inference.md](inference.md)).'],
  [
    'data',
    "In place of what the runs' own configs say of their data ([inference.md](inference.md#data)); `data=h5_tokens` chooses those of `configs/data/h5_tokens.yaml`.",
  ],
  ['env', 'The places of a machine; `env=SITE` chooses `configs/env/SITE.yaml`.'],
  ['env.cluster', 'What each job of `thesis-report submit` asks for ([hpc.md](hpc.md)).'],
]

interface DescribedKey extends SchemaKey {
  readonly section: string
  readonly sentence: string
  readonly fallback: unknown
}

/**
 * The config keys of a report, a table for each section: what they are by the comments of the files in
 * `configs/`, what they take by the schemas that check them, and the defaults of the composed config.
 *
 * @throws {Error} naming the keys without a comment
 */
export function configReference(): string {
  const keys = describedKeys()
  const silent = keys.filter(({ sentence }) => sentence === '').map(({ key }) => key)
  if (silent.length > 0)
    throw new Error(`No comment in configs/ says what this is: ${silent.join(', ')}.`)
  const sections = SECTIONS.map(([name, about]) => {
    const title = name === '' ? 'Others' : name
    const rows = keys.filter(({ section }) => section === name).map(rowOf)
    return `### ${title}\n\n${about}\n\n${markdownTable(['key', 'what', 'takes', 'default'], rows)}\n`
  })
  return [...sections, ownKeys()].join('\n')
}

function rowOf({ key, sentence, takes, fallback }: DescribedKey): string[] {
  return [`\`${key}\``, linked(sentence), linked(takes), defaultText(fallback)]
}

function describedKeys(): DescribedKey[] {
  const request = { projectRoot: PACKAGE_ROOT, name: 'config', overrides: [] }
  const composed = resolveConfig(composeReportTree(request).tree)
  const defaults = new Map(configLeaves(composed))
  const comments = new Map([
    ...commentsOf('report/config.yaml', ''),
    ...commentsOf('env/default.yaml', 'env.'),
    ...commentsOf('data/h5_tokens.yaml', 'data.'),
  ])
  const stated = [
    ...schemaKeys(ReportConfigSchema, '').filter(({ key }) => key !== 'data'),
    ...schemaKeys(InferenceSchema, 'inference').filter(({ key }) => key !== 'inference.enabled'),
    ...dataKeys(),
    ...schemaKeys(SiteSettings, 'env.cluster'),
  ].flatMap((each) => withOwnKeys(each, comments))
  // What the schema takes as one mapping may be explained as one.
  const keys = stated.flatMap((each) => {
    const parent = each.key.slice(0, each.key.lastIndexOf('.'))
    if (comments.has(each.key) || !comments.has(parent)) return [each]
    const siblings = stated.filter(({ key }) => key.startsWith(`${parent}.`))
    if (siblings[0] !== each) return []
    const names = siblings.map(({ key }) => key.slice(parent.length + 1)).join(', ')
    return [{ key: parent, takes: `mapping of ${names}`, fallback: each.fallback }]
  })
  return keys.map(({ key, takes, fallback }) => ({
    ...{ key, takes, section: sectionOf(key), sentence: comments.get(key) ?? '' },
    fallback: defaults.has(key)
      ? defaults.get(key)
      : (memberAt(composed, ...key.split('.')) ?? fallback),
  }))
}

/** The keys of `data`; those of its datasets are named by the splits. */
function dataKeys(): SchemaKey[] {
  const stated = new Map(schemaKeys(DataSchema, 'data').map((each) => [each.key, each]))
  const isSection = (key: string) => DATA_KEYS.some((other) => other.startsWith(`${key}.`))
  return DATA_KEYS.filter((key) => stated.has(key) || !isSection(key))
    .filter((key) => key !== 'data.datasets')
    .map((key) => {
      const known = stated.get(key)
      if (known) return known
      const [, kind = '', split = ''] = /^data\.datasets\.(\w)_(\w+)$/.exec(key) ?? []
      const fallback = kind === '' || kind === 'w' ? undefined : `${kind.toUpperCase()}_${split}`
      return { key, takes: kind === '' ? 'list of numbers' : 'text, or null', fallback }
    })
}

/** A mapping of any names whose names the default config has already: `env.cluster.slurm.partition`. */
function withOwnKeys(each: SchemaKey, comments: ReadonlyMap<string, string>): SchemaKey[] {
  const own = [...comments.keys()].filter((key) => key.startsWith(`${each.key}.`))
  if (!each.takes.startsWith('mapping of names to: ') || own.length === 0) return [each]
  const takes = each.takes.slice('mapping of names to: '.length)
  return own.map((key) => ({ key, takes, fallback: null }))
}

function commentsOf(file: string, prefix: string): Map<string, string> {
  return configComments(readText(path.join(PACKAGE_ROOT, 'configs', file)), prefix)
}

function sectionOf(key: string): string {
  const sections = SECTIONS.map(([name]) => name).filter((name) => name !== '')
  return sections.findLast((name) => key.startsWith(`${name}.`)) ?? ''
}

/** What the reports of the package set or explain beyond that. */
function ownKeys(): string {
  const rows = [...knownReports(PACKAGE_ROOT).keys()].flatMap((report) =>
    reportOptions(report, PACKAGE_ROOT).map(({ key, value, comment }) => [
      `\`${report}\``,
      `\`${key}\``,
      linked(comment),
      defaultText(value),
    ]),
  )
  const about =
    'What single reports set or say of keys; `outputs.which_figures` names the figures of each, see `thesis-report list`.'
  const silent = rows
    .filter(([, , what]) => what === '')
    .map(([report, key]) => `${report}: ${key}`)
  if (silent.length > 0) throw new Error(`No comment says what this is: ${silent.join(', ')}.`)
  return `### Keys of reports\n\n${about}\n\n${markdownTable(['report', 'key', 'what', 'default'], rows)}\n`
}

/** Pages of the docs that a comment names, as links. */
function linked(text: string): string {
  return text
    .replaceAll(/[<*]/g, '\\$&')
    .replaceAll(/\bdocs\/(\w[\w-]*\.md)/g, '[$1]($1)')
    .replaceAll(/\bSECURITY\.md/g, '[SECURITY.md](../SECURITY.md)')
}

/** As an override would give it. */
function defaultText(value: unknown): string {
  if (value === undefined) return ''
  return `\`${flow(value)}\``
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (typeof value === 'object' && value !== null) {
    return `{${Object.entries(value)
      .map(([key, item]) => `${key}: ${flow(item)}`)
      .join(', ')}}`
  }
  return String(value)
}
