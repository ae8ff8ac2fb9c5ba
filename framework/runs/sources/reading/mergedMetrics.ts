import type { SourceRun } from '../source.ts'
import type { ClaimFiles } from './claimFiles.ts'
import { doubleMetrics } from './doubleMetrics.ts'
import { MetricsBuilder, type Position } from './series.ts'

/** More numbers with names of their own are data, and no metrics of a run. */
export const MAX_METRICS = 10_000

/** The metrics of several files of one run. Where two files have the same one, the first counts. */
export class MergedMetrics {
  readonly #metrics = new MetricsBuilder()
  readonly #fileOf = new Map<string, string>()
  /** The last value of each metric that a file has, also of those that count by another. */
  readonly #lastIn = new Map<string, Map<string, number>>()
  readonly #findings = new Set<string>()

  add(file: string, metric: string, value: number, position?: Position): void {
    const first = this.#fileOf.get(metric)
    const isKnown = first !== undefined || this.#fileOf.size < MAX_METRICS
    if (isKnown) this.#noteLast(file, metric, value)
    if (!isKnown) {
      this.#findings.add(`${file} has more than ${MAX_METRICS} metrics; the rest is left out`)
    } else if (first === undefined || first === file) {
      this.#fileOf.set(metric, file)
      this.#metrics.add(metric, value, position)
    }
  }

  /** Whether a file gave any metric. */
  has(file: string): boolean {
    return this.#lastIn.has(file)
  }

  #noteLast(file: string, metric: string, value: number): void {
    const known = this.#lastIn.get(file) ?? new Map<string, number>()
    this.#lastIn.set(file, known.set(metric, value))
  }

  /** The run whose files these are, of which a format says nothing but metrics. */
  toRun(files: ClaimFiles): SourceRun {
    const doubles = doubleMetrics(Array.from(this.#lastIn, ([source, last]) => ({ source, last })))
    return {
      path: files.directory,
      status: 'unknown',
      params: new Map(),
      metrics: this.#metrics.build(),
      files: files.files,
      findings: [...files.findings, ...this.#findings, ...doubles],
    }
  }
}
