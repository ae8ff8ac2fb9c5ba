import { ReportError } from '../../errors.ts'
import { firstLine } from '../../text/firstLine.ts'

/** The parts of ONNX Runtime that models need; its builds for Node and for the web both have them. */
export interface OnnxRuntime {
  readonly InferenceSession: typeof import('onnxruntime-node').InferenceSession
  readonly Tensor: typeof import('onnxruntime-node').Tensor
  /** Execution providers, the CPU among them. */
  readonly providers: readonly string[]
  /** What the user should know about this build, a sentence each. */
  readonly notes: readonly string[]
}

let loading: Promise<OnnxRuntime> | undefined

/**
 * ONNX Runtime, loaded when the first model is: it is an optional dependency, since it has no
 * binaries for some systems and its install script needs the internet. Where `onnxruntime-node`
 * cannot be loaded, `onnxruntime-web` does if it is installed, several times more slowly.
 *
 * @throws {ReportError} ONNX_RUNTIME_MISSING with the command that installs it
 */
export function onnxRuntime(): Promise<OnnxRuntime> {
  loading ??= load()
  return loading
}

async function load(): Promise<OnnxRuntime> {
  try {
    const { InferenceSession, Tensor, listSupportedBackends } = await import('onnxruntime-node')
    const providers = listSupportedBackends().map(({ name }) => name)
    return { InferenceSession, Tensor, providers, notes: [] }
  } catch (cause) {
    const web = await loadWeb()
    if (web) return web
    throw new ReportError(
      'ONNX_RUNTIME_MISSING',
      `Models are run by onnxruntime-node, which cannot be loaded (${firstLine(cause)}). Install it ` +
        'with: npm i onnxruntime-node --ignore-scripts (or, where it has no binary: npm i onnxruntime-web)',
      { cause },
    )
  }
}

/** Under a name that no compiler looks up: it is not among the dependencies. */
const WEB = 'onnxruntime-web'

async function loadWeb(): Promise<OnnxRuntime | undefined> {
  try {
    const { InferenceSession, Tensor } = (await import(WEB)) as typeof import('onnxruntime-node')
    const note =
      'onnxruntime-node cannot be loaded; models run on onnxruntime-web, several times more slowly.'
    return { InferenceSession, Tensor, providers: ['cpu'], notes: [note] }
  } catch {
    // Told by the caller, with what was missing first.
    return undefined
  }
}
