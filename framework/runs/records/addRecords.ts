import type { LoadedRun, RunResult } from '../runRecord.ts'
import { mergeRuns } from './joinRuns.ts'

/**
 * A run with facts and what loggers recorded beside them: their metrics are further columns. What
 * cannot be read of them, and records of parts such as folds, which have no place in its row, are told.
 */
export function addRecords(run: LoadedRun, records: readonly RunResult[]): LoadedRun {
  const loaded = records.filter((record) => record.status === 'loaded')
  const [only, ...others] = loaded.filter(({ metrics }) => metrics.length > 0)
  const merged = only !== undefined && others.length === 0 ? mergeRuns([run, only]) : run
  const told = records.flatMap((record) => {
    if (record.status === 'skipped') return [`${record.runDir}: ${record.reason}`]
    return others.includes(record) || (others.length > 0 && record === only)
      ? [`${record.runDir}: a part of a run with facts, which is left out`]
      : []
  })
  const findings = told.map((detail) => ({ kind: 'source-remark' as const, detail }))
  return { ...merged, findings: [...merged.findings, ...findings] }
}
