import { existsSync } from 'node:fs'
import { ReportError } from '../errors.ts'
import { findProjectRoot, knownReports } from '../report/config/project.ts'
import { reportNameOf } from './findReport.ts'

/**
 * A report's name and a sweep's directory are easily typed on their own.
 *
 * @throws {ReportError} USAGE with the word that was meant
 */
export function expectOverrides(words: readonly string[]): void {
  const plain = words.filter((word) => !word.includes('=') && !/^[+~]/.test(word))
  const known = plain.length === 0 ? undefined : knownReports(findProjectRoot(process.cwd()))
  for (const word of plain) {
    const name = reportNameOf(word)
    if (known?.has(name)) throw notAnOverride(word, `--config-name ${name}`)
    if (existsSync(word)) throw notAnOverride(word, `inputs.sweep_dir=${word}`)
  }
}

function notAnOverride(word: string, meant: string): ReportError {
  return new ReportError('USAGE', `"${word}" is not an override. Did you mean ${meant}?`)
}
