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
const CONFIG = v.object({ outputs: OutputsSchema })
const KEYS = CHANGEABLE.map((key) => `outputs.${key}`)

/**
 * How the figures are drawn again: as the report says, but for the overrides.
 *
 * @param words overrides of `outputs.*`
 * @throws {ReportError} CONFIG_KEY_UNKNOWN for what cannot change without the runs,
 *   CONFIG_VALUE_INVALID, OVERRIDE_INVALID
 */
export function rebuildOutputs(
  stored: Readonly<Record<string, unknown>>,
  words: readonly string[],
): Outputs {
  const changed = words.map(parseOverrideText).map(changeOf)
  const outputs = { ...stored, ...Object.fromEntries(changed) }
  const checked = v.safeParse(CONFIG, { outputs })
  if (checked.success) return checked.output.outputs
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
  return [key.slice('outputs.'.length), plainOverrideValue(value)]
}
