import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { ReportError } from '../../errors.ts'

/** What a batch system's command printed. */
export interface Answer {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Why a batch system could not be asked, a clause. */
export interface NoAnswer {
  readonly noAnswer: string
}

/** How long a question may take: batch systems give up by themselves after a few tries of some seconds. */
const ASKING_MS = 20_000
/** How long handing jobs over may take, which is not to be given up halfway. */
const SUBMITTING_MS = 300_000
/** A line for each of many thousand jobs. */
const MAX_BYTES = 64 * 2 ** 20

/**
 * Runs a command of a batch system.
 *
 * @param limitMs after so long it is killed. Default 20 s
 * @returns also where it fails
 */
export async function runEngineCommand(
  command: string,
  words: readonly string[],
  folder: string,
  limitMs = ASKING_MS,
): Promise<Answer | NoAnswer> {
  const options = {
    ...{ cwd: folder, timeout: limitMs, maxBuffer: MAX_BYTES },
    killSignal: 'SIGKILL',
  } as const
  try {
    const { stdout, stderr } = await promisify(execFile)(command, words, options)
    return { code: 0, stdout, stderr }
  } catch (error) {
    const { code, killed, stdout = '', stderr = '' } = error as ExecFailure
    if (code === 'ENOENT') return { noAnswer: `${command} is not installed on this machine` }
    if (killed && code === null)
      return { noAnswer: `${command} did not answer within ${limitMs / 1000} s` }
    if (typeof code === 'number') return { code, stdout, stderr }
    return { noAnswer: `${command} cannot be run: ${(error as Error).message}` }
  }
}

/** What Node.js adds to the error of a command that failed. */
interface ExecFailure {
  /** Of the command, or of the system's error where it did not start; null where a signal ended it. */
  readonly code?: unknown
  readonly killed?: boolean
  readonly stdout?: string
  readonly stderr?: string
}

/**
 * Asks a batch system.
 *
 * @returns what the command printed, or why there is no answer: for a command that failed, its first line
 */
export async function askEngine(
  command: string,
  words: readonly string[],
  folder: string,
): Promise<string | NoAnswer> {
  const answer = await runEngineCommand(command, words, folder)
  if ('noAnswer' in answer) return answer
  if (answer.code === 0) return answer.stdout
  const [line] = `${answer.stderr}\n${answer.stdout}`
    .split('\n')
    .filter((each) => each.trim() !== '')
  const said = line === undefined ? `ended with code ${answer.code}` : `says: ${line.trim()}`
  return { noAnswer: `${command} ${said}` }
}

/**
 * Runs a command of a batch system that must succeed, and returns what it printed.
 *
 * @throws {ReportError} SUBMIT_FAILED where there is no such command, or it fails
 */
export async function instructEngine(
  command: string,
  words: readonly string[],
  folder: string,
): Promise<string> {
  const answer = await runEngineCommand(command, words, folder, SUBMITTING_MS)
  if ('noAnswer' in answer) {
    const advice =
      'Submit from a login node of the cluster. Where a command gave no answer in time, look first whether the jobs are in the queue.'
    throw new ReportError(
      'SUBMIT_FAILED',
      `The jobs were not handed over: ${answer.noAnswer}. ${advice}`,
    )
  }
  if (answer.code === 0) return answer.stdout
  const printed = (answer.stderr || answer.stdout).trim()
  throw new ReportError('SUBMIT_FAILED', `${command} refused: ${printed}`)
}
