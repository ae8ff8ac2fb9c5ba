import type { ColumnTable } from 'arquero'
import * as v from 'valibot'
import { resolveColumn } from '../../tables/columnAliases.ts'
import * as check from '../../text/checkOptions.ts'
import { nearest } from '../../text/nearest.ts'
import { isKnownColumn } from './columnTitles.ts'
import type { FacetOptions } from './panels/facets.ts'

export { BETTER } from '../../compare/comparisonSchemas.ts'

const CODE = 'FIGURE_OPTIONS_INVALID'

/**
 * Checks the options of a figure.
 *
 * @param kind of figure, as its function is called
 * @param required options without a default
 * @throws {ReportError} FIGURE_OPTIONS_INVALID; see {@link check.checkOptions}
 */
export function checkOptions(
  kind: string,
  options: unknown,
  schemas: check.OptionSchemas,
  required?: readonly string[],
): void {
  check.checkOptions(CODE, kind, options, schemas, required)
}

/**
 * Checks the data of a figure, which plain JavaScript may leave out.
 *
 * @param data by the names of the function's parameters
 * @throws {ReportError} FIGURE_OPTIONS_INVALID; see {@link check.checkArguments}
 */
export function checkData(
  kind: string,
  data: Readonly<Record<string, unknown>>,
  schemas: check.OptionSchemas,
): void {
  check.checkArguments(CODE, kind, data, schemas)
}

export const SCALE = v.picklist(['auto', 'linear', 'log'])
export const PALETTE = v.custom(
  (value) => check.hasMethods(value, 'get'),
  'expected the colours by group, as colours() returns them',
)
export const FACET_AXES = v.picklist(['shared', 'free', 'free x', 'free y'])
export const ROW_FACET_AXES = v.picklist(['free', 'free y'])
export const REFERENCE = v.strictObject({ name: check.TEXT, value: check.FINITE })

/**
 * A column of the table, or one that every table of runs may have: runs without a value for it make
 * a figure with a note, and so do no runs at all.
 *
 * @param or `null` may be given too, for what the option's documentation says
 */
export function columnOf(table: ColumnTable, or?: 'or null') {
  const isAlias = (name: string) => resolveColumn(table, name) !== undefined
  return oneOfColumns(() => table.columnNames(), table.numRows() === 0, { or, isAlias })
}

/** Any number of {@link columnOf}. */
export function columnsOf(table: ColumnTable) {
  return v.array(columnOf(table), 'expected a list of columns')
}

/** {@link columnOf} for a column of the histories. */
export function historyColumnOf(perEpoch: ReadonlyMap<string, ColumnTable>) {
  const columns = () => [
    ...new Set(Array.from(perEpoch.values(), (history) => history.columnNames()).flat()),
  ]
  // Of runs without histories there are no columns, and nothing that a name could be wrong about.
  return oneOfColumns(columns, columns().length === 0)
}

/** The panel of an item that is not a run; see `FacetedItem`. */
export const ITEM_FACET = v.optional(v.union([check.TEXT, v.strictTuple([check.TEXT, check.TEXT])]))

/** What the options of facets take. */
export function facetSchemas(runs: ColumnTable): Record<keyof FacetOptions, v.GenericSchema> {
  const column = columnOf(runs)
  const facet = v.lazy((value) =>
    Array.isArray(value)
      ? v.pipe(
          v.array(column),
          v.check(
            ({ length }) => length === 2,
            'expected one column, or two for the rows and the columns of panels',
          ),
        )
      : columnOf(runs, 'or null'),
  )
  return { facet, facetAxes: FACET_AXES }
}

function oneOfColumns(
  columns: () => readonly string[],
  isEmpty: boolean,
  {
    or,
    isAlias = () => false,
  }: {
    readonly or?: 'or null' | undefined
    readonly isAlias?: (name: string) => boolean
  } = {},
) {
  const isColumn = (value: unknown) =>
    typeof value === 'string' &&
    (isEmpty || isKnownColumn(value) || columns().includes(value) || isAlias(value))
  return v.custom<string | null>(
    (value) => isColumn(value) || (or !== undefined && value === null),
    ({ input }) => {
      const names = columns()
      const listed =
        names.slice(0, MAX_LISTED).join(', ') + (names.length > MAX_LISTED ? ', …' : '')
      const near = typeof input === 'string' ? nearest(input, names) : undefined
      return (
        `expected the name of a column${or === undefined ? '' : ' or null'}` +
        `${near === undefined ? '' : `, perhaps "${near}"`} (${listed})`
      )
    },
  )
}

const MAX_LISTED = 40
