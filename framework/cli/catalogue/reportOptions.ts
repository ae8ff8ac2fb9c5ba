import { existsSync } from 'node:fs'
import path from 'node:path'
import { isMap, isNode, isScalar, parseDocument, type YAMLMap } from 'yaml'
import { memberAt } from '../../config/tree/memberAt.ts'
import { readText } from '../../files/regularFile.ts'
import { configDirs } from '../../report/config/project.ts'
import { composeReportConfig } from '../../report/config/reportConfig.ts'

/** A config key that a report sets or explains, in addition to those that every report has. */
export interface ReportOption {
  /** Dotted, such as `thresholds.val_mse`. */
  readonly key: string
  /** What it is unless it is overridden. */
  readonly value: unknown
  /** What its comment says of it; empty without one. */
  readonly comment: string
}

/** Comments that explain a key which the config leaves as it is: `# inputs.metric: the column …`. */
const EXPLAINED_KEY = /^# ([a-z]\w*(?:\.\w+)+): (.+)$/gm

/** Keys of every report's own config, which say nothing about it. */
const OF_EVERY_REPORT = ['defaults', 'outputs.which_figures']

/**
 * The options that the config of a report sets or explains, with their values in the composed config;
 * none for a report without a config of its own.
 *
 * @throws {ReportError} what composing the config throws
 */
export function reportOptions(name: string, projectRoot: string): ReportOption[] {
  const file = configDirs(projectRoot)
    .map((folder) => path.join(folder, 'report', `${name}.yaml`))
    .find(existsSync)
  if (file === undefined) return []
  const { config } = composeReportConfig({ projectRoot, name, overrides: [] })
  return Array.from(configComments(readText(file)), ([key, comment]) => ({
    key,
    value: memberAt(config, ...key.split('.')),
    comment,
  })).filter(({ key, value }) => value !== undefined && !OF_EVERY_REPORT.includes(key))
}

/**
 * The keys of a config file, dotted, with what its comments say of each: that behind its value, or a line
 * of its own, which begins with the key.
 *
 * @param prefix of the keys of values, such as `env.`
 */
export function configComments(text: string, prefix = ''): Map<string, string> {
  const { contents } = parseDocument(text)
  return new Map([
    ...(isMap(contents) ? leaves(contents, prefix) : []),
    ...Array.from(
      text.matchAll(EXPLAINED_KEY),
      ([, key = '', comment = '']) => [key, comment] as const,
    ),
  ])
}

/** Dotted keys with the comments behind their values. */
function leaves(map: YAMLMap, prefix: string): [key: string, comment: string][] {
  return map.items.flatMap(({ key, value }) => {
    const name = `${prefix}${isScalar(key) ? String(key.value) : ''}`
    if (isMap(value) && !value.flow) return leaves(value, `${name}.`)
    return [[name, isNode(value) ? (value.comment?.trim() ?? '') : '']]
  })
}
