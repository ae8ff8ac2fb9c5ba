import type { PackedFigure } from '../packing/packedFigure.ts'
import type { NumberBytes } from './numberBytes.ts'

/** What the page's script works with, beside what the page says by itself. */
export interface PageData {
  /** Names the file of copied tables. */
  readonly reportName: string
  readonly runs: PageRuns
  /** In the order of the page; null for a figure that is too large to be live. */
  readonly figures: readonly (PackedFigure | null)[]
}

/** A cell of the table of runs. */
export type PageCell = string | number | boolean | null

export interface PageRuns {
  readonly count: number
  /** The column that names runs. */
  readonly nameColumn: string
  /** The metric that runs are compared by. */
  readonly compared: string | null
  readonly columns: readonly PageColumn[]
  /** Columns for which the page had no room. */
  readonly columnsLeftOut: number
  readonly cards: PageCards
}

export type PageColumn = ColumnMeaning & ColumnCells

export interface ColumnMeaning {
  readonly name: string
  readonly role: 'parameter' | 'metric' | 'other'
  /** Which values of a metric are better, where that is known. */
  readonly better: 'min' | 'max' | null
}

/** Infinite numbers are the texts `inf` and `-inf`, which JSON can hold. */
export type ColumnCells =
  | { readonly all: PageCell }
  | { readonly cells: readonly PageCell[] }
  /** Values that several runs share, and the place of each run's value. */
  | { readonly values: readonly PageCell[]; readonly places: readonly number[] }
  | NumberBytes
  /** Texts without the beginning that all share. */
  | { readonly prefix: string; readonly rests: readonly string[] }

/** What a run's card shows beyond its row. */
export interface PageCards {
  /** Sets of file names, each a run's, relative to its directory. */
  readonly fileSets: readonly (readonly string[])[]
  /** The set of each run; empty without any. */
  readonly files: readonly number[]
  /** Of each run, without the beginning that all share; null where it is not known. */
  readonly commandPrefix: string
  readonly commands: readonly (string | null)[]
  /** Names of curves. */
  readonly curveNames: readonly string[]
  /** Of each run, its curves. Empty without any. */
  readonly curves: readonly (readonly PageCurve[])[]
}

/** A small curve: coordinates from 0 to {@link CURVE_STEPS} between the ends of its axes. */
export interface PageCurve {
  /** The place of its name. */
  readonly name: number
  readonly x: readonly number[]
  readonly y: readonly number[]
  /** Of `x`. */
  readonly start: number
  readonly end: number
  readonly first: number
  readonly last: number
  /** Of `y`, whose steps are of its logarithm with `isLog`. */
  readonly low: number
  readonly high: number
  readonly isLog: boolean
}

/** More are not seen at the size of a card's curves. */
export const CURVE_STEPS = 100
