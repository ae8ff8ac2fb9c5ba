import { groupBy } from '../../tables/groupBy.ts'
import { isColumnName } from '../columnNames.ts'

/**
 * The columns of a sweep's parameters by their keys. A key of Hydra's is shortened to its last word
 * where no other key of the sweep has that word: `phase1.trainer.lr` is `lr`, but `actor.lr` and
 * `critic.lr` stay as they are. The package of a group (`db@source`) is left out where it is the only
 * one. Keys of other formats stay as they are.
 *
 * @param isHydras whether a key is one of a job that Hydra ran
 * @param keepWhole whether a key is never shortened
 * @param columnOf the column of a key that would have this name
 */
export function parameterNames(
  keys: readonly string[],
  {
    isHydras,
    keepWhole,
    columnOf,
  }: {
    readonly isHydras: (key: string) => boolean
    readonly keepWhole: (key: string) => boolean
    readonly columnOf: (key: string, name: string) => string
  },
): Map<string, string> {
  const shown = withoutPackages(keys.filter(isHydras))
  for (const key of keys) if (!shown.has(key)) shown.set(key, key)
  const claims = groupBy(shown.values(), lastWord)
  return new Map(
    keys.map((key) => {
      const short = shown.get(key) as string
      const word = lastWord(short)
      const isAlone = claims.get(word)?.length === 1 && isColumnName(word)
      const isShortened = isAlone && isHydras(key) && !keepWhole(key)
      return [key, columnOf(key, isShortened ? word : short)]
    }),
  )
}

/** Key -> the key without its package, or with it where a group is set in several packages. */
function withoutPackages(keys: readonly string[]): Map<string, string> {
  const bare = (key: string) => key.replace(/@.*$/s, '')
  const packages = groupBy(keys, bare)
  return new Map(keys.map((key) => [key, packages.get(bare(key))?.length === 1 ? bare(key) : key]))
}

/**
 * Other names that a parameter may be asked for by: its whole key and the ends of it
 * (`trainer.amp` and `amp` of `phase1.trainer.amp`), groups also with dots. A name that two parameters share, or
 * that is a column, is none.
 */
export function parameterAliases(names: ReadonlyMap<string, string>): Map<string, string> {
  const columns = new Set(names.values())
  const aliases = new Map<string, string | undefined>()
  for (const [key, column] of names) {
    for (const alias of [key, ...endsOf(key.replace(/@.*$/s, ''))]) {
      if (columns.has(alias)) continue
      const isShared = aliases.has(alias) && aliases.get(alias) !== column
      aliases.set(alias, isShared ? undefined : column)
    }
  }
  return new Map([...aliases].filter((alias): alias is [string, string] => alias[1] !== undefined))
}

function lastWord(key: string): string {
  return key.slice(Math.max(key.lastIndexOf('.'), key.lastIndexOf('/')) + 1)
}

/** The key and what is left of it without its first words, down to the last. */
function endsOf(key: string): string[] {
  const starts = [0, ...Array.from(key.matchAll(/[./]/g), ({ index }) => index + 1)]
  const ends = starts.map((start) => key.slice(start))
  return [...new Set(ends.flatMap((end) => [end, end.replaceAll('/', '.')]))]
}
