import { groupBy } from '../../../tables/groupBy.ts'
import { cellValue, compareCells, valueKey } from '../../../tables/valueKey.ts'
import { listSome } from '../../../text/lists.ts'
import { valueName } from '../../../text/names/valueName.ts'
import { tabulateParameters } from '../../parameters/tabulateParameters.ts'
import type { Cell, RunFinding, RunSettings } from '../../runRecord.ts'
import { withCollections } from '../collections.ts'

/** One run may be lost by chance. */
const FEWEST_LOST = 2
/** By how much a value's share of lost runs exceeds that of the other values. */
const LEAST_EXCESS = 0.1

/**
 * Where one value of a parameter lost far more of its runs than the others did: those that are left are the ones that
 * got through, which flatters the value. Of several such parameters the one that says most is told. A run that was
 * made again is not lost.
 *
 * @param kept the runs that count
 * @param broken runs that are left out since they failed or did not end, or since their files cannot be read
 */
export function findUnevenLosses(
  kept: readonly RunSettings[],
  broken: readonly RunSettings[],
  seed: string | undefined,
): RunFinding[] {
  if (kept.length === 0 || broken.length < FEWEST_LOST) return []
  const { parameters } = tabulateParameters(withCollections([...kept, ...broken]), {
    seed,
    isTaken: () => false,
  })
  const settingOf = (run: number) =>
    JSON.stringify(parameters.map(({ values }) => valueKey(values[run])))
  const made = new Set(kept.map((_, run) => settingOf(run)))
  const runs = [...kept, ...broken].map((_, run) => run)
  const counted = runs.filter((run) => run < kept.length || !made.has(settingOf(run)))
  const uneven = parameters
    .filter(({ name }) => name !== 'seed')
    .flatMap(({ name, values }) => {
      const losses = lossesOf(values, counted, kept.length)
      const excess = Math.max(...losses.map((each) => excessOf(each, losses)))
      return excess < LEAST_EXCESS ? [] : [{ name, losses, excess }]
    })
    .sort((a, b) => b.excess - a.excess)
  const [most] = uneven
  return most === undefined ? [] : [findingOf(most.name, most.losses)]
}

/** How many runs a value of a parameter has, and how many of them are lost. */
interface Loss {
  readonly value: Cell
  readonly total: number
  readonly lost: number
}

function lossesOf(values: readonly Cell[], runs: readonly number[], numKept: number): Loss[] {
  // A parameter that a run does not have says nothing of it.
  const having = runs.filter((run) => cellValue(values[run]) !== null)
  const byValue = groupBy(having, (run) => valueKey(values[run]))
  return Array.from(byValue.values(), (own) => ({
    value: values[own[0] as number] ?? null,
    total: own.length,
    lost: own.filter((run) => run >= numKept).length,
  })).sort((a, b) => compareCells(a.value, b.value))
}

/** By how much the share of lost runs exceeds that of all other values. */
function excessOf(loss: Loss, all: readonly Loss[]): number {
  const others = all.filter((other) => other !== loss)
  const total = others.reduce((sum, other) => sum + other.total, 0)
  if (loss.lost < FEWEST_LOST || total === 0) return 0
  return loss.lost / loss.total - others.reduce((sum, other) => sum + other.lost, 0) / total
}

function findingOf(name: string, losses: readonly Loss[]): RunFinding {
  const parts = losses
    .filter(({ lost }) => lost > 0)
    .map(({ value, total, lost }) => `${lost} of ${total} of ${valueName(value)}`)
  const others = losses.filter(({ lost }) => lost === 0).reduce((sum, { total }) => sum + total, 0)
  const rest = others === 0 ? '' : `, and none of the ${others} others`
  const detail =
    `by ${name}, runs that did not end or cannot be read are left out unevenly: ${listSome(parts)}${rest}. ` +
    'What is said of those values is about the runs that got through'
  return { kind: 'left-out-unevenly', runDir: '', detail }
}
