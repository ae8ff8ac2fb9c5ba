import { printable } from '../../text/printable.ts'

/**
 * Names of runs and columns are text: `a_b_c` is not in italics, `<x>` is not an element, and nothing turns the
 * direction of what follows.
 */
export function escapeMarkdown(text: string): string {
  return printable(text.replace(/\s+/g, ' ')).replace(/[\\`*_[\]<>|]/g, (sign) => `\\${sign}`)
}
