import type { Collected } from '../spec/defineReport.ts'
import { describeValue, isPromise, isRecord, isTable, isTexts } from '../spec/describeValue.ts'
import { runsProblem } from './checkRuns.ts'
import { wrongResult } from './problem.ts'

const isMap = (value: unknown) => value instanceof Map
/** An array of objects with this key; the type of the value tells them from what people put there. */
const isArrayWith = (key: string, type: 'string' | 'number' | 'object') => (value: unknown) =>
  Array.isArray(value) && value.every((each) => typeof each?.[key] === type)

/** What `collect` must return besides the runs, as `loadRuns` gives it. */
const COLLECTED = new Map<string, readonly [belongs: (value: unknown) => boolean, kind: string]>([
  ['parameters', [isArrayWith('name', 'string'), 'an array of { name, … }']],
  ['perEpoch', [isMap, 'a Map of tables by run_dir']],
  ['dataSections', [isMap, 'a Map of objects by run_dir']],
  ['order', [isTexts, 'an array of run directories']],
  ['skipped', [isArrayWith('reason', 'string'), 'an array of { runDir, reason }']],
  ['warnings', [isArrayWith('runDirs', 'object'), 'an array of { detail, runDirs }']],
  ['files', [isArrayWith('mtimeMs', 'number'), 'an array of { path, size, mtimeMs }']],
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
