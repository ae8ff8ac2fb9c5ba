/** @module-tag slow */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { PACKAGE_ROOT } from '../../packageRoot.ts'
import { ENDLESS_REPORT, testProject, testSweep } from '../../testing/testProject.ts'

let project: string
beforeAll(() => {
  project = testProject({ endless: ENDLESS_REPORT })
})

/** Starts the report, and waits until a worker makes it. */
async function startReport(): Promise<{
  command: ChildProcess
  /** What the command prints until it ends. */
  printed: Promise<string>
  worker: number
  staging: string
}> {
  const { root, sweepDir } = testSweep()
  const words = ['-n', 'endless', `inputs.sweep_dir=${sweepDir}`]
  const program = path.join(PACKAGE_ROOT, 'bin/thesis-report.js')
  const command = spawn(process.execPath, [program, ...words], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const printed = Promise.all([text(command.stdout), text(command.stderr)]).then((all) =>
    all.join(''),
  )
  onTestFinished(() => void command.kill('SIGKILL'))
  let worker = 0
  await until(() => {
    const names = readdirSync(root, { recursive: true, encoding: 'utf8' })
    const name = names.find((each) => path.basename(each) === 'worker')
    worker = name === undefined ? 0 : Number(readFileSync(path.join(root, name), 'utf8'))
    return worker > 0
  })
  return { command, printed, worker, staging: path.join(root, 'outputs/.cache/staging') }
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await wait(50)
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

test('a worker whose command was killed ends, and takes its unfinished report away', async () => {
  const { command, worker, staging } = await startReport()
  expect(readdirSync(staging)).toHaveLength(2)
  command.kill('SIGKILL')
  await until(() => !isRunning(worker))
  expect(readdirSync(staging)).toEqual([])
})

test('a worker that ends leaves a report of the same name that another process has begun', async () => {
  const { command, worker, staging } = await startReport()
  const names = readdirSync(staging)
  const file = path.join(staging, names.find((name) => name.endsWith('.json')) ?? '')
  const record = JSON.parse(readFileSync(file, 'utf8'))
  writeFileSync(file, JSON.stringify({ ...record, process: { ...record.process, pid: 1 } }))
  command.kill('SIGKILL')
  await until(() => !isRunning(worker))
  expect(names.map((name) => existsSync(path.join(staging, name)))).toEqual([true, true])
})

test('a report whose process was killed, as by a system out of memory, says so without a stack', async () => {
  const { printed, worker } = await startReport()
  process.kill(worker, 'SIGKILL')
  const said = await printed
  expect(said).toContain('Failed: the report.')
  expect(said).toContain('Its process was ended from outside: by the system where memory ran out')
  expect(said).not.toMatch(/vitest-pool|\n +at /)
})
