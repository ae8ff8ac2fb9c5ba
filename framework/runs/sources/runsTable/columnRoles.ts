import { ReportError } from '../../../errors.ts'
import { nearest } from '../../../text/nearest.ts'
import { parsePythonFloat } from '../../../text/python/pythonNumber.ts'
import { cutOff } from '../../../text/shorten.ts'
import { namesResult } from '../goalByName.ts'
import type { Scalar } from '../source.ts'
import { ID_COLUMN, type PageColumns, pageOf } from './format.ts'
import type { TableColumns } from './tableColumns.ts'

/** What the user says of a table's columns. */
export interface RunsTableMapping {
  readonly params?: readonly string[] | undefined
  readonly metrics?: readonly string[] | undefined
  /** The column that tells the runs apart. */
  readonly id?: string | undefined
  /** The column with the seed, which becomes the parameter `seed`. */
  readonly seed?: string | undefined
}

export interface ColumnRoles {
  /** Name of the parameter by column. */
  readonly params: ReadonlyMap<string, string>
  /** Name of the metric by column. */
  readonly metrics: ReadonlyMap<string, string>
  readonly id: string | undefined
  readonly page: PageColumns | undefined
  /** Whether names decided what is a result. */
  readonly isGuessed: boolean
}

/**
 * Which columns are parameters and which are results: as the mapping says; where it names only one
 * of the two, the other columns are the other; without one by the tracker's prefixes, or else by
 * type and name.
 *
 * @throws {ReportError} RUN_UNUSABLE where the mapping names a column that is not there
 */
export function columnRoles(
  path: string,
  { columns }: TableColumns,
  mapping: RunsTableMapping,
): ColumnRoles {
  const names = [...columns.keys()]
  for (const name of [
    ...(mapping.params ?? []),
    ...(mapping.metrics ?? []),
    ...[mapping.id, mapping.seed].filter((each) => each !== undefined),
  ]) {
    if (!columns.has(name)) failUnknown(path, name, names)
  }
  const page = pageOf(new Set(names))
  const id = mapping.id ?? page?.id ?? names.find((name) => ID_COLUMN.test(name))
  const open = names.filter((name) => name !== id && !page?.all.has(name))
  const isGuessed =
    mapping.params === undefined && mapping.metrics === undefined && page?.prefixes === undefined
  const metricColumns = mapping.metrics ?? openMetrics(open, { columns, mapping, page })
  const metrics = new Map(metricColumns.map((name) => [name, withoutPrefix(name, 'metrics', page)]))
  const paramColumns = mapping.params ?? openParams(open, page)
  const params = new Map(
    paramColumns
      .filter((name) => !metrics.has(name))
      .map((name) => [name, withoutPrefix(name, 'params', page)]),
  )
  if (mapping.seed !== undefined) params.set(mapping.seed, 'seed')
  return { params, metrics, id, page, isGuessed }
}

interface OpenOptions {
  readonly columns: ReadonlyMap<string, readonly Scalar[]>
  readonly mapping: RunsTableMapping
  readonly page: PageColumns | undefined
}

function openMetrics(open: readonly string[], { columns, mapping, page }: OpenOptions): string[] {
  if (page?.prefixes !== undefined) {
    const { metrics } = page.prefixes
    return open.filter((name) => name.startsWith(metrics))
  }
  const numeric = open.filter((name) => isNumeric(columns.get(name) ?? []))
  return mapping.params === undefined
    ? numeric.filter(namesResult)
    : numeric.filter((name) => !mapping.params?.includes(name) && name !== mapping.seed)
}

function openParams(open: readonly string[], page: PageColumns | undefined): string[] {
  const { prefixes } = page ?? {}
  return prefixes === undefined
    ? [...open]
    : open.filter((name) => name.startsWith(prefixes.params))
}

function withoutPrefix(
  name: string,
  role: 'params' | 'metrics',
  page: PageColumns | undefined,
): string {
  const prefix = page?.prefixes?.[role] ?? ''
  return name.startsWith(prefix) ? name.slice(prefix.length) : name
}

/** A column of results may have a few cells such as `n/a`. */
function isNumeric(cells: readonly Scalar[]): boolean {
  const filled = cells.filter((cell) => cell !== null)
  const numbers = filled.filter((cell) => resultIn(cell) !== undefined)
  return numbers.length > 0 && numbers.length * 2 >= filled.length
}

/** The number in a cell, also where other cells have made its column one of texts. */
export function resultIn(cell: Scalar): number | undefined {
  if (typeof cell === 'number' || typeof cell === 'bigint') return Number(cell)
  return typeof cell === 'string' ? parsePythonFloat(cell) : undefined
}

/** The finding for a cell in a column of results that is not a number. */
export function notANumber(column: string): string {
  return `the result in '${cutOff(column)}' is not a number; it is missing`
}

function failUnknown(path: string, name: string, names: readonly string[]): never {
  const similar = nearest(name, names)
  const hint = similar === undefined ? '' : `; did you mean '${similar}'?`
  throw new ReportError('RUN_UNUSABLE', `${path} has no column '${name}'${hint}`)
}
