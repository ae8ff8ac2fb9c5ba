import type { MissingValue } from '../../config/compose/composeConfig.ts'
import type { ConfigPart } from '../../config/compose/defaultsList.ts'
import type { ConfigNode, DictNode, ScalarNode } from '../../config/tree/node.ts'
import { describeOrigin } from '../../config/tree/source.ts'
import { ReportError } from '../../errors.ts'
import type { ReportConfigRequest } from './composeReportTree.ts'

/**
 * @throws {ReportError} CONFIG_VALUE_MISSING naming each `???` that was not given, with its file and line
 */
export function expectNothingMissing(missing: readonly MissingValue[]): void {
  if (missing.length === 0) return
  const problems = missing.map(({ path, origin }) => {
    const place = origin ? ` (${describeOrigin(origin)})` : ''
    return `Config key "${path}" must be given${place}. Give it with ${path}=….`
  })
  throw new ReportError('CONFIG_VALUE_MISSING', problems.join('\n'))
}

/**
 * Names what is missing at the top of a report's config, instead of the errors that follow from it.
 *
 * @throws {ReportError} CONFIG_LAYOUT
 */
export function expectUsualLayout(
  composed: Readonly<Record<string, unknown>>,
  { name }: ReportConfigRequest,
  parts: readonly ConfigPart[],
): void {
  const file = `configs/report/${name}.yaml`
  const isOwn = parts.some(({ configPath }) => configPath === `report/${name}`)
  if (isOwn && composed.report !== undefined) {
    throw new ReportError(
      'CONFIG_LAYOUT',
      `${file}: its keys stand below "report", where nothing reads them. Begin the file with the ` +
        'line "# @package _global_".',
    )
  }
  if (isOwn && !parts.some(({ configPath }) => configPath === 'report/config')) {
    throw new ReportError(
      'CONFIG_LAYOUT',
      `${file}: it does not inherit the base config, so that inputs, outputs and all else are ` +
        'missing. Begin it with "defaults: [config, _self_]".',
    )
  }
}

/** Where a key of the composed config stands, as `file:line`; undefined where no file has it. */
export function placeOfKey(tree: DictNode, path: string): string | undefined {
  const words = path.split('.')
  let node: ConfigNode | undefined = tree
  for (const word of words) node = node?.kind === 'dict' ? node.get(word) : undefined
  const origin = node && firstScalar(node)?.origin
  if (!origin) return undefined
  // The place of a value; its key stands before it, of a section on an earlier line.
  const before = origin.source.text.slice(0, origin.offset)
  const key = before.lastIndexOf(`${words.at(-1)}:`)
  const line = before.slice(0, key < 0 ? undefined : key).split('\n').length
  return `${origin.source.name}:${line}`
}

function firstScalar(node: ConfigNode): ScalarNode | undefined {
  if (node.kind === 'scalar') return node
  const children =
    node.kind === 'list' ? node.items : Array.from(node.entries(), ({ value }) => value)
  for (const child of children) {
    const found = firstScalar(child)
    if (found) return found
  }
  return undefined
}
