/** Words that set or delete a config key: `key=value`, `+key=value`, `~key=value`. */
const OVERRIDE = /^[+~]{0,2}[A-Za-z_][\w./@:-]*=/

/** What a `vitest` command line says about reports. */
export interface ReportCommandLine {
  /** Hydra overrides: every word after `--`, and before it those of the form `key=value`. */
  readonly overrides: readonly string[]
  /** The other plain words before `--`, among them the filters that name test files. */
  readonly filters: readonly string[]
}

/**
 * Reads the words of a `vitest` command line that Vitest itself takes for file filters.
 *
 * @param words without the interpreter and the script: `process.argv.slice(2)`
 */
export function readCommandLine(words: readonly string[]): ReportCommandLine {
  const end = words.indexOf('--')
  const before = (end < 0 ? words : words.slice(0, end)).filter((word) => !word.startsWith('-'))
  const after = end < 0 ? [] : words.slice(end + 1)
  return {
    overrides: [...before.filter((word) => OVERRIDE.test(word)), ...after],
    filters: before.filter((word) => !OVERRIDE.test(word)),
  }
}
