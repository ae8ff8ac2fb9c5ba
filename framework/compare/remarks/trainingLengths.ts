import { plansLength } from '../../runs/parameters/plannedLength.ts'
import { resolveColumn } from '../../tables/columnAliases.ts'
import { runDirs } from '../../tables/columns.ts'
import { cellValue } from '../../tables/valueKey.ts'
import { type Compared, comparedColumns } from './compared.ts'

/** How long runs trained. */
export interface TrainingLengths {
  readonly unit: 'epoch' | 'step'
  /** Whether only the last one that was logged says so. */
  readonly isLastLogged: boolean
  /** By the row of the runs table; null where it is not known. */
  readonly of: (row: number) => number | null
}

/**
 * What the column `epochs` says or, where no compared run has any, what the histories do; undefined where the length is
 * what is compared or held equal, and where no axis has a length for every compared run.
 */
export function trainingLengths(compared: Omit<Compared, 'rows'>): TrainingLengths | undefined {
  const { runs, measured, ends } = compared
  const listed = comparedColumns(compared)
  if (listed.includes('epochs')) return undefined
  const rows = measured.groups.flatMap((group) => group.runs.map(({ row }) => row))
  const column = resolveColumn(runs, 'epochs')
  if (column !== undefined) {
    const cells = runs.array(column) as ArrayLike<unknown>
    const ofColumn = (row: number) => finiteOrNull(cellValue(cells[row]))
    if (rows.some((row) => ofColumn(row) !== null))
      return { unit: 'epoch', isLastLogged: false, of: ofColumn }
  }
  const directories = runDirs(runs)
  const last = (axis: 'epoch' | 'step') => (row: number) =>
    finiteOrNull(ends?.get(directories[row] ?? '')?.[axis])
  // Epochs of one run say nothing of another's steps.
  const axis = (['epoch', 'step'] as const).find((each) => rows.map(last(each)).every(isKnown))
  if (axis === undefined || listed.some((each) => plansLength(each, axis))) return undefined
  return { unit: axis, isLastLogged: true, of: last(axis) }
}

function isKnown(length: number | null): boolean {
  return length !== null
}

function finiteOrNull(value: unknown): number | null {
  const length = typeof value === 'bigint' ? Number(value) : value
  return typeof length === 'number' && Number.isFinite(length) ? length : null
}
