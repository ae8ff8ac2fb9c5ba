import { ReportError } from '../../../errors.ts'
import { isReasonToSkip } from '../stage.ts'

/**
 * Runs models so that a reason for which several of them fail, such as missing data, is reported once,
 * by the first of them; the others refer to it and count as skipped.
 */
export function failuresToldOnce() {
  const firstWith = new Map<string, string>()
  return async (name: string, run: () => Promise<unknown>): Promise<unknown> => {
    try {
      return await run()
    } catch (error) {
      if (isReasonToSkip(error)) throw error
      const { message = String(error) } = error instanceof Error ? error : {}
      const first = firstWith.get(message)
      if (first === undefined) firstWith.set(message, name)
      else throw sameReason(first, error)
      throw error
    }
  }
}

function sameReason(first: string, cause: unknown): ReportError {
  return new ReportError('NEED_FAILED', `fails for the same reason as "${first}"`, { cause })
}
