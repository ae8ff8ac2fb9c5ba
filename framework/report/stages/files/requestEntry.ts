import { resolveConfig } from '../../../config/compose/composeConfig.ts'
import { ReportError } from '../../../errors.ts'
import type { ReportJson } from '../../../output/data/reportJson.ts'
import { composeReportTree } from '../../config/composeReportTree.ts'
import type { ComposedReportConfig } from '../../config/reportConfig.ts'
import type { ReportRequest } from '../reportRequest.ts'

type RequestEntry = NonNullable<ReportJson['request']>
type Config = Readonly<Record<string, unknown>>

/** What was asked for, as `report.json` has it: no path in it tells about the machine. */
export function requestEntry(asked: {
  readonly name: string
  readonly command: string
  readonly request: ReportRequest
  readonly composed: ComposedReportConfig
  readonly inText: (text: string) => string
}): RequestEntry {
  const { command, composed, inText, request } = asked
  const plain = (value: unknown) => withTexts(value, inText)
  const defaults =
    request.overrides.length === 0 ? composed.composed : defaultConfig(asked.name, request)
  return {
    command: inText(command),
    overrides: request.overrides.map(({ text }) => inText(text)),
    config: plain(composed.composed) as Record<string, unknown>,
    choices: Object.fromEntries(composed.choices),
    changed: changedKeys(defaults, composed.composed).map(({ key, ...values }) => ({
      key,
      default: plain(values.default),
      value: plain(values.value),
    })),
  }
}

/** The config without the overrides; nothing where it does not stand without them. */
function defaultConfig(name: string, { projectRoot }: ReportRequest): Config {
  try {
    return resolveConfig(composeReportTree({ projectRoot, name, overrides: [] }).tree)
  } catch (error) {
    if (error instanceof ReportError) return {}
    throw error
  }
}

/** The keys of the innermost mappings whose values differ, in the order of the second config. */
function changedKeys(before: Config, after: Config, prefix = ''): RequestEntry['changed'] {
  const [earlier, later] = [new Map(Object.entries(before)), new Map(Object.entries(after))]
  return [...new Set([...later.keys(), ...earlier.keys()])].flatMap((key) => {
    const [was, is] = [earlier.get(key), later.get(key)]
    if (isMapping(is) && (isMapping(was) || was === undefined || was === null)) {
      return changedKeys(was ?? {}, is, `${prefix}${key}.`)
    }
    return JSON.stringify(was) === JSON.stringify(is)
      ? []
      : [{ key: prefix + key, default: was ?? null, value: is ?? null }]
  })
}

function isMapping(value: unknown): value is Config {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function withTexts(value: unknown, inText: (text: string) => string): unknown {
  if (typeof value === 'string') return inText(value)
  if (typeof value === 'bigint') return String(value)
  if (Array.isArray(value)) return value.map((each) => withTexts(each, inText))
  if (!isMapping(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => [inText(key), withTexts(each, inText)]),
  )
}
