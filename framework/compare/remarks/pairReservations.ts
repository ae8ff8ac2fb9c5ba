import { isMissing } from '../../tables/cells.ts'
import { resolveColumn } from '../../tables/columnAliases.ts'
import { valueKey } from '../../tables/valueKey.ts'
import { count } from '../../text/counts.ts'
import type { Comparison } from '../comparison.ts'
import type { Finding } from '../groups/findings.ts'
import { groupName } from '../groups/groupText.ts'
import type { RunSet } from '../groups/runSet.ts'
import { type Compared, comparedColumns } from './compared.ts'
import { CONTEXT } from './confounders.ts'
import { type TrainingLengths, trainingLengths } from './trainingLengths.ts'

/** The longest training of one side, as a share of the shortest of the other, from which on only a remark tells. */
const NOTABLY_SHORTER = 0.9

/**
 * What else sets all runs on one side of a row apart from all on the other, in a few words: what a reader must know
 * beside the row itself, since it may be the cause. Rows of which runs diverged are left out, as these end early.
 *
 * @param findings those that rows were made from
 */
export function pairReservations(
  compared: Omit<Compared, 'rows'>,
  findings: readonly Finding[],
  rowsOf: ReadonlyMap<Finding, Comparison>,
): Map<Comparison, string> {
  const listed = comparedColumns(compared)
  const contexts = [...CONTEXT].flatMap(([name, words]) => {
    const column = resolveColumn(compared.runs, name)
    if (column === undefined || listed.includes(name)) return []
    return [{ words, cells: compared.runs.array(column) as ArrayLike<unknown> }]
  })
  const lengths = trainingLengths(compared)
  return new Map(
    findings.flatMap((finding) => {
      const row = rowsOf.get(finding)
      if (row === undefined) return []
      const differing = contexts.filter(({ cells }) => areApart(finding, cells))
      const words = [
        ...(differing.length === 0
          ? []
          : [`they differ in ${differing.map((each) => each.words).join(' and ')}, too`]),
        ...(lengths === undefined ? [] : lengthWords(finding, lengths)),
      ]
      return words.length === 0 ? [] : [[row, words.join('; ')] as const]
    }),
  )
}

/** Whether the sides have values of their own, which are not just those that are compared. */
function areApart({ a, b, contrast }: Finding, cells: ArrayLike<unknown>): boolean {
  const [ofA, ofB] = [keysOf(contrast.a, cells), keysOf(contrast.b, cells)]
  const isRepeated =
    ofA.size === 1 && ofB.size === 1 && ofA.has(valueKey(a)) && ofB.has(valueKey(b))
  return ofA.size > 0 && ofB.size > 0 && !isRepeated && [...ofA].every((key) => !ofB.has(key))
}

/** The keys of what runs have in a column; missing cells aside. */
function keysOf({ runs }: RunSet, cells: ArrayLike<unknown>): ReadonlySet<string> {
  const known = runs.map(({ row }) => cells[row]).filter((cell) => !isMissing(cell))
  return new Set(known.map(valueKey))
}

function lengthWords(finding: Finding, lengths: TrainingLengths): string[] {
  const { by, a, b, contrast, nDivergedA, nDivergedB } = finding
  if (nDivergedA + nDivergedB > 0) return []
  const [ofA, ofB] = [rangeOf(contrast.a, lengths), rangeOf(contrast.b, lengths)]
  if (ofA === undefined || ofB === undefined) return []
  const isShorter = (one: Range, other: Range) => one.most < NOTABLY_SHORTER * other.least
  if (!isShorter(ofA, ofB) && !isShorter(ofB, ofA)) return []
  const [nameOfA, nameOfB] = [groupName(by, a), groupName(by, b)]
  // Epochs count from zero or from one: of the last one that was logged, nobody knows how many there were.
  if (lengths.isLastLogged) {
    const [endOfA, endOfB] = [ofA, ofB].map((range) => `${lengths.unit} ${endsText(range)}`)
    return [`${nameOfA} went on to ${endOfA}, ${nameOfB} to ${endOfB}`]
  }
  const first = `${nameOfA} trained for ${rangeText(ofA, lengths.unit)}`
  return [`${first}, ${nameOfB} for ${rangeText(ofB, lengths.unit)}`]
}

interface Range {
  readonly least: number
  readonly most: number
}

/** The least and the most of some runs; undefined where one is not known. */
function rangeOf({ runs }: RunSet, lengths: TrainingLengths): Range | undefined {
  const all = runs.map(({ row }) => lengths.of(row))
  if (all.length === 0 || all.includes(null)) return undefined
  const known = all.filter((length) => length !== null)
  return { least: Math.min(...known), most: Math.max(...known) }
}

function endsText({ least, most }: Range): string {
  return least === most ? String(least) : `${least} to ${most}`
}

function rangeText({ least, most }: Range, unit: string): string {
  return least === most ? count(least, unit) : `${least} to ${count(most, unit)}`
}
