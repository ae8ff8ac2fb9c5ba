import type { Collected } from '../spec/defineReport.ts'
import { describeValue, isPromise, isRecord, isTable } from '../spec/describeValue.ts'
import { runsProblem } from './checkRuns.ts'
import { wrongResult } from './problem.ts'

const isMap = (value: unknown) => value instanceof Map
const hasNames = (value: unknown) =>
  Array.isArray(value) && value.every((each) => typeof each?.name === 'string')

/** What `collect` must return besides the runs, as `loadRuns` gives it. */
const COLLECTED = new Map<string, readonly [belongs: (value: unknown) => boolean, kind: string]>([
  ['parameters', [hasNames, 'an array of { name, … }']],
  ['perEpoch', [isMap, 'a Map of tables by run_dir']],
  ['dataSections', [isMap, 'a Map of objects by run_dir']],
  ['order', [Array.isArray, 'an array']],
  ['skipped', [Array.isArray, 'an array']],
  ['warnings', [Array.isArray, 'an array']],
  ['files', [Array.isArray, 'an array']],
])

const BELONGS =
  'what loadRuns gives, with keys of your own beside it: { ...(await loadRuns(inputs)), more }'

/** @throws {ReportError} HOOK_RESULT when `collect` returned something else than runs */
export function checkCollected(result: unknown): Collected {
  if (isTable(result) || !isRecord(result)) {
    throw wrongResult('collect', describeValue(result), BELONGS)
  }
  const keys = ['runs', ...COLLECTED.keys()]
  if (keys.every((key) => result[key] === undefined)) {
    const what =
      'an object without runs. That also comes of { ...loadRuns(inputs) }, where "await" is missing'
    throw wrongResult('collect', what, BELONGS)
  }
  const wrong = [...wrongKeys(result), ...promises(result, keys)]
  if (wrong.length > 0) throw wrongResult('collect', `an object ${wrong.join(', ')}`, BELONGS)
  return result as unknown as Collected
}

function wrongKeys(result: Record<string, unknown>): string[] {
  const others = [...COLLECTED].map(([key, [belongs, kind]]) => {
    if (result[key] === undefined) return `without "${key}"`
    if (belongs(result[key])) return undefined
    return `whose "${key}" is ${describeValue(result[key])}, expected ${kind}`
  })
  return [runsProblem(result.runs), ...others].filter((problem) => problem !== undefined)
}

/** An author's own keys reach later hooks, which would meet the Promise. */
function promises(result: Record<string, unknown>, known: readonly string[]): string[] {
  return Object.entries(result)
    .filter(([key, value]) => !known.includes(key) && isPromise(value))
    .map(([key, value]) => `whose "${key}" is ${describeValue(value)}`)
}
