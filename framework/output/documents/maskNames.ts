import { escapeRegExp } from '../../text/escapeRegExp.ts'

/** Names that tell who made the runs, and where. */
export interface NamesToMask {
  /** Of each run, in the order of its table: what it is called, and its path in every form. */
  readonly runs: readonly (readonly string[])[]
  /** Of each input: likewise. */
  readonly sweeps: readonly (readonly string[])[]
  readonly users: readonly string[]
  readonly hosts: readonly string[]
}

/** Puts pseudonyms in place of names. */
export interface NameMask {
  /** A text without the names, and without paths, addresses and URLs. */
  readonly text: (text: string) => string
  /** The pseudonym of each run: `run-001`, `run-002`, … */
  readonly runs: readonly string[]
}

/** Digits of a run's pseudonym, at least. */
const MIN_DIGITS = 3

const ADDRESS = /[^\s"'`<>(),;:]+@[^\s"'`<>(),;:]+\.\p{L}+/gu
const URL_TEXT = /\b\p{L}[\p{L}\d+.-]*:\/\/[^\s"'`<>()]+/gu
/** From the root of a disk, the home directory or a folder above; `/loss` alone may be a metric. */
const PATH =
  /(?<=^|[\s"'`=,;:(<[{])(?:(?:~|…|\.{1,2}|\p{L}:)[\\/][^\s"'`,;:()<>[\]{}]+|(?:[\\/][^\s"'`,;:()<>[\]{}\\/]+){2,}[\\/]?)/gu

/** What stands for a name until all are replaced, so that no pseudonym is taken for a name. */
const [OPEN, CLOSE] = ['\uE000', '\uE001']

/**
 * A mask that gives each name one pseudonym, the same in all texts. Within a text, a name counts where
 * no letter or digit is beside it; a run that is called by a number alone is not told from a number
 * there.
 */
export function maskNames({ runs, sweeps, users, hosts }: NamesToMask): NameMask {
  const digits = Math.max(MIN_DIGITS, String(runs.length).length)
  const runPseudonyms = runs.map((_, at) => `run-${String(at + 1).padStart(digits, '0')}`)
  const numbered = (kind: string, at: number) => `${kind}-${at + 1}`
  const pseudonyms = new Map<string, string>()
  const add = (names: readonly string[], pseudonym: string) => {
    for (const name of names.filter(isTelling)) {
      if (!pseudonyms.has(name)) pseudonyms.set(name, pseudonym)
    }
  }
  for (const [at, names] of runs.entries()) add(names, runPseudonyms[at] as string)
  for (const [at, names] of sweeps.entries()) add(names, numbered('sweep', at))
  for (const [at, name] of users.entries()) add([name], numbered('user', at))
  for (const [at, name] of hosts.entries()) add([name], numbered('host', at))
  // A path goes before the names in it.
  const byLength = [...pseudonyms].sort(([a], [b]) => b.length - a.length)

  const others = new Map<string, string>()
  const pseudonymOf = (kind: string, name: string) => {
    const known = others.get(name) ?? numbered(kind, countOf(others, kind))
    others.set(name, known)
    return known
  }
  return {
    runs: runPseudonyms,
    text: (text) => {
      const used: string[] = []
      const put = (pseudonym: string) => `${OPEN}${used.push(pseudonym) - 1}${CLOSE}`
      let masked = text
      for (const [name, pseudonym] of byLength) {
        if (masked.includes(name)) masked = masked.replace(wholeName(name), () => put(pseudonym))
      }
      return masked
        .replace(URL_TEXT, (found) => put(pseudonymOf('url', found)))
        .replace(ADDRESS, (found) => put(pseudonymOf('address', found)))
        .replace(PATH, (found) => put(pseudonymOf('path', found)))
        .replace(/\uE000(\d+)\uE001/g, (_, at: string) => used[Number(at)] as string)
    },
  }
}

/** Numbers and single letters stand in every text. */
function isTelling(name: string): boolean {
  return name.length > 1 && /\p{L}/u.test(name)
}

function countOf(pseudonyms: ReadonlyMap<string, string>, kind: string): number {
  return [...pseudonyms.values()].filter((each) => each.startsWith(`${kind}-`)).length
}

function wholeName(name: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${escapeRegExp(name)}(?![\\p{L}\\p{N}])`, 'gu')
}
