/** Words that set or delete a config key: `key=value`, `+key=value`, `~key=value`. */
const OVERRIDE = /^[+~]{0,2}[A-Za-z_][\w./@:-]*=/

/** Whether a word of Vitest's command line is an override, and so no filter of files. */
export function isOverrideWord(word: string): boolean {
  return OVERRIDE.test(word)
}

/**
 * The Hydra overrides on a `vitest` command line: every word after `--`, and before it those of the
 * form `key=value`, which Vitest takes for filters that match no file.
 *
 * @param words without the interpreter and the script: `process.argv.slice(2)`
 */
export function overrideWords(words: readonly string[]): string[] {
  const end = words.indexOf('--')
  const before = end < 0 ? words : words.slice(0, end)
  const after = end < 0 ? [] : words.slice(end + 1)
  return [...before.filter(isOverrideWord), ...after]
}
