/**
 * CSV files that training loops write under a name of their own, a line per epoch or update:
 *
 * - `results.csv` of Ultralytics' trainers (YOLO), with the settings in `args.yaml`, or of YOLOv5 in `opt.yaml` and
 *   `hyp.yaml`. Sources: `ultralytics/engine/trainer.py` (`save_metrics`), `yolov5/train.py`. Its columns are
 *   padded with blanks.
 * - `summary.csv` of timm's `train.py`, with the settings in `args.yaml`. Source: `timm/utils/summary.py`.
 * - `progress.csv` of Stable-Baselines3, OpenAI Baselines, rllab, garage, rlkit and guided-diffusion, whose loggers
 *   descend from each other and count in columns of many names, with the settings in `variant.json` (garage, rlkit),
 *   `params.json` (rllab) or `training_args.json` (DiffuSeq). Sources: `stable_baselines3/common/logger.py`
 *   (`CSVOutputFormat`), `baselines/logger.py`, `guided_diffusion/logger.py`, `rllab/misc/logger.py`. A value that was
 *   not logged is blank; a new one makes a new column.
 * - `progress.txt` of OpenAI's Spinning Up, with the settings in `config.json`. Source: `spinup/utils/logx.py`.
 */
import { parsePythonFloat } from '../../../text/python/pythonNumber.ts'
import { stepCandidates } from '../reading/csv/stepColumn.ts'

export interface CsvLogLayout {
  readonly file: string
  /** Default: a comma. */
  readonly delimiter?: string
  /** The column that says where a line stands. Default: told by names and numbers (`stepColumn`). */
  readonly step?: string
  /** The column with its epoch. */
  readonly epoch?: string
  /** Files of the settings that the writer may leave, YAML or JSON. */
  readonly settings?: readonly string[]
  /** What another column of its header looks like. Default: any. */
  readonly sign?: RegExp
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
    settings: ['variant.json', 'params.json', 'training_args.json'],
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
  const names = namesIn(firstLine, delimiter)
  if (names.some((name) => parsePythonFloat(name) !== undefined)) return false
  const [axis] = step === undefined ? stepCandidates(names) : [step]
  if (axis === undefined || !names.includes(axis)) return false
  return names.some((name) => name !== axis && (sign === undefined || sign.test(name)))
}

/** The columns that a first line names. */
export function namesIn(firstLine: string, delimiter: string): string[] {
  return firstLine.split(delimiter).map((name) => name.trim().replace(/^"(.*)"$/, '$1'))
}
