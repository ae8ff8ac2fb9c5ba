/**
 * An error that a user can act on: the message names the culprit (file, line, key, run), what was
 * expected and what to do next. It carries no stack trace, since a typo deserves none; set
 * `HYDRA_FULL_ERROR=1` to keep it.
 */
export class ReportError extends Error {
  override readonly name: string = 'ReportError'
  /** Stable, upper-case name of the kind of failure, such as `NO_VALID_RUNS`. */
  readonly code: string

  constructor(code: string, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
    if (process.env.HYDRA_FULL_ERROR !== '1') this.stack = `${this.name}: ${message}`
  }
}
