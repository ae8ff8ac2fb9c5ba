import { table } from 'arquero'
import type { ReportJson } from '../../output/data/reportJson.ts'
import type { WrittenReport } from '../../output/page/data/writtenReport.ts'
import { reportContent } from '../reportContent.ts'

/** What a report wrote over so many runs, always the same, as its page is made from it. */
export function writtenReport(
  numRuns: number,
  {
    report,
    ...changes
  }: Partial<Omit<WrittenReport, 'report'>> & { report?: Partial<ReportJson> } = {},
): WrittenReport {
  const column = (cell: (run: number) => unknown) =>
    Array.from({ length: numRuns }, (_, run) => cell(run))
  return {
    report: reportContent({
      report_id: 'report_20251103-142813_mine',
      created_utc: '2025-11-03T14:28:13.000Z',
      num_runs: numRuns,
      columns: { parameters: ['lr'], metrics: [], compared: null },
      ...report,
    }),
    runs: table({
      run_dir: column((run) => `multirun/2025-11-03/exp_${run}`),
      run: column((run) => `exp_${run}`),
      seed: column((run) => run % 5),
      lr: column((run) => [0.1, 0.01, 0.001][run % 3]),
      ...Object.fromEntries(
        Array.from({ length: 28 }, (_, at) => [
          `metric_${at}`,
          column((run) => Math.sin(run * (at + 1))),
        ]),
      ),
    }),
    epochs: undefined,
    details: [],
    tables: [],
    figures: [],
    methods: '',
    files: new Map([['report.json', 1]]),
    ...changes,
  }
}
