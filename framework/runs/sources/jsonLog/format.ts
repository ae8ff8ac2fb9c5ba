/**
 * Logs of training loops with a JSON object per line, known by their name and the keys of the first line:
 *
 * - `vis_data/scalars.json` of MMEngine (MMDetection 3, MMSegmentation 1, …), which also writes the same lines
 *   to `vis_data/<time>.json`. Sources: `mmengine/hooks/logger_hook.py`, `mmengine/visualization/vis_backend.py`.
 *   A line of training has the iteration as `step` beside its `epoch`; one of validation has only a `step`,
 *   which is the epoch where the training counts in epochs.
 * - `<time>.log.json` of MMCV 1 (MMDetection 2). Source: `mmcv/runner/hooks/logger/text.py`. The first
 *   line says how the run was made; the others have a `mode`. `iter` begins again in each epoch, and is
 *   the number of batches in a validation.
 * - `metrics.json` of Detectron2. Source: `detectron2/utils/events.py` (`JSONWriter`).
 * - `log.txt` of DeiT, and of MAE, ConvNeXt and others that took over its `main.py`, a line per epoch.
 * - `progress.json` of Stable-Baselines3. Source: `stable_baselines3/common/logger.py` (`JSONOutputFormat`).
 */
import type { Position } from '../reading/series.ts'

export type Fields = ReadonlyMap<string, unknown>

export interface JsonLogLayout {
  readonly file: RegExp
  /** What the path of its folder ends in, where that is always the same. */
  readonly folder?: RegExp
  /** What the first line holds. */
  readonly sign: RegExp
  /** Keys that say where a line stands, or what it is about, and are not metrics. */
  readonly axes: ReadonlySet<string>
  readonly positions: (lines: readonly Fields[]) => Position[]
  /** Keys of the first line that are parameters. */
  readonly params?: readonly string[]
  /** The key of a line that its metrics are named by: `train/loss`. */
  readonly split?: string
  /** The file of the settings beside it, where the writer leaves one that can be read. */
  readonly settings?: string
  /** The file of the settings where it is a program, which is not run. */
  readonly program?: string
}

export const LAYOUTS: readonly JsonLogLayout[] = [
  {
    file: /^(?:scalars|\d{8}_\d{6})\.json$/,
    folder: /(?:^|\/)vis_data$/,
    sign: /"step"\s*:/,
    axes: new Set(['step', 'epoch', 'iter']),
    positions: mmenginePositions,
    program: 'config.py',
  },
  {
    file: /\.log\.json$/,
    sign: /"(?:mode|env_info|exp_name)"\s*:/,
    axes: new Set(['mode', 'epoch', 'iter', 'seed']),
    positions: mmcvPositions,
    params: ['seed', 'exp_name'],
    split: 'mode',
  },
  {
    file: /^metrics\.json$/,
    sign: /"iteration"\s*:/,
    axes: new Set(['iteration']),
    positions: (lines) => lines.map((line) => ({ step: numberAt(line, 'iteration') })),
    settings: 'config.yaml',
  },
  {
    file: /^log\.txt$/,
    sign: /"(?:train|test|val)_\w+"\s*:.*"epoch"\s*:|"epoch"\s*:.*"(?:train|test|val)_\w+"\s*:/,
    axes: new Set(['epoch']),
    positions: (lines) =>
      lines.map((line) => ({ step: numberAt(line, 'epoch'), epoch: numberAt(line, 'epoch') })),
  },
  {
    file: /^progress\.json$/,
    sign: /"time\/total_timesteps"\s*:/,
    axes: new Set(['time/total_timesteps']),
    positions: (lines) => lines.map((line) => ({ step: numberAt(line, 'time/total_timesteps') })),
  },
]

function numberAt(line: Fields, key: string): number {
  const value = line.get(key)
  return typeof value === 'number' ? value : Number.NaN
}

/** A line of validation stands where the training has come to, and names the epoch. */
function mmenginePositions(lines: readonly Fields[]): Position[] {
  const countsEpochs = lines.some((line) => line.has('epoch'))
  let trained = Number.NaN
  return lines.map((line) => {
    const step = numberAt(line, 'step')
    if (line.has('iter') || !countsEpochs) {
      trained = step
      return { step, epoch: numberAt(line, 'epoch') }
    }
    // Without a training before it, a step of its own is all that a line has.
    return { step: Number.isNaN(trained) ? step : trained, epoch: step }
  })
}

/** Where iterations begin again, the lines of an epoch stand at it; else at the iteration of the training. */
function mmcvPositions(lines: readonly Fields[]): Position[] {
  const iterations = lines
    .filter((line) => line.get('mode') === 'train')
    .map((line) => numberAt(line, 'iter'))
  const beginsAgain =
    iterations.length < 2 || iterations.some((each, at) => each <= (iterations[at - 1] ?? 0))
  let trained = Number.NaN
  return lines.map((line) => {
    const epoch = numberAt(line, 'epoch')
    if (line.get('mode') === 'train') trained = numberAt(line, 'iter')
    return { epoch, step: beginsAgain ? epoch : trained }
  })
}
