import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { ReportError } from '../../errors.ts'

/** What a batch system's command printed. */
export interface Answer {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/**
 * Runs a command of a batch system.
 *
 * @returns undefined where there is no such command
 */
export async function askEngine(
  command: string,
  words: readonly string[],
  folder: string,
): Promise<Answer | undefined> {
  try {
    const { stdout, stderr } = await promisify(execFile)(command, words, { cwd: folder })
    return { code: 0, stdout, stderr }
  } catch (error) {
    const {
      code,
      stdout = '',
      stderr = '',
    } = error as Partial<Omit<Answer, 'code'>> & {
      readonly code?: unknown
    }
    if (code === 'ENOENT') return undefined
    if (typeof code !== 'number') throw error
    return { code, stdout, stderr }
  }
}

/**
 * Runs a command of a batch system that must succeed, and returns what it printed.
 *
 * @throws {ReportError} SUBMIT_FAILED where there is no such command, or it fails
 */
export async function callEngine(
  command: string,
  words: readonly string[],
  folder: string,
): Promise<string> {
  const answer = await askEngine(command, words, folder)
  if (answer?.code === 0) return answer.stdout
  const problem = answer
    ? `${command} refused: ${(answer.stderr || answer.stdout).trim()}`
    : `There is no command ${command} on this machine: submit from a login node of the cluster.`
  throw new ReportError('SUBMIT_FAILED', problem)
}
