import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { globSync } from 'tinyglobby'
import { nearest } from '../../text/nearest.ts'
import { knownReports } from './project.ts'

/** Where people put a report's config instead of `configs/report/<name>.yaml`. */
const WRONG_PLACES = [
  '{configs,config,conf}/{,report/,reports/}NAME.{yaml,yml}',
  'reports/NAME/{NAME,config}.{yaml,yml}',
  'reports/NAME.{yaml,yml}',
]

/**
 * Files of a project that look as if they were a report's config, but are not read: a sentence each.
 *
 * @param hasOwn whether the report has a config that is read
 */
export function strayConfigs(projectRoot: string, name: string, hasOwn: boolean): string[] {
  const right = `configs/report/${name}.yaml`
  const strays = hasOwn
    ? [`configs/report/${name}.yml`].filter((file) => existsSync(path.join(projectRoot, file)))
    : globSync(
        WRONG_PLACES.map((place) => place.replaceAll('NAME', name)),
        { cwd: projectRoot, caseSensitiveMatch: false },
      ).sort()
  const misspelt = hasOwn || strays.length > 0 ? undefined : misspeltConfig(projectRoot, name)
  const suspects = misspelt === undefined ? strays : [misspelt]
  return suspects
    .filter((file) => file !== right)
    .map((file) => `${file} is not read: the config of the report ${name} is ${right}.`)
}

/** A config of nearly the report's name that belongs to no other report. */
function misspeltConfig(projectRoot: string, name: string): string | undefined {
  const folder = path.join(projectRoot, 'configs/report')
  const others = knownReports(projectRoot)
  const unused = filesIn(folder).filter((file) => {
    const { name: stem, ext } = path.parse(file)
    return /^\.ya?ml$/.test(ext) && stem !== 'config' && !others.has(stem)
  })
  const near = nearest(
    name,
    unused.map((file) => path.parse(file).name),
  )
  const file = unused.find((each) => path.parse(each).name === near)
  return file === undefined ? undefined : `configs/report/${file}`
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}
