import type { Series } from '../source.ts'
import { MetricsBuilder, type Position } from './series.ts'

/** More numbers with names of their own are data, and no metrics of a run. */
export const MAX_METRICS = 10_000

/** The metrics of several files of one run. Where two files have the same one, the first counts. */
export class MergedMetrics {
  readonly #metrics = new MetricsBuilder()
  readonly #fileOf = new Map<string, string>()
  readonly #findings = new Set<string>()

  add(file: string, metric: string, value: number, position?: Position): void {
    const first = this.#fileOf.get(metric)
    if (first === undefined && this.#fileOf.size >= MAX_METRICS) {
      this.#findings.add(`${file} has more than ${MAX_METRICS} metrics; the rest is left out`)
    } else if (first !== undefined && first !== file) {
      this.#findings.add(`${file} has metrics of ${first} too; those of ${first} count`)
    } else {
      this.#fileOf.set(metric, file)
      this.#metrics.add(metric, value, position)
    }
  }

  build(): { metrics: Map<string, Series>; findings: string[] } {
    return { metrics: this.#metrics.build(), findings: [...this.#findings] }
  }
}
