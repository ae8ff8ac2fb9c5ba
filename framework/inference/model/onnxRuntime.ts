import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { ReportError } from '../../errors.ts'
import { firstLine } from '../../text/shorten.ts'

/** A tensor as onnxruntime has it; float16 comes as a Float16Array from Node 24 on, before as bits. */
export interface OnnxTensor {
  readonly data: ArrayBufferView
  readonly dims: readonly number[]
}

/** An input or output; a dynamic axis is a name, empty or negative. */
export interface OnnxValue {
  readonly name: string
  readonly isTensor: boolean
  readonly type?: string
  readonly shape?: readonly (number | string)[]
}

export interface OnnxSession {
  readonly inputMetadata: readonly OnnxValue[]
  readonly outputMetadata: readonly OnnxValue[]
  run(feeds: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, OnnxTensor>>>
  release(): Promise<void>
}

/** What this product uses of the `onnxruntime-*` packages, which have one API. */
interface OnnxModule {
  readonly InferenceSession: {
    create(
      model: string | Uint8Array,
      options: Readonly<Record<string, unknown>>,
    ): Promise<OnnxSession>
  }
  readonly Tensor: new (type: string, data: ArrayBufferView, dims: readonly number[]) => object
  readonly env: {
    readonly wasm: { numThreads?: number }
    readonly versions: { readonly common: string; readonly node?: string; readonly web?: string }
  }
  readonly listSupportedBackends?: () => readonly { readonly name: string }[]
}

export interface OnnxRuntime {
  readonly name: 'onnxruntime-node' | 'onnxruntime-web'
  readonly version: string
  readonly module: OnnxModule
  /** Execution providers that are installed. */
  readonly providers: readonly string[]
  /** The folder of the native libraries, where there are any. */
  readonly libraryFolder: string | undefined
  /** What the user should know of this runtime, such as that it is the slow one. */
  readonly note: string | undefined
}

const INSTALL = 'npm i onnxruntime-node --ignore-scripts'

/** Files beside the runtime that a provider needs: the package lists it whether they are there or not. */
const PROVIDER_LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  cuda: ['libonnxruntime_providers_shared.so', 'libonnxruntime_providers_cuda.so'],
  tensorrt: ['libonnxruntime_providers_shared.so', 'libonnxruntime_providers_tensorrt.so'],
}

let loaded: Promise<OnnxRuntime> | undefined

/**
 * The ONNX runtime, loaded when it is first asked for: onnxruntime-node, or onnxruntime-web where
 * that alone is installed. Both are optional, and large; everything but inference works without.
 *
 * @throws {ReportError} ONNX_RUNTIME_MISSING with the command that installs it
 */
export function loadOnnxRuntime(): Promise<OnnxRuntime> {
  loaded ??= loadFirst()
  return loaded
}

async function loadFirst(): Promise<OnnxRuntime> {
  // Otherwise it keeps a database in the home, which on clusters many processes share over the network, and
  // sends what it counts to its maker. It reads this when it is loaded.
  process.env.ORT_DISABLE_TELEMETRY ??= '1'
  try {
    return nodeRuntime(await importModule('onnxruntime-node'))
  } catch (cause) {
    try {
      return webRuntime(await importModule('onnxruntime-web'), cause)
    } catch {
      throw new ReportError(
        'ONNX_RUNTIME_MISSING',
        `Inference needs onnxruntime-node, which cannot be loaded: ${firstLine(cause)}. ` +
          `Install it with \`${INSTALL}\`; where it has no binaries (musl, Intel Macs), ` +
          'with `npm i onnxruntime-web`, which runs at about a quarter of the speed.',
        { cause },
      )
    }
  }
}

/** Not a literal, so that compilers and bundlers do without the packages too. */
async function importModule(name: string): Promise<OnnxModule> {
  const imported = (await import(name)) as OnnxModule & { readonly default?: OnnxModule }
  return imported.InferenceSession ? imported : (imported.default as OnnxModule)
}

function nodeRuntime(module: OnnxModule): OnnxRuntime {
  const entry = createRequire(import.meta.url).resolve('onnxruntime-node')
  const folder = join(dirname(entry), '..', 'bin', 'napi-v6', process.platform, process.arch)
  const listed = (module.listSupportedBackends?.() ?? []).map(({ name }) => name)
  return {
    name: 'onnxruntime-node',
    version: versionOf(module),
    module,
    providers: listed.filter((provider) => missingLibraries(provider, folder).length === 0),
    libraryFolder: folder,
    note: undefined,
  }
}

function webRuntime(module: OnnxModule, cause: unknown): OnnxRuntime {
  // Its own threads would take cores that this process was not granted.
  module.env.wasm.numThreads = 1
  return {
    name: 'onnxruntime-web',
    version: versionOf(module),
    module,
    providers: ['cpu'],
    libraryFolder: undefined,
    note:
      `onnxruntime-node cannot be loaded (${firstLine(cause)}), so models run on onnxruntime-web, ` +
      `at about a quarter of the speed. \`${INSTALL}\` installs it.`,
  }
}

function versionOf({ env: { versions } }: OnnxModule): string {
  return versions.node ?? versions.web ?? versions.common
}

/** A tensor to be fed to a session; half precision as bits in a Uint16Array. */
export function createTensor(
  { module }: OnnxRuntime,
  { type, data, dims }: { type: string; data: ArrayBufferView; dims: readonly number[] },
): unknown {
  const tensor = new module.Tensor(type, data, dims)
  // From Node 24 on, a Tensor turns the bits into a Float16Array, which onnxruntime-node 1.30 takes
  // for an empty array.
  if (type === 'float16') Object.defineProperty(tensor, 'data', { value: data })
  return tensor
}

/** Libraries of a provider that are not in the folder. */
export function missingLibraries(provider: string, folder: string | undefined): readonly string[] {
  const needed = PROVIDER_LIBRARIES[provider] ?? []
  return needed.filter((file) => folder === undefined || !existsSync(join(folder, file)))
}
