import { overrideValues } from './overridesKey.ts'
import type { PlannedSweep } from './plannedSweep.ts'

const JOB_NUMBER = /\$\{\s*hydra[.:]job\.num\s*\}/g
/** What a job that is run alone has another value of. */
const OF_THE_SWEEP = /\$\{\s*(?:hydra[.:](?:job\.id|sweep)|now:)/
const REFERENCE = /\$\{\s*([^{}]*?)\s*\}/g

/** Where a job of a number is to lie below its sweep, by Hydra's grammar; undefined where only the sweep could know. */
export function placeOfNumber(subdir: string | undefined, number: number): string | undefined {
  return subdir === undefined || OF_THE_SWEEP.test(subdir)
    ? undefined
    : subdir.replaceAll(JOB_NUMBER, `${number}`)
}

/** Whether several jobs may have written into one folder, since its name has neither their number nor their id. */
export function mayShareFolders(subdir: string | undefined): boolean {
  return subdir !== undefined && !/\$\{\s*hydra[.:]job\.(?:num|id)\s*\}/.test(subdir)
}

/** Whether a job lies in the folder of its number. */
export function isNumber(subdir: string | undefined): boolean {
  return subdir?.replace(JOB_NUMBER, '') === ''
}

/**
 * The same for jobs that have one folder: its name with the values that the jobs' overrides set for what it refers
 * to, or with the options that they chose for the groups that hold it. What it takes from elsewhere is taken to be the
 * same for all jobs.
 *
 * @param options.byGroups whether different options of a group give folders different names
 */
export function folderKey(
  { subdir = '', keysOutOfNames }: Pick<PlannedSweep, 'subdir' | 'keysOutOfNames'>,
  overrides: readonly string[],
  { byGroups }: { readonly byGroups: boolean },
): string {
  const values = overrideValues(overrides)
  return subdir.replaceAll(REFERENCE, (whole, reference: string) => {
    const [, ofHydra] = /^hydra[.:](.*)$/s.exec(reference) ?? []
    if (ofHydra === 'job.override_dirname') {
      return JSON.stringify([...values].filter(([key]) => !keysOutOfNames.includes(key)).sort())
    }
    const [, group] = /^runtime\.choices\.(.*)$/s.exec(ofHydra ?? '') ?? []
    if (group !== undefined) return values.get(group) ?? whole
    if (ofHydra !== undefined) return whole
    return values.get(reference) ?? (byGroups ? optionsAround(values, reference) : whole)
  })
}

/** What the overrides set of the sections and groups that a key lies in. */
function optionsAround(values: ReadonlyMap<string, string>, key: string): string {
  const around = [...values].filter(([other]) => key.startsWith(`${sectionOf(other)}.`))
  return JSON.stringify(around.sort())
}

/** Where the option of a group lies in the config, unless it says otherwise: `data@train.data` in `train.data`. */
function sectionOf(key: string): string {
  const [group = '', place = group] = key.split('@')
  return (place.split(':').at(-1) ?? place).replaceAll('/', '.')
}
