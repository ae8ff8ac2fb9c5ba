import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { globSync } from 'tinyglobby'
import { ReportError } from '../../errors.ts'
import { isRegularFile, kindAt, whyNoFile } from '../../files/regularFile.ts'
import { compareNatural } from '../../text/naturalOrder.ts'

/** Model files of a run directory, the preferred one first. */
const MODEL_FILES = ['best_val.onnx', 'model.onnx']
const CHECKPOINT = 'best_val.pt'

/** Protobuf, in which ONNX models are written, has no larger messages. */
export const MAX_MODEL_BYTES = 2 ** 31

/** All that a trainer may leave of a model in a run directory, what a report would use first. */
export const CHECKPOINTS: readonly string[] = [...MODEL_FILES, CHECKPOINT, 'model.pt']

/**
 * The ONNX file of a run: `best_val.onnx`, else `model.onnx`, or the one that a pattern finds.
 *
 * @param pattern of a path within the run's directory, such as `checkpoints/*.onnx`
 * @throws {ReportError} MODEL_NOT_EXPORTED if the run has only a PyTorch checkpoint,
 *   `MODEL_NOT_FOUND` if it has neither, or the pattern finds none or several
 */
export function findModelFile(runDir: string, pattern?: string | undefined): string {
  if (pattern !== undefined) return findByPattern(runDir, pattern)
  for (const name of MODEL_FILES) {
    const path = join(runDir, name)
    if (isRegularFile(path)) return path
  }
  const checkpoint = join(runDir, CHECKPOINT)
  if (existsSync(checkpoint)) {
    throw new ReportError(
      'MODEL_NOT_EXPORTED',
      `${runDir} has only a PyTorch checkpoint. Export it with the script of docs/export-onnx.md: ` +
        `python export_onnx.py ${checkpoint} ${join(runDir, MODEL_FILES[0] as string)}`,
    )
  }
  const others = MODEL_FILES.flatMap((name) => {
    const path = join(runDir, name)
    return kindAt(path) === undefined ? [] : [` ${name} ${whyNoFile(path)}.`]
  })
  throw new ReportError(
    'MODEL_NOT_FOUND',
    `No model in ${runDir}: expected ${MODEL_FILES.join(' or ')}.${others.join('')}`,
  )
}

function findByPattern(runDir: string, pattern: string): string {
  const found = globSync(pattern, { cwd: runDir, onlyFiles: true, expandDirectories: false })
  const [only, ...others] = found.sort(compareNatural)
  if (only !== undefined && others.length === 0) return join(runDir, only)
  const seen =
    only === undefined
      ? 'no file matches it'
      : `${found.length} files do (${[only, ...others].slice(0, 3).join(', ')})`
  throw new ReportError(
    'MODEL_NOT_FOUND',
    `${runDir}: inference.model=${pattern} is to name one ONNX file of the run, and ${seen}.`,
  )
}
