import { parsePythonFloat, parsePythonInt } from '../../text/pythonNumber.ts'
import { floatText } from '../../text/pythonText.ts'
import type { Scalar } from '../tree/scalar.ts'
import { implicitTag } from './yamlScalars.ts'

/** How PyYAML 6 writes a scalar when OmegaConf 2.2 dumps a config. */
export type ScalarStyle = 'plain' | 'single' | 'double'

/** The text of a scalar and the style that lets it be read back as it was. */
export function styledScalar(value: Scalar): { text: string; style: ScalarStyle } {
  if (typeof value === 'string') return { text: value, style: styleOf(value) }
  return { text: plainText(value), style: 'plain' }
}

function plainText(value: Exclude<Scalar, string>): string {
  if (typeof value !== 'number') return String(value)
  const text = floatText(value)
  if (!Number.isFinite(value)) return text.replace(/inf|nan/, '.$&')
  return text.includes('.') ? text : text.replace('e', '.0e')
}

const TIMESTAMP =
  /^\d{4}-\d\d-\d\d$|^\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?$/
const ONE_LETTER_BOOL = /^[yYnN]$/

function styleOf(text: string): ScalarStyle {
  const features = analyze(text)
  if (features.isSpecial || features.hasSpaceAtBreak) return 'double'
  const looksOtherwise =
    implicitTag(text) !== 'str' ||
    TIMESTAMP.test(text) ||
    ONE_LETTER_BOOL.test(text) ||
    parsePythonInt(text) !== undefined ||
    parsePythonFloat(text) !== undefined
  return looksOtherwise || !features.canBePlain ? 'single' : 'plain'
}

/** Printable characters that PyYAML does not escape, and line breaks. */
const SPECIAL = /[^\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\u{10000}-\u{10fffe}]/u
const SPACE_AT_BREAK = / [\n\x85\u2028\u2029]|[\n\x85\u2028\u2029] /
const INDICATOR_AT_START =
  /^(?:---|\.\.\.|[#,[\]{}&*!|>'"%@`]|[-?:](?:$|[ \t\r\n\0\x85\u2028\u2029]))/
const INDICATOR_INSIDE = /:(?:$|[ \t\r\n\0\x85\u2028\u2029])|[ \t\r\n\0\x85\u2028\u2029]#/
const BREAK_OR_OUTER_SPACE = /[\n\x85\u2028\u2029]|^ | $/

function analyze(text: string) {
  return {
    isSpecial: SPECIAL.test(text),
    hasSpaceAtBreak: SPACE_AT_BREAK.test(text),
    canBePlain: !(
      INDICATOR_AT_START.test(text) ||
      INDICATOR_INSIDE.test(text) ||
      BREAK_OR_OUTER_SPACE.test(text)
    ),
  }
}
