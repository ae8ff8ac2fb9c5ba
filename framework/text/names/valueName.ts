/** What stands in words and figures where a run has no value, as a selection names it. */
export const NULL_NAME = 'null'
/** What stands for a text without letters. */
const EMPTY_NAME = '(empty)'
/** Texts that would look like either, and those that would look like such a text in quotes. */
const LOOKALIKE = /^"*(?:null|\(empty\))"*$/

/** A value in words: `null` where there is none, and in quotes a text that is not that but looks like it. */
export function valueName(value: unknown): string {
  if (value === null || value === undefined || Number.isNaN(value)) return NULL_NAME
  if (value === '') return EMPTY_NAME
  return typeof value === 'string' && LOOKALIKE.test(value) ? `"${value}"` : String(value)
}
