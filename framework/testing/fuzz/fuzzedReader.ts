/** A reader of files that others wrote, as fuzzing sees it. */
export interface FuzzedReader {
  readonly name: string
  /**
   * Readers of text are quicker, and also get texts made of the words that mean something to them. A command does
   * far more than read its input.
   */
  readonly kind: 'text' | 'binary' | 'command'
  /** Whole files, which the inputs are made from. */
  readonly originals: readonly Uint8Array[]
  /** What means something to the reader: the words of a grammar, the names of keys. */
  readonly words?: readonly string[]
  /**
   * Reads one input. It may refuse it, with a `ReportError` or an error that `isRefusal` names; it throws
   * anything else where it breaks a promise.
   *
   * @param original which of `originals` the input was made from
   */
  readonly read: (input: Uint8Array<ArrayBuffer>, original: number) => unknown
  /** Errors, other than a `ReportError`, in which the reader refuses an input. */
  readonly isRefusal?: (error: unknown) => boolean
}
