import { ReportError } from '../../../errors.ts'
import { isReasonToSkip } from '../stage.ts'

/** Stands for the folder of each run, where reasons are compared. */
const OWN_FOLDER = '\0'

/**
 * Runs models so that a reason for which several of them fail, such as missing data, is reported once,
 * by the first of them; the others refer to it and count as skipped. Reasons are the same that differ only in the
 * run's own folder.
 */
export function failuresToldOnce() {
  const firstWith = new Map<string, string>()
  return async (name: string, run: () => Promise<unknown>, runDir?: string): Promise<unknown> => {
    try {
      return await run()
    } catch (error) {
      if (isReasonToSkip(error)) throw error
      const { message = String(error) } = error instanceof Error ? error : {}
      const reason = runDir ? message.replaceAll(runDir, OWN_FOLDER) : message
      const first = firstWith.get(reason)
      if (first === undefined) firstWith.set(reason, name)
      else throw sameReason(first, error)
      throw error
    }
  }
}

function sameReason(first: string, cause: unknown): ReportError {
  const told = first.replace(/^infer /, 'model ')
  return new ReportError('NEED_FAILED', `fails for the same reason as ${told}`, { cause })
}
