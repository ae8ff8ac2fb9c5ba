import { readSync } from 'node:fs'

const WINDOW_BYTES = 1024 * 1024

/** Reads a file from front to back through a window, so that a large one does not fill the memory. */
export class FileWindow {
  readonly size: number
  readonly #descriptor: number
  #window = Buffer.alloc(0)
  #start = 0

  /** @param size bytes that are read at most: a writer may append meanwhile */
  constructor(descriptor: number, size: number) {
    this.#descriptor = descriptor
    this.size = size
  }

  /** The part of the file that was read last. */
  get buffer(): Buffer {
    return this.#window
  }

  /**
   * Where in `buffer` the bytes at a position of the file begin, all of which are in it until the
   * next call; `undefined` where the file ends before the last of them.
   */
  locate(position: number, length: number): number | undefined {
    const end = position + length
    if (end > this.size) return undefined
    if (position < this.#start || end > this.#start + this.#window.length) {
      this.#moveTo(position, Math.max(length, WINDOW_BYTES))
    }
    const offset = position - this.#start
    return offset + length <= this.#window.length ? offset : undefined
  }

  #moveTo(position: number, length: number): void {
    const window = Buffer.allocUnsafe(Math.min(length, this.size - position))
    let filled = 0
    while (filled < window.length) {
      const left = window.length - filled
      const count = readSync(this.#descriptor, window, filled, left, position + filled)
      if (count === 0) break
      filled += count
    }
    this.#start = position
    this.#window = window.subarray(0, filled)
  }
}
