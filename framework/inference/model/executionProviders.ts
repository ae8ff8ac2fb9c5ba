import { ReportError } from '../../errors.ts'
import type { OnnxRuntime } from './onnxRuntime.ts'

/**
 * The execution providers for `inference.device`, the preferred one first. `auto` is the CPU: for
 * models of this size a GPU's transfers cost more than they save.
 *
 * @throws {ReportError} DEVICE_UNAVAILABLE if this installation has no such provider
 */
export function executionProviders(device: string, { providers }: OnnxRuntime): string[] {
  const wanted = device === 'auto' ? 'cpu' : device
  if (!providers.includes(wanted)) {
    throw new ReportError(
      'DEVICE_UNAVAILABLE',
      `inference.device=${device}: this onnxruntime has no such execution provider; it has: ` +
        `auto, ${providers.join(', ')}.`,
    )
  }
  return wanted === 'cpu' ? ['cpu'] : [wanted, 'cpu']
}
