import type { CellValue } from '../../tables/valueKey.ts'
import { valueName } from '../../text/names/valueName.ts'
import type { Better } from '../better.ts'

/** What settings are ranked by. */
export interface Ranking {
  readonly metric: string
  readonly better: Better
  readonly parameters: readonly string[]
}

/** The runs of a setting with a value. */
export interface MeasuredSetting {
  /** Of the parameters, in their order. */
  readonly values: readonly CellValue[]
  /** Rows of the runs table, diverged ones included. */
  readonly rows: readonly number[]
  readonly n: number
  readonly nDiverged: number
  /** Of the runs that did not diverge, and their rows. */
  readonly finite: readonly number[]
  readonly finiteRows: readonly number[]
  /** The mean that ranks; null where all diverged. */
  readonly estimate: number | null
}

/** `opt=adam, lr=0.01` */
export function settingName({ values }: MeasuredSetting, parameters: readonly string[]): string {
  return parameters.map((each, at) => `${each}=${valueName(values[at])}`).join(', ')
}
