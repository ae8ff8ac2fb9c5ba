import { ReportError } from '../../errors.ts'
import { addDecimals, compareDecimals, decimalOf, decimalToNumber } from '../overrides/decimal.ts'
import { matchesGlob } from '../overrides/matchesGlob.ts'
import { shuffled } from '../overrides/ordering.ts'
import { type Override, parseOverrideText } from '../overrides/overrideGrammar.ts'
import { type OverrideValue, overrideText } from '../overrides/overrideValue.ts'
import type { RangeSweep, Sweep } from '../overrides/sweep.ts'

/** More runs than this are a slip of the keyboard. */
const MAX_JOBS = 100_000

export interface ExpandSweepOptions {
  /** The options of a config group, for `glob`. */
  readonly groupOptions?: (group: string) => readonly string[]
}

/**
 * The runs that a command line stands for: each is its list of overrides, in the order of Hydra's
 * BasicSweeper (the last key varies fastest).
 *
 * @throws {ReportError} OVERRIDE_INVALID for a word that cannot be parsed, `SWEEP_INVALID` for a
 *   sweep that cannot be counted out.
 */
export function expandSweep(
  overrides: readonly string[],
  { groupOptions = () => [] }: ExpandSweepOptions = {},
): string[][] {
  // A key that stands twice keeps its place and takes the later value.
  const choices = new Map<string, readonly string[]>()
  for (const override of overrides.map(parseOverrideText)) {
    const key = overrideKeyText(override)
    const values = sweepTexts(override, groupOptions) ?? [overrideText(override.value ?? null)]
    choices.set(
      key,
      values.map((value) => `${key}=${value}`),
    )
  }
  let jobs: string[][] = [[]]
  for (const words of choices.values()) {
    if (jobs.length * words.length > MAX_JOBS) fail(`it stands for more than ${MAX_JOBS} runs`)
    jobs = jobs.flatMap((job) => words.map((word) => [...job, word]))
  }
  return jobs
}

const PREFIXES = { CHANGE: '', ADD: '+', FORCE_ADD: '++', DEL: '~' } as const

function overrideKeyText({ type, key, package: pkg }: Override): string {
  return PREFIXES[type] + key + (pkg === undefined ? '' : `@${pkg}`)
}

/** The values of a sweep as texts of overrides; undefined for an override without a sweep. */
function sweepTexts(
  { sweep, key, text }: Override,
  groupOptions: (group: string) => readonly string[],
): string[] | undefined {
  if (sweep === undefined) return undefined
  if (sweep.type === 'glob') {
    const matches = (option: string) => (pattern: string) => matchesGlob(option, pattern)
    return groupOptions(key).filter(
      (option) => sweep.include.some(matches(option)) && !sweep.exclude.some(matches(option)),
    )
  }
  return sweepValues(sweep, text).map(overrideText)
}

function sweepValues(
  sweep: Exclude<Sweep, { type: 'glob' }>,
  text: string,
): readonly OverrideValue[] {
  if (sweep.type === 'interval') fail(`'${text}' has no single values; use choice or range`)
  const values = sweep.type === 'choice' ? sweep.items : rangeValues(sweep, text)
  return sweep.isShuffled ? shuffled(values) : values
}

function rangeValues({ start, stop, step }: RangeSweep, text: string): OverrideValue[] {
  if (Number(step) === 0) fail(`'${text}' has a step of zero`)
  if (![start, stop, step].every((value) => Number.isFinite(Number(value)))) {
    fail(`'${text}' has no finite bounds`)
  }
  const isInteger = [start, stop, step].every((value) => typeof value === 'bigint')
  const values: OverrideValue[] = []
  const end = decimalOf(stop)
  const stride = decimalOf(step)
  const direction = step > 0 ? -1 : 1
  for (
    let at = decimalOf(start);
    compareDecimals(at, end) === direction;
    at = addDecimals(at, stride)
  ) {
    values.push(isInteger ? at.digits : decimalToNumber(at))
    if (values.length > MAX_JOBS) fail(`'${text}' has more than ${MAX_JOBS} values`)
  }
  return values
}

function fail(reason: string): never {
  throw new ReportError('SWEEP_INVALID', `Cannot expand the sweep: ${reason}.`)
}
