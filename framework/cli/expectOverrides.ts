import { existsSync } from 'node:fs'
import { ReportError } from '../errors.ts'
import { findProjectRoot, knownReports } from '../report/config/project.ts'
import { nearest } from '../text/nearest.ts'
import { reportNameOf } from './findReport.ts'

/**
 * What stands where overrides belong is often a report's name, a sweep's directory, or a command
 * that is misspelt.
 *
 * @param commands the names of the commands
 * @throws {ReportError} USAGE with the word that was meant
 */
export function expectOverrides(words: readonly string[], commands: readonly string[]): void {
  const flag = words.find((each) => /^--?[a-zA-Z]/.test(each))
  if (flag !== undefined) {
    throw new ReportError(
      'USAGE',
      `"${flag}" stands after --, where overrides such as inputs.sweep_dir=DIR belong. Options come before it; ` +
        `those of Vitest are taken by npx vitest run reports/NAME ${flag} -- …`,
    )
  }
  const word = words.find((each) => !each.includes('=') && !/^[+~]/.test(each))
  if (word === undefined) return
  const reports = knownReports(findProjectRoot(process.cwd()))
  const name = reportNameOf(word)
  if (reports.has(name)) throw notAnOverride(word, `--config-name ${name}`)
  if (existsSync(word)) throw notAnOverride(word, `inputs.sweep_dir=${word}`)
  const command = nearest(word.toLowerCase(), commands)
  if (command !== undefined) {
    throw new ReportError('USAGE', `Unknown command "${word}". Did you mean "${command}"?`)
  }
  const report = nearest(name, reports.keys())
  if (report !== undefined) throw notAnOverride(word, `--config-name ${report}`)
  throw new ReportError(
    'USAGE',
    `"${word}" is neither a command (${commands.join(', ')}), nor an override (key=value), nor a ` +
      'directory that exists.',
  )
}

function notAnOverride(word: string, meant: string): ReportError {
  return new ReportError('USAGE', `"${word}" is not an override. Did you mean ${meant}?`)
}
