import { range } from 'd3-array'
import { NULL_NAME } from '../../../text/names/valueName.ts'
import { formatAlike } from '../../../text/numbers/numberFormat.ts'
import { compareNames, isNumber } from '../colours/palette.ts'

/** The columns or rows of a grid. */
export interface GridPlaces {
  /** In their order. */
  readonly names: string[]
  /** The one in which each run stands; undefined for a run of a value that has no place. */
  readonly ofRuns: (string | undefined)[]
  readonly notes: string[]
}

/** What is told of a grid that has more values than places. */
export interface GridSide {
  /** `columns` or `rows`. */
  readonly noun: string
  /** More are thinner than what stands between them. */
  readonly most: number
  /** Into which more numbers than that are gathered. */
  readonly gathered: number
}

/** Of the least number of a place; the most tell any two doubles apart. */
const [LEAST_DIGITS, MOST_DIGITS] = [2, 17]

/**
 * A place for each value of a column. Where a page has no room for all, neighbouring numbers share a place,
 * about as many each, under the least of them; of names, the first have places.
 *
 * @param values of the runs
 * @param title of the column
 */
export function gridPlaces(
  values: readonly string[],
  title: string,
  { noun, most, gathered }: GridSide,
): GridPlaces {
  const names = [...new Set(values)].sort(compareNames)
  if (names.length <= most) return { names, ofRuns: [...values], notes: [] }
  const numbers = names.filter(isNumber)
  const others = names.filter((name) => !isNumber(name))
  if (others.every((name) => name === NULL_NAME)) {
    const ranges = rangesOf(numbers, gathered)
    const rangeOf = new Map(
      ranges.flatMap(({ name, members }) => members.map((each) => [each, name])),
    )
    return {
      names: [...ranges.map(({ name }) => name), ...others],
      ofRuns: values.map((value) => rangeOf.get(value) ?? value),
      notes: [
        `${numbers.length} values of ${title} stand in ${ranges.length} ${noun}, neighbours together under the least.`,
      ],
    }
  }
  const shown = new Set(names.slice(0, most))
  return {
    names: [...shown],
    ofRuns: values.map((value) => (shown.has(value) ? value : undefined)),
    notes: [`The first ${most} of ${names.length} values of ${title} are shown.`],
  }
}

/** Neighbouring numbers, about as many in each range, which is named by its least. */
function rangesOf(
  sorted: readonly string[],
  n: number,
): { readonly name: string; readonly members: string[] }[] {
  const at = (share: number) => Math.round(share * sorted.length)
  const parts = Array.from({ length: n }, (_, i) => sorted.slice(at(i / n), at((i + 1) / n)))
  const starts = parts.map(([least]) => Number(least))
  const forms = range(LEAST_DIGITS, MOST_DIGITS + 1).map((digits) =>
    formatAlike(starts, { digits }),
  )
  const apart = forms.find((each) => new Set(each).size === n) ?? starts.map(String)
  return parts.map((members, i) => ({ name: `from ${apart[i]}`, members }))
}
