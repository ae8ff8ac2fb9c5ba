/** A resolved section of a config. */
export type PlainConfig = Readonly<Record<string, unknown>>

/** Runs that share their data settings, which are so prepared once. */
export interface DataGroup {
  readonly dataConfig: PlainConfig
  readonly runDirs: string[]
}

/**
 * Runs by their data settings.
 *
 * @param sections of the runs, by `run_dir`
 * @param overrides single keys of the report that replace those of the runs
 */
export function groupByData(
  runDirs: readonly string[],
  sections: ReadonlyMap<string, PlainConfig>,
  overrides: PlainConfig,
): DataGroup[] {
  const groups = new Map<string, DataGroup>()
  for (const runDir of runDirs) {
    const dataConfig = overlay(sections.get(runDir) ?? {}, overrides)
    const key = JSON.stringify(dataConfig)
    const group = groups.get(key)
    if (group) group.runDirs.push(runDir)
    else groups.set(key, { dataConfig, runDirs: [runDir] })
  }
  return [...groups.values()]
}

/** The config with single keys replaced, however deep they stand. */
function overlay(config: PlainConfig, overrides: PlainConfig): PlainConfig {
  const laid = Object.entries(overrides).map(([key, value]) => {
    const below = config[key]
    return [key, isPlainConfig(below) && isPlainConfig(value) ? overlay(below, value) : value]
  })
  return { ...config, ...Object.fromEntries(laid) }
}

function isPlainConfig(value: unknown): value is PlainConfig {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
