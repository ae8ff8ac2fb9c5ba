/** What of a stream says how wide it is. */
interface Sized {
  readonly isTTY?: boolean
  readonly columns?: number
}

/**
 * The columns that text has room for: those of the terminal; Infinity in a file or a pipe. As for `git`,
 * `COLUMNS` says otherwise wherever somebody sets it: shells do not export it by themselves.
 */
export function terminalWidth(
  { isTTY, columns }: Sized,
  { COLUMNS = '' }: NodeJS.ProcessEnv = process.env,
): number {
  if (/^[1-9]\d{0,5}$/.test(COLUMNS)) return Number(COLUMNS)
  return isTTY ? columns || 80 : Number.POSITIVE_INFINITY
}
