import type { ReportJson } from '../output/data/reportJson.ts'

/** What a small report says of itself, but for what a test is about. */
export function reportContent(more: Partial<ReportJson> = {}): ReportJson {
  return {
    schema_version: 1,
    report_id: 'report_20260102-030405_mine',
    report_name: 'mine',
    title: 'Mine',
    created_utc: '2026-01-02T03:04:05.000Z',
    product: { name: 'thesis-report', version: '0.1.0' },
    num_runs: 2,
    findings: [],
    gates: [],
    warnings: [],
    skipped: [],
    failed: [],
    not_run: [],
    tables: [],
    data: { runs: 'data/runs.parquet', epochs: null },
    figures: [],
    outputs: {},
    ...more,
  }
}
