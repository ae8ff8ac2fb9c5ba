import { type ChildProcess, fork } from 'node:child_process'
import path from 'node:path'

const SCRIPT = path.join(import.meta.dirname, 'commandProcess.js')

/** What a finished process printed, and its exit code. */
export interface Finished {
  readonly code: number | null
  readonly output: string
}

let shared: ChildProcess | undefined
let isBusy = false

/**
 * Runs `thesis-report` in a process that has run it before; undefined while that is busy, since it can
 * only stand in one directory at a time.
 *
 * @param env of the process, when it is started
 */
export function runShared(
  cwd: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Finished> | undefined {
  if (isBusy) return undefined
  shared ??= start(env)
  isBusy = true
  return ask(shared, { cwd, words }).finally(() => {
    isBusy = false
  })
}

function start(env: NodeJS.ProcessEnv): ChildProcess {
  const child = fork(SCRIPT, { env, execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  child.once('exit', () => {
    shared = undefined
  })
  return child
}

function ask(child: ChildProcess, request: object): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`thesis-report ended with ${code}`))
    child.once('exit', ended)
    child.once('message', (finished) => {
      child.off('exit', ended)
      resolve(finished as Finished)
    })
    child.send(request)
  })
}
