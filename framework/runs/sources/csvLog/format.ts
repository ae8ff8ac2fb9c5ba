/**
 * CSV files that training loops write under a name of their own, a line per epoch or update:
 *
 * - `results.csv` of Ultralytics' trainers (YOLO), with the settings in `args.yaml`. Source:
 *   `ultralytics/engine/trainer.py` (`save_metrics`). Its columns are padded with blanks.
 * - `summary.csv` of timm's `train.py`, with the settings in `args.yaml`. Source: `timm/utils/summary.py`.
 * - `progress.csv` of Stable-Baselines3. Source: `stable_baselines3/common/logger.py` (`CSVOutputFormat`).
 *   A value that was not logged is blank; a new one makes a new column.
 */

export interface CsvLogLayout {
  readonly file: string
  /** The column that says where a line stands. */
  readonly step: string
  readonly isEpoch: boolean
  /** The file of the settings, where the writer leaves one. */
  readonly settings?: string
  /** What another column of its header looks like. */
  readonly sign: RegExp
}

export const LAYOUTS: readonly CsvLogLayout[] = [
  {
    file: 'results.csv',
    step: 'epoch',
    isEpoch: true,
    settings: 'args.yaml',
    sign: /^(?:train|val|metrics)\//,
  },
  {
    file: 'summary.csv',
    step: 'epoch',
    isEpoch: true,
    settings: 'args.yaml',
    sign: /^(?:train|eval)_/,
  },
  {
    file: 'progress.csv',
    step: 'time/total_timesteps',
    isEpoch: false,
    sign: /^(?:rollout|train|eval|time)\//,
  },
]

/** Whether the first line of a file is that of its layout. */
export function hasHeader({ step, sign }: CsvLogLayout, firstLine: string): boolean {
  const names = firstLine.split(',').map((name) => name.trim())
  return names.includes(step) && names.some((name) => name !== step && sign.test(name))
}
