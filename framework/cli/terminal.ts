/**
 * The one place where commands print. Names of runs, of models and of datasets, and values of configs, may
 * hold characters that a terminal acts on: they are spelled out.
 */
import { printable, printableLines } from '../text/printable.ts'
import { wrapLine } from '../text/terminal/wrapLine.ts'

/** Prints lines to standard output; a line break in one of them is spelled out too. */
export function printLines(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${printable(line)}\n`).join(''))
}

/** Prints a table, or what programs read: as it is, unless a terminal would act on it. */
export function printData(text: string): void {
  process.stdout.write(process.stdout.isTTY ? printableLines(text) : text)
}

/**
 * Prints lines to the error stream, as {@link printLines} does: sentences, which are broken to the width of
 * a terminal.
 */
export function printError(...lines: readonly string[]): void {
  const { isTTY, columns } = process.stderr
  const width = isTTY ? columns || 80 : Number.POSITIVE_INFINITY
  const shown = lines.flatMap((line) => wrapLine(printable(line), width))
  process.stderr.write(shown.map((line) => `${line}\n`).join(''))
}
