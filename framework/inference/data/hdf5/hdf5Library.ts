import type * as H5wasm from 'h5wasm/node'

type Module = Awaited<typeof H5wasm.ready>

/** The part of Emscripten's file system that the library's output goes through. */
interface OutputStreams {
  write: (
    stream: { readonly fd: number },
    memory: ArrayBufferView,
    offset: number,
    length: number,
    ...rest: unknown[]
  ) => number
}

export interface Hdf5Library extends Pick<typeof H5wasm, 'Dataset' | 'File'> {
  readonly module: Module
  /**
   * Does something with the library. HDF5 prints what goes wrong to the error stream and goes on with
   * a negative status; here its words are caught. (h5wasm's handler that throws instead leaves open
   * whatever the interrupted call had opened, and with it the file, for good.)
   */
  readonly attempt: <T>(action: () => T) => Attempt<T>
}

export interface Attempt<T> {
  /** Undefined where the action threw. */
  readonly value: T | undefined
  /** What went wrong, in HDF5's own words; empty where nothing did. */
  readonly reason: string
}

const STDERR = 2

let loaded: Promise<Hdf5Library> | undefined

/** The HDF5 library, loaded when it is first asked for: nothing but inference needs its 4 MB. */
export function loadHdf5Library(): Promise<Hdf5Library> {
  loaded ??= load()
  return loaded
}

async function load(): Promise<Hdf5Library> {
  const { Dataset, File, ready } = await import('h5wasm/node')
  const module = await ready
  module.deactivate_throwing_error_handler()
  const streams = module.FS as unknown as OutputStreams
  return {
    Dataset,
    File,
    module,
    attempt: (action) => {
      const { write } = streams
      let printed = ''
      streams.write = (stream, memory, offset, length, ...rest) => {
        if (stream.fd !== STDERR) return write(stream, memory, offset, length, ...rest)
        printed += Buffer.from(memory.buffer, memory.byteOffset + offset, length).toString()
        return length
      }
      try {
        return { value: action(), reason: innermostReason(printed) }
      } catch (error) {
        return { value: undefined, reason: innermostReason(printed) || (error as Error).message }
      } finally {
        streams.write = write
      }
    },
  }
}

/** The last entry of HDF5's error stack, which reads `#007: file.c line 1 in function(): reason`. */
function innermostReason(printed: string): string {
  const reasons = [...printed.matchAll(/^\s*#\d+: .* in \w+\(\): (.+)$/gm)]
  return reasons.at(-1)?.[1]?.trim() ?? printed.trim().split('\n', 1)[0] ?? ''
}
