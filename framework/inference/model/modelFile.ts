import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { ReportError } from '../../errors.ts'

/** Model files of a run directory, the preferred one first. */
const MODEL_FILES = ['best_val.onnx', 'model.onnx']
const CHECKPOINT = 'best_val.pt'

/** All that a trainer may leave of a model in a run directory, what a report would use first. */
export const CHECKPOINTS: readonly string[] = [...MODEL_FILES, CHECKPOINT, 'model.pt']

/**
 * The ONNX file of a run: `best_val.onnx`, else `model.onnx`.
 *
 * @throws {ReportError} `MODEL_NOT_EXPORTED` if the run has only a PyTorch checkpoint,
 *   `MODEL_NOT_FOUND` if it has neither
 */
export function findModelFile(runDir: string): string {
  for (const name of MODEL_FILES) {
    const path = join(runDir, name)
    if (statSync(path, { throwIfNoEntry: false })?.isFile()) return path
  }
  const checkpoint = join(runDir, CHECKPOINT)
  if (existsSync(checkpoint)) {
    throw new ReportError(
      'MODEL_NOT_EXPORTED',
      `${runDir} has only a PyTorch checkpoint. Export it with the script of docs/export-onnx.md: ` +
        `python export_onnx.py ${checkpoint} ${join(runDir, MODEL_FILES[0] as string)}`,
    )
  }
  throw new ReportError(
    'MODEL_NOT_FOUND',
    `No model in ${runDir}: expected ${MODEL_FILES.join(' or ')}.`,
  )
}
