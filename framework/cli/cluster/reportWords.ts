import { Command } from 'commander'
import { printData, printError } from '../terminal.ts'

/** Which report is asked for, and how. */
export interface ReportWords {
  readonly name: string | undefined
  readonly overrides: readonly string[]
}

/**
 * Reads the words after `--` that jobs will be given. Options about what to print, or which share to do, are
 * refused.
 *
 * @throws {CommanderError} for an option that does not belong there
 */
export function reportWords(words: readonly string[]): ReportWords {
  const command = new Command('-- the report')
    .exitOverride()
    .configureOutput({
      writeOut: printData,
      writeErr: (text) => printError(...text.trimEnd().split('\n')),
    })
    .argument('[overrides...]', 'such as inputs.sweep_dir=DIR')
    .option('-n, --config-name <name>', 'the report')
    .showHelpAfterError(
      'After -- come --config-name and the overrides of one report, nothing else.',
    )
    .parse([...words], { from: 'user' })
  return { name: command.opts<{ configName?: string }>().configName, overrides: command.args }
}
