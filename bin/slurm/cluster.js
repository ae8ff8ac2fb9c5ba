// A Slurm cluster with this machine as its only node, without systemd, in a folder of its own.
import { execFileSync, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/** Debian's packages of the daemons and commands. */
const PACKAGES = ['slurm-wlm', 'munge']
const READY_WITHIN_MS = 30_000

/**
 * Installs Slurm where it is missing and starts it.
 *
 * @param {string} folder for its configuration, state and logs
 * @param {number} withinMs how long installing may take
 * @returns {Promise<{ env: Record<string, string>, stop: () => Promise<void> }>} what its commands need
 *   in their environment
 * @throws {Error} saying why there is none here
 */
export async function startCluster(folder, withinMs) {
  if (process.platform !== 'linux') throw new Error('Slurm runs on Linux')
  if (process.getuid() !== 0) throw new Error('starting Slurm takes root')
  installMissing(withinMs)
  const config = writeConfig(folder)
  const env = { SLURM_CONF: config.file, PATH: `${process.env.PATH}:/usr/sbin:/sbin` }
  const daemons = [
    start('munged', ['--foreground', '--force', ...config.munge], { folder, env }),
    start('slurmctld', ['-D', '-c', '-f', config.file], { folder, env }),
    start('slurmd', ['-D', '-N', hostname(), '-f', config.file], { folder, env }),
  ]
  const stop = async () => {
    for (const daemon of daemons.toReversed()) await end(daemon)
  }
  try {
    await untilIdle(env)
  } catch (error) {
    await stop()
    throw error
  }
  return { env, stop }
}

function installMissing(withinMs) {
  const path = `${process.env.PATH}:/usr/sbin:/sbin`
  const has = (command) => {
    try {
      execFileSync('sh', ['-c', `command -v ${command}`], { env: { PATH: path }, stdio: 'ignore' })
      return true
    } catch {
      return false
    }
  }
  if (['munged', 'slurmctld', 'slurmd', 'sbatch'].every(has)) return
  if (!has('apt-get')) throw new Error('Slurm is not installed, and there is no apt-get')
  const until = Date.now() + withinMs
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const words of [
    ['update', '-qq'],
    ['install', '-y', '-qq', '--no-install-recommends', ...PACKAGES],
  ]) {
    try {
      execFileSync('apt-get', words, {
        env,
        stdio: 'ignore',
        timeout: Math.max(1, until - Date.now()),
      })
    } catch (error) {
      const why = error.code === 'ETIMEDOUT' ? `takes longer than ${withinMs / 1000} s` : 'failed'
      throw new Error(`installing ${PACKAGES.join(' and ')} ${why}`, { cause: error })
    }
  }
}

function writeConfig(folder) {
  for (const name of ['state', 'spool', 'munge'])
    mkdirSync(path.join(folder, name), { mode: 0o700 })
  const munge = path.join(folder, 'munge')
  writeFileSync(path.join(munge, 'key'), randomBytes(128), { mode: 0o600 })
  // Ports of their own, since another cluster may run here.
  const port = 20_000 + (process.pid % 20_000)
  const host = hostname()
  const file = path.join(folder, 'slurm.conf')
  writeFileSync(
    file,
    `ClusterName=test
SlurmctldHost=${host}(127.0.0.1)
SlurmctldPort=${port}
SlurmdPort=${port + 1}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${munge}/socket
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1,bf_interval=1,batch_sched_delay=0
MpiDefault=none
MailProg=/bin/true
ReturnToService=2
KillWait=5
NodeName=${host} NodeAddr=127.0.0.1 CPUs=2 RealMemory=1000 State=UNKNOWN
PartitionName=test Nodes=${host} Default=YES MaxTime=INFINITE State=UP
`,
  )
  return {
    file,
    munge: [
      ...[`--key-file=${munge}/key`, `--socket=${munge}/socket`, `--pid-file=${munge}/pid`],
      ...[`--log-file=${munge}/log`, `--seed-file=${munge}/seed`],
    ],
  }
}

function start(command, words, { folder, env }) {
  const log = openSync(path.join(folder, `${command}.log`), 'a')
  const child = spawn(command, words, {
    env: { ...process.env, ...env },
    stdio: ['ignore', log, log],
  })
  child.on('error', () => {})
  return child
}

async function end(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = new Promise((resolve) => child.on('exit', resolve))
  child.kill()
  await Promise.race([ended, sleep(5000)])
  child.kill('SIGKILL')
}

async function untilIdle(env) {
  const until = Date.now() + READY_WITHIN_MS
  for (;;) {
    try {
      const state = execFileSync('sinfo', ['-h', '-o', '%T'], {
        env: { ...process.env, ...env },
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      })
      if (state.trim() === 'idle') return
    } catch {
      // The controller does not answer yet.
    }
    if (Date.now() > until) {
      const log = readFileSync(path.join(path.dirname(env.SLURM_CONF), 'slurmctld.log'), 'utf8')
      throw new Error(
        `Slurm has not started within ${READY_WITHIN_MS / 1000} s: ${log.slice(-500)}`,
      )
    }
    await sleep(200)
  }
}
