import { compareNatural } from '../../text/naturalOrder.ts'
import type { SkippedRun } from '../runRecord.ts'
import type { Scalar } from '../sources/source.ts'
import type { SourcedRun } from './assembledRun.ts'

/** Numbered folders that people make for parts of one job, such as the folds of a cross-validation. */
const PART_FOLDER =
  /^(?:k?fold|cv|split|seed|rep|repeat|repetition|member|replica|part|bootstrap)s?[-_=]?\d+$/i

export interface Tries {
  readonly kept: readonly SourcedRun[]
  readonly earlier: readonly SkippedRun[]
}

/**
 * Of the records that one source has of a job those that count: of several with equal parameters, which
 * are tries at the same thing, the last in natural order. Records of different parts are not tries at
 * the same thing, and neither are the runs in one file, such as the trials of a study.
 *
 * @param relative gives a record's path below the job
 */
export function dropEarlierTries(
  records: readonly SourcedRun[],
  relative: (path: string) => string,
): Tries {
  const sorted = records.toSorted((a, b) => compareNatural(a.run.path, b.run.path))
  const parts = sorted.map(({ run }) => partOf(relative(run.path)))
  const paramsKeys = sorted.map(({ run }) => paramsKey(run.params))
  const known = new Set(paramsKeys.filter((key) => key !== NO_PARAMS))
  // A try that broke off before it wrote its parameters is one at what the others did.
  const [only = NO_PARAMS] = known
  const keyAt = (at: number) => `${parts[at]}\n${known.size === 1 ? only : paramsKeys[at]}`
  const last = new Map(sorted.map((record, at) => [keyAt(at), record]))
  const counts = (at: number) => last.get(keyAt(at)) as SourcedRun
  return {
    kept: sorted.filter((record, at) => counts(at) === record),
    earlier: sorted.flatMap((record, at) => {
      const later = counts(at)
      if (later === record) return []
      const reason = whyEarlier(record, relative(later.run.path))
      return [{ runDir: record.run.path, reason }]
    }),
  }
}

function whyEarlier({ run }: SourcedRun, later: string): string {
  return run.params.size === 0
    ? `it is an earlier try, with no parameters that tell it from ${later}, which counts`
    : `it is an earlier try, with the same parameters as ${later}, which counts`
}

/** What of a path says that the record is of one part of a job; the whole of a record in a file. */
function partOf(path: string): string {
  if (path.includes('#')) return path
  return path
    .split('/')
    .filter((folder) => PART_FOLDER.test(folder))
    .join('/')
}

const NO_PARAMS = paramsKey(new Map())

/** The same for parameters that are the same, in whatever order they stand. */
export function paramsKey(params: ReadonlyMap<string, Scalar>): string {
  const entries = [...params].map(([key, value]) => [key, typeof value, String(value)])
  return JSON.stringify(entries.sort(([a = ''], [b = '']) => (a < b ? -1 : 1)))
}
