import { existsSync } from 'node:fs'
import path from 'node:path'
import { type ComposedConfig, composeConfigTree } from '../../config/compose/composeConfig.ts'
import type { Override } from '../../config/overrides/overrideGrammar.ts'
import { ReportError } from '../../errors.ts'
import { DATA_KEYS } from '../../inference/data/dataConfig.ts'
import { didYouMean } from '../../text/nearest.ts'
import { configDirs } from './project.ts'
import { strayConfigs } from './strayConfigs.ts'
import { unknownKeyAdvice } from './unknownKeyAdvice.ts'

/** Which config to compose. */
export interface ReportConfigRequest {
  /** The folder of the project's own `configs/`, absolute. */
  readonly projectRoot: string
  /** The report's name. */
  readonly name: string
  readonly overrides: readonly Override[]
}

/**
 * The composed config of a report, its interpolations still to be followed.
 *
 * Keys of the mappings of `inputs` (`inputs.select.<column>=…`), `options.<key>=…` and `data.<key>=…`
 * may be added without a `+` before them: any column may be selected, options are the report's own,
 * and keys of `data` replace single values of what the runs' own configs say.
 *
 * @throws {ReportError} CONFIG_KEY_UNKNOWN for a `data` key that nothing reads; else what
 *   {@link composeConfigTree} throws
 */
export function composeReportTree({
  projectRoot,
  name,
  overrides,
}: ReportConfigRequest): ComposedConfig {
  const directories = configDirs(projectRoot)
  const hasOwn = directories.some((folder) => existsSync(path.join(folder, `report/${name}.yaml`)))
  const composed = composeConfigTree({
    configDir: directories,
    configName: `report/${hasOwn ? name : 'config'}`,
    overrides: overrides.map(openSections),
    unknownKeyAdvice,
  })
  const strays = strayConfigs(projectRoot, name, hasOwn)
  return { ...composed, warnings: [...composed.warnings, ...strays] }
}

/** Makes an override of a key that the base config leaves open one that may add it. */
function openSections(override: Override): Override {
  const { key, type } = override
  if (type !== 'CHANGE') return override
  const isOpen =
    /^(?:inputs\.(?:select|exclude|goal|log_metrics|table)|options)\./.test(key) ||
    DATA_KEYS.includes(key)
  if (isOpen) return { ...override, type: 'FORCE_ADD' }
  if (key.startsWith('data.')) throw unknownDataKey(key)
  return override
}

function unknownDataKey(key: string): ReportError {
  return new ReportError(
    'CONFIG_KEY_UNKNOWN',
    `The data section has no key "${key}". ${didYouMean(key, DATA_KEYS)}` +
      `It has: ${DATA_KEYS.join(', ')}.`,
  )
}
