import { type Command, Help } from 'commander'
import { terminalWidth } from '../text/terminal/terminalWidth.ts'
import { wrapLine } from '../text/terminal/wrapLine.ts'

/** Columns: longer lines are hard to read. */
const MAX_WIDTH = 100
/** Columns of a description beside what it describes; where there are fewer, it stands below. */
const LEAST_DESCRIPTION = 24
const GAP = 4

/** The width of help, on a terminal and in a pipe. */
export function helpWidth(): number {
  return Math.min(terminalWidth(process.stdout), MAX_WIDTH)
}

/** Makes the help of a command fit a narrow terminal, which commander's own does not. */
export function fitHelp(command: Command): void {
  const usual = new Help()
  command.configureHelp({
    commandUsage: (each) => wrapLine(usual.commandUsage(each), helpWidth() - GAP).join('\n'),
    formatItem: (term, termWidth, description, helper) => {
      if (helpWidth() - termWidth - GAP >= LEAST_DESCRIPTION)
        return usual.formatItem.call(helper, term, termWidth, description, helper)
      return [`  ${term}`, ...wrapLine(`      ${description}`, helpWidth(), '      ')].join('\n')
    },
    minWidthToWrap: LEAST_DESCRIPTION,
  })
}
