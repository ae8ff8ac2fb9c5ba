/** Names of runs and columns are text: `a_b_c` is not in italics, and `<x>` is not an element. */
export function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>|]/g, (sign) => `\\${sign}`).replace(/\s+/g, ' ')
}
