import type { StudentEstimate } from '../../stats/tests/studentTest.ts'
import type { TestResult } from '../../stats/tests/testResult.ts'
import type { Unit } from '../comparison.ts'
import type { Scale } from '../groups/metricScale.ts'

/** What the test of a contrast gives. */
export interface Tested {
  readonly unit: Unit
  readonly test: string
  /** Units of the test; where they are not paired, of both groups. */
  readonly nUnits: number
  /** Units of each group, where they are not paired; else 0. */
  readonly nUnitsA: number
  readonly nUnitsB: number
  /** The fewest units that any of the tests rests on, or of either group. */
  readonly leastUnits: number
  /** Of the finite units, on the scale; undefined where there are none. */
  readonly estimate: StudentEstimate | undefined
  /** Of all tests that were made: what is claimed must hold by each of them. */
  readonly estimates: readonly StudentEstimate[]
  readonly pValue: number
  /** The sign of b minus a, by what the p-value is of. */
  readonly direction: number
  readonly exact: TestResult
  /** Whether all units have the same difference: they count as one. */
  readonly isConstant: boolean
  /** Whether `pValue` is that of ranks, since a run diverged. */
  readonly isRanked: boolean
}

/** What the test of a contrast depends on, beside its units. */
export interface Circumstances {
  readonly scale: Scale
  /** Whether any compared run diverged. */
  readonly hasDiverged: boolean
  /** Whether pairs of the same seed resemble each other in the table as a whole. */
  readonly seedsResemble: boolean
}

/** What a name of a test says of ratio and interval, where ranks decide. */
export const FINITE_PAIRS = 'diverged as worst; ratio and interval: finite pairs only'

/** What is tested on a scale. */
export function onScaleInWords(scale: Scale): string {
  return scale === 'ratio' ? 'log ratios' : 'differences'
}
