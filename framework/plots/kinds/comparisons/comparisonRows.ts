import * as v from 'valibot'
import type { Comparison } from '../../../compare/comparison.ts'
import { groupName, plottable } from '../../../tables/columns.ts'
import { groupBy } from '../../../tables/groupBy.ts'
import { leftOut } from '../../../text/counts.ts'
import type { Figure } from '../../figure.ts'
import { columnName } from '../../parts/columnTitles.ts'
import { ROW_FACET_AXES } from '../../parts/options.ts'
import type { PanelPlace } from '../../parts/panels/facetMembers.ts'
import { drawItemFacets, type RowFacetAxes } from '../../parts/panels/facets.ts'
import { namesInFull, shownNames } from '../../parts/shownNames.ts'
import { effectOf } from './verdictStyle.ts'

/** What figures of comparisons take: what `compareGroups` or `compareParameters` returns. */
export interface Comparisons {
  readonly rows: readonly Comparison[]
}

export const COMPARISONS = v.custom<Comparisons>(
  (value) =>
    typeof value === 'object' && value !== null && Array.isArray((value as Comparisons).rows),
  'expected comparisons, as compareGroups returns them',
)

export interface ComparisonFacets {
  /**
   * A panel for each compared parameter, or for each block of runs that agree in the other ones; of two, the
   * first is that of the rows of panels. Default none: all rows stand below each other.
   */
  readonly facet?: ComparisonFacet | readonly [rows: ComparisonFacet, columns: ComparisonFacet]
  /** `free`: each panel has an axis of effects of its own. Default `free y`. */
  readonly facetAxes?: RowFacetAxes
}

type ComparisonFacet = 'by' | 'block'

const COMPARISON_FACET = v.picklist(['by', 'block'])
/** What {@link ComparisonFacets} take. */
export const COMPARISON_FACETS = {
  facet: v.lazy((value) =>
    Array.isArray(value) && value.length === 2
      ? v.tuple([COMPARISON_FACET, COMPARISON_FACET])
      : v.picklist(['by', 'block'], 'expected "by", "block" or a list of both'),
  ),
  facetAxes: ROW_FACET_AXES,
}

/** Draws the rows in one forest or, with `facet`, in a panel for each of their parameters or blocks. */
export function drawComparisons(
  rows: readonly Comparison[],
  { facet, facetAxes = 'free y' }: ComparisonFacets,
  draw: (rows: readonly Comparison[]) => Figure,
): Figure {
  if (facet === undefined) return draw(rows)
  const facets = [facet].flat()
  const items = rows.map((row) => ({
    // What the title says, names of rows need not repeat.
    row: facets.includes('block') ? { ...row, block: '' } : row,
    facet: (typeof facet === 'string'
      ? titleOf(row, facet)
      : facet.map((each) => titleOf(row, each))) as PanelPlace,
  }))
  return drawItemFacets(items, [], { palette: undefined, facetAxes }, (_, shown) =>
    draw(shown.map(({ row }) => row)),
  )
}

function titleOf(row: Comparison, facet: ComparisonFacet): string {
  return facet === 'by' ? columnName(row.by) : row.block || 'all runs'
}

const MAX_VALUE_LETTERS = 18
const MAX_BLOCK_LETTERS = 24

/** Inches of a row, and of what stands around the rows. */
export const ROW_INCHES = 0.19
export const AROUND_INCHES = 0.75

/** The rows that a figure has room for, and the notes on the others. */
export interface ChosenRows {
  readonly rows: Comparison[]
  readonly notes: string[]
}

/**
 * The rows with a value, at most `limit`: those that are called different first, then those
 * with an interval, then the largest effects.
 *
 * @param value what the figure shows of a row; null: nothing
 * @param what a row lacks that is left out, such as `ratio`
 */
export function chooseRows(
  all: readonly Comparison[],
  limit: number,
  value: (row: Comparison) => number | null,
  what: string,
): ChosenRows {
  const known = all.filter((row) => {
    const found = value(row)
    return found !== null && Number.isFinite(plottable(found))
  })
  const rank = (row: Comparison) =>
    2 * Number(row.verdict === 'different') + Number(hasInterval(row))
  const size = (row: Comparison) => Math.abs(effectOf(row) ?? 0)
  const rows =
    known.length <= limit
      ? known
      : known.toSorted((a, b) => rank(b) - rank(a) || size(b) - size(a)).slice(0, limit)
  return {
    rows,
    notes: [
      ...leftOut(all.length - known.length, 'comparison', `without a ${what}`),
      ...(rows.length < known.length
        ? [
            `Top ${rows.length} of ${known.length} comparisons: those that differ first, then those with an interval, then the largest effects.`,
          ]
        : []),
    ],
  }
}

/** Whether the effect of a row has an interval, which takes several units. */
export function hasInterval({ ratioLow, differenceLow }: Comparison): boolean {
  return ratioLow !== null || differenceLow !== null
}

/** The rows by their names. */
export interface RowNames {
  readonly names: string[]
  /** Without what they rest on, and none of what they consist of shortened. */
  readonly namesInFull: string[]
  /** What every row rests on; null where rows differ in that. */
  readonly size: string | null
  /** A caption's sentences with the names that are shortened; see `namesInFull`. */
  readonly inFull: string
}

/**
 * How the values of each parameter are written: numbers in one notation, which those of another parameter, or names,
 * do not ask to be otherwise; names so that they differ from all others.
 */
function valueNames(rows: readonly Comparison[]): {
  nameOf: (by: string, value: Comparison['a']) => string
  inFull: string
} {
  const valuesOf = (members: readonly Comparison[]) =>
    members.flatMap(({ a, b }) => [groupName(a), groupName(b)])
  const areNames = ({ a, b }: Comparison) => typeof a === 'string' && typeof b === 'string'
  const names = valuesOf(rows.filter(areNames))
  const nameAs = shownNames(names, MAX_VALUE_LETTERS)
  const others = groupBy(
    rows.filter((row) => !areNames(row)),
    ({ by }) => by,
  )
  const otherAs = new Map(
    Array.from(others, ([by, members]) => [by, shownNames(valuesOf(members), MAX_VALUE_LETTERS)]),
  )
  const isName = new Set(names)
  return {
    nameOf: (by, value) => {
      const name = groupName(value)
      const shownAs = isName.has(name) ? nameAs : otherAs.get(by)
      return (shownAs ?? nameAs)(name)
    },
    inFull: namesInFull(names, MAX_VALUE_LETTERS),
  }
}

/** How the parts of the name of a row are written. */
interface NameForms {
  parameter(name: string): string
  block(name: string): string
  value(by: string, value: Comparison['a']): string
}

/**
 * What each row compares, such as `vq / none`, and what it rests on where rows differ in that.
 *
 * @param sign between the groups, such as `/`
 * @param sizeOf what a row rests on, such as `6 pairs`
 */
export function rowNames(
  rows: readonly Comparison[],
  sign: string,
  sizeOf: (row: Comparison) => string,
): RowNames {
  const isSeveral = new Set(rows.map(({ by }) => by)).size > 1
  const sizes = rows.map(sizeOf)
  const values = valueNames(rows)
  const blockAs = shownNames(
    rows.map(({ block }) => shortBlock(block)),
    MAX_BLOCK_LETTERS,
  )
  const parameterAs = shownNames(
    rows.map(({ by }) => columnName(by)),
    MAX_VALUE_LETTERS,
  )
  const isShared = new Set(sizes).size === 1
  const nameOf = ({ by, a, b, block }: Comparison, as: NameForms) => {
    // Names say by themselves what they are values of; numbers do not.
    const isNamed = typeof a === 'string' && typeof b === 'string'
    const what = isSeveral && !isNamed ? `${as.parameter(columnName(by))}: ` : ''
    const where = block === '' ? '' : `, ${as.block(shortBlock(block))}`
    return `${what}${isolated(as.value(by, b))} ${sign} ${isolated(as.value(by, a))}${where}`
  }
  const short: NameForms = { parameter: parameterAs, block: blockAs, value: values.nameOf }
  const full: NameForms = {
    parameter: (name) => name,
    block: (name) => name,
    value: (by, value) => (typeof value === 'string' ? value : values.nameOf(by, value)),
  }
  return {
    names: rows.map((row, at) => nameOf(row, short) + (isShared ? '' : ` (${sizes[at]})`)),
    namesInFull: rows.map((row) => nameOf(row, full)),
    size: isShared ? (sizes[0] ?? null) : null,
    inFull: [
      values.inFull,
      namesInFull(
        rows.map(({ block }) => shortBlock(block)),
        MAX_BLOCK_LETTERS,
      ),
    ].join(''),
  }
}

/** Of a block of one parameter whose value is a name, that name: `none` of `tokenizer=none`. */
function shortBlock(block: string): string {
  const [, value] = /^[^=,]+=([^=,]+)$/.exec(block) ?? []
  const isName = value !== undefined && Number.isNaN(Number(value)) && !NO_NAMES.has(value)
  return isName ? value : block
}

const NO_NAMES = new Set(['true', 'false', 'null'])

/** A name written from right to left keeps its side of the sign. */
function isolated(name: string): string {
  return RIGHT_TO_LEFT.test(name) ? `\u2068${name}\u2069` : name
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/
