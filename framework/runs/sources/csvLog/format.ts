/**
 * CSV files that training loops write under a name of their own, a line per epoch or update:
 *
 * - `results.csv` of Ultralytics' trainers (YOLO), with the settings in `args.yaml`, or of YOLOv5 in `opt.yaml` and
 *   `hyp.yaml`. Sources: `ultralytics/engine/trainer.py` (`save_metrics`), `yolov5/train.py`. Its columns are
 *   padded with blanks.
 * - `summary.csv` of timm's `train.py`, with the settings in `args.yaml`. Source: `timm/utils/summary.py`.
 * - `progress.csv` of Stable-Baselines3. Source: `stable_baselines3/common/logger.py` (`CSVOutputFormat`).
 *   A value that was not logged is blank; a new one makes a new column.
 * - `progress.txt` of OpenAI's Spinning Up, with the settings in `config.json`. Source: `spinup/utils/logx.py`.
 */

export interface CsvLogLayout {
  readonly file: string
  /** Default: a comma. */
  readonly delimiter?: string
  /** The column that says where a line stands. */
  readonly step: string
  /** The column with its epoch. */
  readonly epoch?: string
  /** Files of the settings that the writer may leave, YAML or JSON. */
  readonly settings?: readonly string[]
  /** What another column of its header looks like. */
  readonly sign: RegExp
}

export const LAYOUTS: readonly CsvLogLayout[] = [
  {
    file: 'results.csv',
    step: 'epoch',
    epoch: 'epoch',
    settings: ['args.yaml', 'opt.yaml', 'hyp.yaml'],
    sign: /^(?:train|val|metrics)\//,
  },
  {
    file: 'summary.csv',
    step: 'epoch',
    epoch: 'epoch',
    settings: ['args.yaml'],
    sign: /^(?:train|eval)_/,
  },
  {
    file: 'progress.csv',
    step: 'time/total_timesteps',
    sign: /^(?:rollout|train|eval|time)\//,
  },
  {
    file: 'progress.txt',
    delimiter: '\t',
    step: 'TotalEnvInteracts',
    epoch: 'Epoch',
    settings: ['config.json'],
    sign: /^AverageEpRet$/,
  },
]

/** Whether the first line of a file is that of its layout. */
export function hasHeader(
  { delimiter = ',', step, sign }: CsvLogLayout,
  firstLine: string,
): boolean {
  const names = firstLine.split(delimiter).map((name) => name.trim())
  return names.includes(step) && names.some((name) => name !== step && sign.test(name))
}
