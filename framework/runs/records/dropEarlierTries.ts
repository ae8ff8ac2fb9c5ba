import { groupBy } from '../../tables/groupBy.ts'
import { compareNatural } from '../../text/naturalOrder.ts'
import { saysWhatItContinues } from '../parameters/identifiers.ts'
import type { SkippedRun } from '../runRecord.ts'
import type { SourceRun } from '../sources/source.ts'
import type { SourcedRun } from './assembledRun.ts'
import { hasValues, joinContinued } from './parts/joinContinued.ts'
import { paramsKey } from './parts/paramsKey.ts'

/** Numbered folders that people make for parts of one job, such as the folds of a cross-validation. */
const PART_FOLDER =
  /^(?:k?fold|cv|split|seed|rep|repeat|repetition|member|replica|part|bootstrap)s?[-_=]?\d+$/i

export interface Tries {
  readonly kept: readonly SourcedRun[]
  readonly earlier: readonly SkippedRun[]
}

/**
 * Of the records that one source has of a job those that count: of several with equal parameters, which
 * are tries at the same thing, the last in natural order that has values. Records of different parts are not tries
 * at the same thing, and neither are the runs in one file, such as the trials of a study. One with metrics of the test
 * and one without any, as two trainers of a job write them, are one.
 *
 * @param relative gives a record's path below the job
 */
export function dropEarlierTries(
  records: readonly SourcedRun[],
  relative: (path: string) => string,
): Tries {
  const partOfRecord = ({ run }: SourcedRun) => partOf(relative(run.path))
  const { records: sorted, copies } = joinContinued(
    records.toSorted((a, b) => compareNatural(a.run.path, b.run.path)),
    { partOf: partOfRecord, relative },
  )
  const parts = sorted.map(partOfRecord)
  const paramsKeys = sorted.map(({ run }) => paramsKey(run.params, saysWhatItContinues))
  const known = new Set(paramsKeys.filter((key) => key !== NO_PARAMS))
  // A try that broke off before it wrote its parameters is one at what the others did.
  const [only = NO_PARAMS] = known
  const keyAt = (at: number) => `${parts[at]}\n${known.size === 1 ? only : paramsKeys[at]}`
  const tries = [...groupBy(sorted.keys(), keyAt).values()].map((places) =>
    lastTry(
      places.map((at) => sorted[at] as SourcedRun),
      relative,
    ),
  )
  return {
    kept: tries.map(({ counts }) => counts),
    earlier: [
      ...copies.map(({ copy, original }) => {
        const where = relative(original.run.path)
        const reason = `it is a copy of ${where}: their parameters and all of their values are the same`
        return { runDir: copy.run.path, reason }
      }),
      ...tries.flatMap(({ others }) => others),
    ],
  }
}

/** Of the tries at one thing, in their order, the one that counts. */
function lastTry(
  tries: readonly SourcedRun[],
  relative: (path: string) => string,
): { counts: SourcedRun; others: readonly SkippedRun[] } {
  const last = tries.findLastIndex(({ run }) => hasValues(run))
  const at = last === -1 ? tries.length - 1 : last
  let counts = tries[at] as SourcedRun
  const where = relative(counts.run.path)
  const skipped = (record: SourcedRun, reason: string) => ({ runDir: record.run.path, reason })
  const others = tries
    .slice(at + 1)
    .map((record) => skipped(record, `it has no values; ${where}, which has some, counts`))
  for (const record of tries.slice(0, at).reverse()) {
    if (areFitAndTest(counts.run, record.run)) counts = joined(counts, record, relative)
    else others.unshift(skipped(record, whyEarlier(record, where)))
  }
  return { counts, others }
}

function whyEarlier({ run }: SourcedRun, later: string): string {
  return run.params.size === 0
    ? `it is an earlier try, with no parameters that tell it from ${later}, which counts`
    : `it is an earlier try, with the same parameters as ${later}, which counts`
}

/** Whether all metrics of one are of the test, and none of the other's. */
function areFitAndTest(later: SourceRun, earlier: SourceRun): boolean {
  const [one, other] = [later, earlier].map(({ metrics }) =>
    [...metrics.keys()].filter((name) => !OF_NO_SPLIT.has(name)).map((name) => TEST.test(name)),
  ) as [boolean[], boolean[]]
  if (one.length === 0 || other.length === 0) return false
  return (
    (one.every((isTest) => isTest) && !other.includes(true)) ||
    (other.every((isTest) => isTest) && !one.includes(true))
  )
}

const TEST = /(?:^|[/_.-])test(?:$|[/_.-])/i
/** What Lightning's loggers write beside any metric. */
const OF_NO_SPLIT = new Set(['epoch', 'hp_metric'])

function joined(
  later: SourcedRun,
  earlier: SourcedRun,
  relative: (path: string) => string,
): SourcedRun {
  const [run, before] = [later.run, earlier.run]
  const told = `${relative(before.path)} and ${relative(run.path)}, one with metrics of the test alone, are one run`
  return {
    ...later,
    run: {
      ...run,
      metrics: new Map([...before.metrics, ...run.metrics]),
      files: [...before.files, ...run.files],
      findings: [...before.findings, ...run.findings, told],
    },
  }
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
