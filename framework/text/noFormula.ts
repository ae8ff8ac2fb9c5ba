/** What spreadsheets take for a formula at the start of a text. */
const FORMULA_START = /^[=+\-@\t\r]/
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$|^-inf$/i

/**
 * A cell that no spreadsheet takes for a formula: an apostrophe stands before a text that starts with `=`, `+`, `-`,
 * `@`, a tab or a carriage return. Numbers stay as they are.
 */
export function noFormula(cell: string): string {
  return FORMULA_START.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell
}
