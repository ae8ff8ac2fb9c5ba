import type { Cell, Finding, RunSettings } from '../runRecord.ts'
import { listCandidates } from './candidates.ts'
import { FieldColumns } from './fieldColumns.ts'
import { type Folded, foldParameters } from './foldParameters.ts'
import { refersToRun } from './identifiers.ts'
import { namesRun } from './namesRun.ts'
import type { Parameter } from './parameter.ts'
import { parameterAliases, parameterNames } from './parameterNames.ts'
import { isSameSplit, isUniqueToEachRun, splitOf } from './sameSplit.ts'
import { SweepValues } from './sweepValues.ts'
import { findTrainingSeed, isSeedKey, type TrainingSeed } from './trainingSeed.ts'

/** More keys are not named. */
const MOST_KEYS = 12

/** The parameters of all runs of a load. */
export interface ParameterTable {
  /** Columns of the runs table: the guide's, then one for each parameter. */
  readonly columns: ReadonlyMap<string, readonly Cell[]>
  /** Other names that a column may be asked for by. */
  readonly aliases: ReadonlyMap<string, string>
  /** What differs between the runs. */
  readonly parameters: readonly Parameter[]
  readonly findings: readonly Finding[]
}

/**
 * Works out the parameters: the keys that an override of any run sets, each run with its own value
 * whether it was set there or not, and keys that differ although nobody set them.
 *
 * @param seed the key of the training's seed; undefined: one of its usual keys
 * @param isTaken whether a column of that name says something else
 * @throws {ReportError} SEED_UNKNOWN where no run has the key that was given
 */
export function tabulateParameters(
  runs: readonly RunSettings[],
  { seed, isTaken }: { seed?: string | undefined; isTaken: (name: string) => boolean },
): ParameterTable {
  const values = new SweepValues(runs)
  const fields = new FieldColumns(runs, values)
  const trainingSeed = findTrainingSeed(values, seed)
  const isSeed = (key: string) => trainingSeed.keys.has(key)
  const namingKeys = new Set(
    [...values.setKeys].filter(
      (key) =>
        !isSeed(key) &&
        (namesRun(key, values.cellsOf(key), values.isHydras(key)) ||
          values.writtenOf(key).some(refersToRun)),
    ),
  )
  const isName = (key: string) => namingKeys.has(key)
  const folded = foldParameters(listCandidates(values, fields, isSeed, isName))
  const fieldOfCandidate = (each: Folded) =>
    fields.columns.find((column) => column === each.candidate)?.field
  const unset = folded.filter((each) => !each.candidate.isSet && !fieldOfCandidate(each))
  const keys = [...values.setKeys, ...unset.map(({ candidate }) => candidate.key)]
  const names = parameterNames(
    keys.filter((key) => !isSeed(key)),
    {
      isHydras: (key) => values.isHydras(key),
      keepWhole: isSeedKey,
      columnOf: (key, name) => {
        if (fields.fieldOf(key, name)) return name
        return isTaken(name) ? `param.${name}` : name
      },
    },
  )
  const columns = new Map<string, readonly Cell[]>([
    ...fields.columns.map(({ field, cells }) => [field, cells] as const),
    ['seed', trainingSeed.cells.length > 0 ? trainingSeed.cells : runs.map(() => null)],
  ])
  for (const [key, name] of names) if (!columns.has(name)) columns.set(name, values.cellsOf(key))
  return {
    columns,
    aliases: parameterAliases(new Map([...names, ...seedNames(trainingSeed)])),
    parameters: withSeed(
      folded.map((each) => ({
        name: fieldOfCandidate(each) ?? names.get(each.candidate.key) ?? each.candidate.key,
        key: each.candidate.key,
        values: each.candidate.cells,
        follows: each.follows,
        confoundedWith: each.confoundedWith,
      })),
      trainingSeed,
    ),
    findings: [
      ...(trainingSeed.finding === undefined ? [] : [trainingSeed.finding]),
      ...namingFindings([...namingKeys].filter((key) => values.differs(key))),
    ],
  }
}

function namingFindings(keys: readonly string[]): Finding[] {
  if (keys.length === 0) return []
  const shown = keys.slice(0, MOST_KEYS).join(', ')
  const more = keys.length > MOST_KEYS ? ` and ${keys.length - MOST_KEYS} more` : ''
  const detail =
    `no parameters, since they say which run it is (names, moments, hosts, paths, hashes, checkpoints): ${shown}${more}; ` +
    'inputs.by=… compares by one of them nevertheless'
  return [{ kind: 'names-runs', detail }]
}

function seedNames({ keys }: TrainingSeed): [string, string][] {
  return Array.from(keys, (key) => [key, 'seed'])
}

/**
 * The seed stands beside the other parameters, after the guide's columns: what divides the runs as it
 * does is confounded with it, but stays a parameter, unless it is a seed itself.
 */
function withSeed(
  parameters: readonly Parameter[],
  { cells, key = 'seed' }: TrainingSeed,
): Parameter[] {
  const split = splitOf(cells)
  if (split.size < 2) return [...parameters]
  const isLikeSeed = ({ values }: Parameter) =>
    !isUniqueToEachRun(split) && isSameSplit(splitOf(values), split)
  const confounded = parameters.filter(isLikeSeed)
  const seed: Parameter = {
    name: 'seed',
    key,
    values: cells,
    follows: [],
    confoundedWith: confounded.flatMap((each) => [each.key, ...each.confoundedWith]),
  }
  const others = parameters
    .filter((each) => !(isLikeSeed(each) && isSeedKey(each.key)))
    .map((each) =>
      isLikeSeed(each) ? { ...each, confoundedWith: [...each.confoundedWith, 'seed'] } : each,
    )
  const place = others.findLastIndex(({ name }) => name === 'encoder' || name === 'tokenizer') + 1
  return others.toSpliced(place, 0, seed)
}
