import type { SourceRun } from '../source.ts'
import type { ClaimFiles } from './claimFiles.ts'
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

  /** The run whose files these are, of which a format says nothing but metrics. */
  toRun(files: ClaimFiles): SourceRun {
    return {
      path: files.directory,
      status: 'unknown',
      params: new Map(),
      metrics: this.#metrics.build(),
      files: files.files,
      findings: [...files.findings, ...this.#findings],
    }
  }
}
