import { ReportError } from '../../errors.ts'
import { missingLibraries, type OnnxRuntime } from './onnxRuntime.ts'

/**
 * The execution providers for `inference.device`, the preferred one first. `auto` is the CPU: for
 * models of this size a GPU's transfers cost more than they save.
 *
 * @throws {ReportError} DEVICE_UNAVAILABLE if this installation has no such provider, or lacks
 *   its library
 */
export function executionProviders(device: string, runtime: OnnxRuntime): readonly string[] {
  const wanted = device === 'auto' ? 'cpu' : device
  const missing = missingLibraries(wanted, runtime.libraryFolder)
  if (missing.length > 0 && runtime.libraryFolder !== undefined) {
    throw new ReportError(
      'DEVICE_UNAVAILABLE',
      `inference.device=${device}: ${missing.join(' and ')} ${missing.length === 1 ? 'is' : 'are'} ` +
        `not in ${runtime.libraryFolder}. docs/inference.md says what a GPU needs; without one, ` +
        'use inference.device=auto.',
    )
  }
  if (!runtime.providers.includes(wanted)) {
    throw new ReportError(
      'DEVICE_UNAVAILABLE',
      `inference.device=${device}: ${runtime.name} has no such execution provider; it has: ` +
        `auto, ${runtime.providers.join(', ')}.`,
    )
  }
  if (runtime.name === 'onnxruntime-web') return ['wasm']
  return wanted === 'cpu' ? ['cpu'] : [wanted, 'cpu']
}
