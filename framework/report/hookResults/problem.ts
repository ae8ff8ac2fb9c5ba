import { ReportError } from '../../errors.ts'

/** A part of what a hook returned that does not belong there, and was left out of the report. */
export interface Problem {
  /** What the report lacks: `the table "spread"`. */
  readonly leftOut: string
  /** What the hook returned, and what belongs there: one or more sentences. */
  readonly reason: string
  /** What the hook threw, where it did not return at all. */
  readonly error?: unknown
}

/** What was wrong with parts of what hooks returned, which were left out of the report. */
export interface HookProblems {
  readonly collect: readonly Problem[]
  readonly analyze: readonly Problem[]
}

/**
 * @throws {ReportError} HOOK_RESULT with the reasons, a line each, where there are any; a single error
 *   of the author's own code as it was thrown, with the line that threw it
 */
export function throwProblems(problems: readonly Problem[]): void {
  const [first, ...others] = problems
  if (first === undefined) return
  if (first.error !== undefined && others.length === 0) throw first.error
  throw new ReportError('HOOK_RESULT', problems.map(({ reason }) => reason).join('\n'))
}

/** That a hook returned something else altogether. */
export function wrongResult(hook: string, what: string, belongs: string): ReportError {
  return new ReportError('HOOK_RESULT', `${hook} returned ${what}. Return ${belongs}.`)
}
