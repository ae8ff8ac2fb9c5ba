import * as v from 'valibot'
import { type Override, parseOverrideText } from '../../config/overrides/overrideGrammar.ts'
import { plainOverrideValue } from '../../config/overrides/overrideValue.ts'
import { ReportError } from '../../errors.ts'
import { nearest } from '../../text/nearest.ts'
import { describeIssues } from '../../text/schema/schemaIssues.ts'
import { OutputsSchema, type ReportConfig } from '../config/reportConfig.ts'

type Outputs = ReportConfig['outputs']

/** What a report that is drawn again can change. */
const CHANGEABLE = [
  'fig_format',
  'dpi',
  'width',
  'height',
  'font_size',
  'title',
  'svg_text',
] as const
const CONFIG = v.object({
  outputs: OutputsSchema,
  env: v.optional(v.object({ output_root: v.pipe(v.string(), v.nonEmpty()) })),
})
const OUTPUT_ROOT = 'env.output_root'
const KEYS = [...CHANGEABLE.map((key) => `outputs.${key}`), OUTPUT_ROOT]

/** How a report is made anew, and where. */
export interface RebuildOptions {
  readonly outputs: Outputs
  /** As it was given; undefined: beside the report. */
  readonly outputRoot: string | undefined
}

/**
 * How the figures are drawn again: as the report says, but for the overrides.
 *
 * @param words overrides of `outputs.*` and `env.output_root`
 * @throws {ReportError} CONFIG_KEY_UNKNOWN for what cannot change without the runs,
 *   CONFIG_VALUE_INVALID, OVERRIDE_INVALID
 */
export function rebuildOptions(
  stored: Readonly<Record<string, unknown>>,
  words: readonly string[],
): RebuildOptions {
  const changed = new Map(words.map(parseOverrideText).map(changeOf))
  const outputRoot = changed.get(OUTPUT_ROOT)
  changed.delete(OUTPUT_ROOT)
  const ofOutputs = Array.from(changed, ([key, value]) => [key.slice('outputs.'.length), value])
  const given = {
    outputs: { ...stored, ...Object.fromEntries(ofOutputs) },
    ...(outputRoot !== undefined && { env: { output_root: outputRoot } }),
  }
  const checked = v.safeParse(CONFIG, given)
  if (checked.success) {
    const { outputs, env } = checked.output
    return { outputs, outputRoot: env?.output_root }
  }
  const problems = describeIssues(CONFIG, checked.issues, { subject: 'Config key' })
  throw new ReportError('CONFIG_VALUE_INVALID', problems.join('\n'))
}

function changeOf({ key, type, value, text }: Override): [key: string, value: unknown] {
  if (!KEYS.includes(key)) {
    const near = nearest(key, KEYS)
    throw new ReportError(
      'CONFIG_KEY_UNKNOWN',
      `"${key}" cannot change when a report is rebuilt from its own data, which takes ${KEYS.join(', ')}.` +
        (near === undefined
          ? ' For everything else, make the report again from the runs.'
          : ` Did you mean ${near}?`),
    )
  }
  if (type !== 'CHANGE' || value === undefined) {
    throw new ReportError(
      'OVERRIDE_INVALID',
      `'${text}' does not give a value. Write ${key}=VALUE.`,
    )
  }
  return [key, plainOverrideValue(value)]
}
