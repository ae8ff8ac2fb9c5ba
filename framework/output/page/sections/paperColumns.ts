/** What a comparison says: it is on paper before all else, the first of these first. */
const MEANING = [
  ...['run', 'parameter', 'a', 'b', 'verdict', 'p_holm'],
  ...['ratio', 'ratio_low', 'ratio_high', 'difference', 'difference_low', 'difference_high'],
  ...['estimate', 'effect', 'mean', 'low', 'high', 'by', 'block', 'metric', 'n', 'n_diverged'],
]
/** Columns for which a printed page is wide enough. */
const ON_PAPER = 12
/** Letters that stand beside each other on a printed page, and those of a column whose words are broken. */
const [LETTERS_ON_PAPER, LETTERS_OF_BROKEN] = [100, 8]

/**
 * The places of the columns that are printed: where there are too many, the first one and what says what was
 * compared and found, then others in their order, ends of intervals last.
 */
export function columnsOnPaper(columns: readonly string[]): ReadonlySet<number> {
  const rank = (place: number) => {
    const name = columns[place] ?? ''
    const known = MEANING.indexOf(name)
    if (place === 0) return -1
    if (known >= 0) return known
    return MEANING.length + (/_(?:low|high)$/.test(name) ? 1 : 0)
  }
  const places = [...columns.keys()].toSorted((a, b) => rank(a) - rank(b))
  const printed = new Set(places.slice(0, ON_PAPER))
  // An end of an interval says nothing without the other one.
  for (const place of printed) {
    const partner = otherEnd(columns, place)
    if (partner >= 0 && !printed.has(partner)) printed.delete(place)
  }
  return printed
}

function otherEnd(columns: readonly string[], place: number): number {
  const name = columns[place] ?? ''
  if (/(?:^|_)low$/.test(name)) return columns.indexOf(name.replace(/low$/, 'high'))
  return /(?:^|_)high$/.test(name) ? columns.indexOf(name.replace(/high$/, 'low')) : -1
}

/** The columns whose words are broken on paper, the longest first, so that those of all others stay whole. */
export function brokenOnPaper(columns: readonly (readonly string[])[]): ReadonlySet<number> {
  const longest = columns.map((texts) =>
    texts
      .flatMap((text) => text.split(/ +/))
      .reduce((most, { length }) => Math.max(most, length), 0),
  )
  const broken = new Set<number>()
  let letters = longest.reduce((sum, length) => sum + length, 0)
  for (const at of [...longest.keys()].sort((a, b) => (longest[b] ?? 0) - (longest[a] ?? 0))) {
    const saved = (longest[at] ?? 0) - LETTERS_OF_BROKEN
    if (letters <= LETTERS_ON_PAPER || saved <= 0) break
    broken.add(at)
    letters -= saved
  }
  return broken
}
