import { epochsTable } from '../../../output/data/epochsTable.ts'
import type { SweepPaths } from '../../../output/data/sweepPaths.ts'
import { toParquet } from '../../../tables/parquet.ts'
import { withColumn } from '../../../tables/withColumn.ts'
import type { Analyzed } from '../../spec/defineReport.ts'

export const RUNS_FILE = 'data/runs.parquet'
export const EPOCHS_FILE = 'data/epochs.parquet'
export const DETAILS_FILE = 'data/run_details.json'

/** The report's runs and their histories, which outlive the runs, by file name. */
export async function dataFiles(
  { runs, perEpoch }: Pick<Analyzed, 'runs' | 'perEpoch'>,
  paths: SweepPaths,
): Promise<[name: string, content: Uint8Array][]> {
  const named = withColumn(runs, 'run_dir', (cell) => paths.relative(String(cell('run_dir'))))
  const histories = new Map(
    [...perEpoch].map(([runDir, history]) => [paths.relative(runDir), history]),
  )
  return [
    [RUNS_FILE, await toParquet(named)],
    ...(histories.size === 0
      ? []
      : ([[EPOCHS_FILE, await toParquet(epochsTable(histories))]] as [string, Uint8Array][])),
  ]
}
