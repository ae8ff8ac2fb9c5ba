// Not by their names: those that another version of Vitest lacks would be all that is told of it.

import type { Reporter, Vitest } from 'vitest/node'
import * as vitestNode from 'vitest/node'
import { fileFilters } from '../fileFilters.ts'
import { chosenReporter } from './chosenReporter.ts'
import { ClosingReporter } from './closingReporter.ts'
import { ResultReporter } from './resultReporter.ts'
import { StagesReporter } from './stagesReporter.ts'
import { Terminal } from './terminal.ts'
import { UnknownReportReporter } from './unknownReportReporter.ts'

/** How much is said: a report's words, Vitest's as well, the page's path, or one object. */
export type Verbosity = 'normal' | 'verbose' | 'quiet' | 'json'

/** Reporters whose output another program reads. */
const FOR_PROGRAMS = ['json', 'junit', 'tap', 'tap-flat']

/**
 * Chooses who reports on a run. Where nobody asked for a reporter, runs of reports alone speak in
 * their own words; runs of tests, those in watch mode and those of the UI in Vitest's.
 *
 * @param name of the project of the reports
 * @param words of the command line, which Vitest's config no longer tells from its defaults
 */
export function chooseReporters(
  vitest: Vitest,
  { name, verbosity, words }: { name: string; verbosity: Verbosity; words: readonly string[] },
): void {
  const { config } = vitest
  if (verbosity === 'quiet' || verbosity === 'json') {
    config.reporters = [new ResultReporter(verbosity === 'json' ? 'json' : 'path')]
    return
  }
  const names = config.reporters.map((reporter) => [reporter].flat()[0])
  const end = words.indexOf('--')
  const flags = end < 0 ? words : words.slice(0, end)
  const isUnasked = !flags.some((word) => /^--reporters?(?:=|$)/.test(word))
  const place = names.findIndex((each) => each === 'default' || each === 'agent')
  const takesPlace = isUnasked && place >= 0 && verbosity === 'normal'
  if (config.watch || config.ui || (names.length > 0 && !takesPlace && !isForPrograms(names))) {
    config.reporters.push(new ClosingReporter())
    return
  }
  if (!takesPlace) {
    config.reporters.push(new StagesReporter(new Terminal(streamBeside(config.outputFile))))
    return
  }
  const usual = () =>
    names[place] === 'agent' ? new vitestNode.AgentReporter() : new vitestNode.DefaultReporter()
  const chosen: Reporter = chosenReporter((specifications) => {
    const filters = fileFilters(vitest)
    if (specifications.length === 0 && filters.some((word) => /^reports\//.test(word))) {
      return [new UnknownReportReporter(filters)]
    }
    const isOfReports = specifications.every(({ project }) => project.name === name)
    return specifications.length > 0 && isOfReports
      ? [new StagesReporter()]
      : [usual(), new ClosingReporter()]
  })
  config.reporters.splice(place, 1, chosen)
}

function isForPrograms(names: readonly unknown[]): boolean {
  return names.every((name) => typeof name === 'string' && FOR_PROGRAMS.includes(name))
}

/** What another program reads on standard output must hold nothing else. */
function streamBeside(outputFile: unknown) {
  return outputFile === undefined ? process.stderr : process.stdout
}
