import { isBuiltIn } from '../corruptions/corrupt.ts'
import { executionProviders } from '../model/executionProviders.ts'
import { loadOnnxRuntime } from '../model/onnxRuntime.ts'
import type { InferenceOptions } from './inferenceOptions.ts'

/**
 * Makes sure, before any model is loaded, that models can be run as requested.
 *
 * @returns what the user should know, one sentence each
 * @throws {ReportError} ONNX_RUNTIME_MISSING, `DEVICE_UNAVAILABLE`
 */
export async function prepareRuntime({
  device,
  autocast,
  workers,
  strategies,
}: InferenceOptions): Promise<string[]> {
  const runtime = await loadOnnxRuntime()
  const [provider] = executionProviders(device, runtime)
  const notes = runtime.note === undefined ? [] : [runtime.note]
  if (autocast) {
    notes.push(
      `inference.autocast has no effect on ${provider}: an ONNX model computes in the precision ` +
        'that it was exported in. Export it in float16 for half precision.',
    )
  }
  const own = strategies.find(({ name }) => !isBuiltIn(name))
  if (own && workers > 1) {
    notes.push(
      `inference.workers=${workers} has no effect: ${own.name} is a corruption of the report's own, ` +
        'which other processes do not know.',
    )
  }
  return notes
}
