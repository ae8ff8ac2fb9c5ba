import type { LoadedRuns } from '../../runs/loadRuns.ts'
import { describeValue, isRecord, isTable, isTexts } from '../spec/describeValue.ts'
import { checkOwnKeys } from './checkOwnKeys.ts'
import { runsProblem } from './checkRuns.ts'
import { type Problem, wrongResult } from './problem.ts'

const isMap = (value: unknown) => value instanceof Map
/** An array of objects with this key; the type of the value tells them from what people put there. */
const isArrayWith = (key: string, type: 'string' | 'number' | 'object') => (value: unknown) =>
  Array.isArray(value) && value.every((each) => typeof each?.[key] === type)

/** What `collect` must return besides the runs, as `loadRuns` gives it. */
const COLLECTED = new Map<string, readonly [belongs: (value: unknown) => boolean, kind: string]>([
  ['parameters', [isArrayWith('name', 'string'), 'an array of { name, … }']],
  ['perEpoch', [isMap, 'a Map of tables by run_dir']],
  ['dataSections', [isMap, 'a Map of objects by run_dir']],
  ['goals', [isMap, 'a Map of "min" or "max" by metric']],
  ['order', [isTexts, 'an array of run directories']],
  ['skipped', [isArrayWith('reason', 'string'), 'an array of { runDir, reason }']],
  ['warnings', [isArrayWith('runDirs', 'object'), 'an array of { detail, runDirs }']],
  ['files', [isArrayWith('mtimeMs', 'number'), 'an array of { path, size, mtimeMs }']],
])

const BELONGS =
  'what loadRuns gives, with keys of your own beside it: { ...(await loadRuns(inputs)), more }'

/**
 * Checks what `collect` returned. Without what loadRuns gives there is no report; wrong keys beside it
 * are left out and reported.
 *
 * @param given what the hook was given. Default nothing
 * @throws {ReportError} HOOK_RESULT when `collect` returned something else than runs
 */
export function checkCollected(
  collected: unknown,
  given: object = {},
): { readonly result: LoadedRuns; readonly problems: readonly Problem[] } {
  if (isTable(collected) || !isRecord(collected)) {
    throw wrongResult('collect', describeValue(collected), BELONGS)
  }
  const known = ['runs', ...COLLECTED.keys()]
  if (known.every((key) => collected[key] === undefined)) {
    const what =
      'an object without runs. That also comes of { ...loadRuns(inputs) }, where "await" is missing'
    throw wrongResult('collect', what, BELONGS)
  }
  const wrong = wrongKeys(collected)
  if (wrong.length > 0) throw wrongResult('collect', `an object ${wrong.join(', ')}`, BELONGS)
  const { result, problems } = checkOwnKeys('collect', collected, { given: { ...given }, known })
  return { result: result as unknown as LoadedRuns, problems }
}

function wrongKeys(result: Record<string, unknown>): string[] {
  const others = [...COLLECTED].map(([key, [belongs, kind]]) => {
    if (result[key] === undefined) return `without "${key}"`
    if (belongs(result[key])) return undefined
    return `whose "${key}" is ${describeValue(result[key])}, expected ${kind}`
  })
  return [runsProblem(result.runs), ...others].filter((problem) => problem !== undefined)
}
