import path from 'node:path'
import { CommanderError } from 'commander'
import { ReportError } from '../errors.ts'
import { leaveSignals, tellOnSignal } from '../files/tellOnSignal.ts'
import { printable } from '../text/printable.ts'
import { fitHelp, helpWidth } from './helpFormat.ts'
import { program } from './program.ts'
import { printData, printError } from './terminal.ts'

/** The exit codes of the command line. */
const EXIT = { made: 0, failed: 1, usage: 2, missing: 3 } as const

/** The command that completion scripts call with the words typed so far. */
const COMPLETE = '__complete'
/** What says by itself how a signal ended it, or must say nothing. */
const TELL_THEMSELVES: readonly string[] = ['work', COMPLETE]

/**
 * Runs the command line and returns its exit code. Commands are imported when they are asked for:
 * listing runs needs neither Vitest nor the drawing libraries.
 *
 * @param words without the interpreter and the script
 */
export async function main(words: readonly string[]): Promise<number> {
  process.stdout.on('error', endQuietly)
  if (!TELL_THEMSELVES.includes(words[0] ?? '')) tellOnSignal(() => 'Nothing was written.')
  let code: number = EXIT.made
  const cli = program({
    report: async (overrides, options) => {
      await expectOverrides(overrides, commands)
      const { makeReports } = await import('./makeReports.ts')
      let isLost = false
      // The report is made all the same when nobody reads on, or nothing can be printed.
      process.stdout.off('error', endQuietly).on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'EPIPE' || isLost) return
        isLost = true
        printError(cannotPrint(error))
      })
      const { exitCode } = await makeReports(overrides, options)
      code = exitCode === EXIT.made && isLost ? EXIT.failed : exitCode
    },
    list: async (report, options) => {
      const { listCatalogue } = await import('./catalogue/listCatalogue.ts')
      await listCatalogue(report, options)
    },
    runs: async (words, options) => {
      const { listRuns } = await import('./runs/listRuns.ts')
      await listRuns(words, options)
    },
    sources: async (words) => {
      const { listSources } = await import('./runs/listSources.ts')
      await listSources(words)
    },
    missing: async (words) => {
      const { listMissing } = await import('./runs/listMissing.ts')
      if (await listMissing(words)) code = EXIT.missing
    },
    rebuild: async (report, words) => {
      const { rebuild } = await import('./reports/rebuild.ts')
      await rebuild(report, words)
    },
    open: async (report, options) => {
      const { openReport } = await import('./reports/openReport.ts')
      await openReport(report, options)
    },
    history: async (folder, options) => {
      const { listReports } = await import('./reports/listReports.ts')
      await listReports(folder, options)
    },
    init: async (name) => {
      const { initProject } = await import('./scaffold/initProject.ts')
      code = await initProject(name)
    },
    newReport: async (name, options) => {
      const { newReport } = await import('./scaffold/newReport.ts')
      code = await newReport(name, options)
    },
    fixture: async (directories, options) => {
      const { makeFixture } = await import('./fixture/makeFixture.ts')
      await makeFixture(directories, options)
    },
    clean: async (folder, options) => {
      const { clean } = await import('./reports/clean.ts')
      await clean(folder, options)
    },
    completion: async (shell) => {
      const { completionScript } = await import('./completion/completionScript.ts')
      printData(completionScript(shell))
    },
    submit: async (words, options) => {
      const { runSubmit } = await import('./cluster/runSubmit.ts')
      code = await runSubmit(words, options)
    },
    status: async (id) => {
      const { findPlanFolder } = await import('../cluster/planFolder.ts')
      const { DEFAULT_FOLDER } = await import('./reports/reportsFolder.ts')
      const { showStatus } = await import('./cluster/showStatus.ts')
      code = await showStatus(findPlanFolder(id, path.resolve(DEFAULT_FOLDER)))
    },
    work: async (plan, part) => {
      const { workPart } = await import('./cluster/workPart.ts')
      code = await workPart(plan, part)
    },
  })
  const commands = cli
    .createHelp()
    .visibleCommands(cli)
    .map((command) => command.name())
  const isCommand = (word: string) =>
    commands.includes(word) || cli.commands.some((command) => command.name() === word)
  for (const command of [cli, ...cli.commands]) {
    fitHelp(command)
    command.exitOverride().configureOutput({
      getOutHelpWidth: helpWidth,
      writeOut: printData,
      writeErr: (text) => printError(...text.trimEnd().split('\n')),
    })
  }
  // For a report only: other commands, and what may be a misspelt one, print errors as text.
  const isJson =
    words.includes('--json') && /^-|=/.test(words[0] ?? '') && !isCommand(words[1] ?? '')
  try {
    // Before the options: those of a misspelt command would be reported as unknown instead.
    const [first = '-'] = words
    if (first !== COMPLETE && !first.startsWith('-') && !isCommand(first)) {
      await expectOverrides([first], commands)
    }
    if (words.length === 0) {
      const { printOverview } = await import('./overview.ts')
      await printOverview()
      return code
    }
    if (first === COMPLETE) {
      const { completeWords } = await import('./completion/completeWords.ts')
      for (const { word, description = '' } of await completeWords(cli, words.slice(1))) {
        printData(`${printable(word)}\t${description}\n`)
      }
      return code
    }
    await cli.parseAsync(words, { from: 'user' })
    return code
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return EXIT.made
      if (isJson) await printFailure(error.message)
      return EXIT.usage
    }
    if (isOfWorkingDirectory(error)) {
      printError(`The working directory cannot be used (${error.message}). Change to another one.`)
      return EXIT.failed
    }
    if (isRefusedToWrite(error)) {
      printError(
        `Nothing can be written there (${error.message}). Check the permissions and the free space of that place, ` +
          'or work in another one.',
      )
      return EXIT.failed
    }
    if (!(error instanceof ReportError)) throw error
    const detail = process.env.HYDRA_FULL_ERROR === '1' ? error.stack : error.message
    if (isJson) await printFailure(error.message)
    else printError(...(detail ?? error.message).split('\n'))
    return error.code === 'USAGE' ? EXIT.usage : EXIT.failed
  } finally {
    leaveSignals()
  }
}

/** What `--json` prints of a report that was not begun. */
async function printFailure(reason: string): Promise<void> {
  const { resultOfNothing } = await import('../vitest/terminal/resultReporter.ts')
  printData(`${JSON.stringify(resultOfNothing(reason))}\n`)
}

async function expectOverrides(
  words: readonly string[],
  commands: readonly string[],
): Promise<void> {
  const { expectOverrides } = await import('./expectOverrides.ts')
  expectOverrides(words, commands)
}

/** Whoever reads the table may stop early: `thesis-report runs … | head`; and a disk may be full. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(EXIT.made)
  printError(cannotPrint(error))
  process.exit(EXIT.failed)
}

/** It was removed, or one above it may not be searched. */
function isOfWorkingDirectory(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  const { syscall, path: place }: NodeJS.ErrnoException = error
  return syscall === 'uv_cwd' || (syscall !== undefined && place === process.cwd())
}

const REFUSALS = ['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT']

/** Missing rights and a full disk are not errors of the program, and need no stack. */
function isRefusedToWrite(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  const { code = '', syscall }: NodeJS.ErrnoException = error
  return syscall !== undefined && REFUSALS.includes(code)
}

function cannotPrint({ message }: Error): string {
  return `What was to be printed cannot be written: ${message}.`
}
