import type { Argument, Command, Option } from 'commander'
import { type Candidate, toCandidate } from './candidate.ts'
import { completeFolder } from './completeFolder.ts'
import { madeReportNames } from './madeReportNames.ts'

/** Options whose value is the name of a report. */
const TAKE_REPORTS: ReadonlySet<string> = new Set(['--config-name', '--from'])
/** Arguments, by name, whose words are directories. */
const TAKE_FOLDERS: ReadonlySet<string> = new Set(['words', 'folder', 'directories', 'report'])

/**
 * The words that can stand at the end of a command line.
 *
 * @param cli the command line's grammar
 * @param words what was typed after `thesis-report`; the last one is being typed, and may be empty
 */
export async function completeWords(cli: Command, words: readonly string[]): Promise<Candidate[]> {
  const current = words.at(-1) ?? ''
  const before = words.slice(0, -1)
  const named = cli.commands.find((each) => each.name() === before[0])
  if (before[0] === 'help') return startingWith(current, commandsOf(cli))
  const command = named ?? cli
  const pending = command.options.find(
    (option) => takesValue(option) && isCalled(option, before.at(-1)),
  )
  if (pending !== undefined) return startingWith(current, await valuesOf(pending))
  if (current.startsWith('-')) return startingWith(current, optionsOf(command))
  const report = namedReport(cli, before)
  if (named === undefined) {
    const commands = before.length === 0 ? startingWith(current, commandsOf(cli)) : []
    const isCommand = current !== '' && commands.length > 0
    return isCommand ? commands : [...commands, ...(await completeOverride(current, report))]
  }
  const [argument] = named.registeredArguments
  return argument === undefined ? [] : completeArgument(argument, current, report)
}

async function completeArgument(
  argument: Argument,
  current: string,
  report: string,
): Promise<Candidate[]> {
  const name = argument.name()
  if (argument.argChoices) return startingWith(current, argument.argChoices.map(toCandidate))
  if (current.includes('=')) return completeOverride(current, report)
  return [
    ...(name === 'report' ? startingWith(current, madeReportNames().map(toCandidate)) : []),
    ...(TAKE_FOLDERS.has(name) ? completeFolder(current).map(toCandidate) : []),
    ...(name === 'words' && current !== '' ? await completeOverride(current, report) : []),
  ]
}

/** Composing a config takes longer than all the rest, which most words do without. */
async function completeOverride(start: string, report: string): Promise<Candidate[]> {
  return (await import('./completeOverride.ts')).completeOverride(start, report)
}

/** The report whose keys are completed; the base config's where none is named yet. */
function namedReport(cli: Command, before: readonly string[]): string {
  const option = cli.options.find(({ long }) => long === '--config-name')
  const at = before.findIndex((word) => option !== undefined && isCalled(option, word))
  return (at < 0 ? undefined : before[at + 1]) ?? 'config'
}

function commandsOf(cli: Command): Candidate[] {
  const shown = cli.createHelp().visibleCommands(cli)
  return shown.map((each) => ({ word: each.name(), description: each.description() }))
}

function optionsOf(command: Command): Candidate[] {
  const help = { word: '--help', description: 'shows the help' }
  return [
    ...command.options.map(({ long, short, description }) => ({
      word: long ?? short ?? '',
      description,
    })),
    help,
  ]
}

async function valuesOf(option: Option): Promise<Candidate[]> {
  if (option.argChoices) return option.argChoices.map(toCandidate)
  // Not among its choices, since a misspelt one gets the nearest name.
  if (option.long === '--engine') {
    const { ENGINES } = await import('../../cluster/plan.ts')
    return ENGINES.map(toCandidate)
  }
  if (!TAKE_REPORTS.has(option.long ?? '')) return []
  const { findProjectRoot, knownReports } = await import('../../report/config/project.ts')
  return [...knownReports(findProjectRoot(process.cwd())).keys()].map(toCandidate)
}

function takesValue({ required, optional }: Option): boolean {
  return required || optional
}

function isCalled({ long, short }: Option, word: string | undefined): boolean {
  return word !== undefined && (word === long || word === short)
}

function startingWith(start: string, candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(({ word }) => word.startsWith(start))
}
