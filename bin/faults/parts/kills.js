import { utimesSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { reportsBelow } from '../reports.js'

const SIGNALS = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP']
/** Spreads moments evenly over the time, however many there are. */
const GOLDEN_RATIO = 0.618_034
/** A watcher is told of a change so often. */
const TOUCHES_PER_TIME = 4

/** What is killed, by name. */
const SUBJECTS = {
  report: (trial) => trial.report(),
  inference: (trial) => trial.report({ infers: true }),
  watch: (trial) => trial.watch(),
  rebuild: (trial) => trial.rebuild(reportsBelow(trial.outputRoot)[0]),
}

/** Kills reports, inference, watching and rebuilding, at moments all over the time that they take. */
export async function kills(newTrial, { count, seed, together }) {
  const left = Array.from({ length: count }, (_, kill) => kill)
  const outcomes = { made: 0, unclaimed: 0 }
  const work = async () => {
    const trial = newTrial()
    await trial.begin()
    const typical = await timeOfReport(trial)
    while (left.length > 0) await killOne(trial, left.shift(), { typical, seed, outcomes })
    outcomes.unclaimed += await trial.checkDayAfter('kills')
    trial.check('kills', { again: true })
    return trial.broken
  }
  const broken = await Promise.all(Array.from({ length: Math.min(together, count) }, work))
  const { made, unclaimed } = outcomes
  return {
    did: `${count} kills of ${Object.keys(SUBJECTS).join(', ')}, by ${SIGNALS.join(', ')}`,
    found: `${made} left a complete report, ${count - made} none; ${unclaimed} leftovers waited for a day`,
    broken: broken.flat(),
  }
}

/** Of one that nobody kills, in milliseconds. */
async function timeOfReport(trial) {
  const start = Date.now()
  await trial.report({ infers: true }).ended
  return Date.now() - start
}

async function killOne(trial, kill, { typical, seed, outcomes }) {
  const names = Object.keys(SUBJECTS)
  const subject = names[kill % names.length]
  const signal = SIGNALS[Math.floor(kill / names.length) % SIGNALS.length]
  const after = Math.round((((kill + seed) * GOLDEN_RATIO) % 1) * typical * 1.1)
  const before = reportsBelow(trial.outputRoot).length
  const { child, ended } = SUBJECTS[subject](trial)
  const timer = setTimeout(() => child.kill(signal), after)
  const touching = subject === 'watch' ? touch(trial, typical / TOUCHES_PER_TIME, child) : undefined
  await ended
  clearTimeout(timer)
  await touching
  if (reportsBelow(trial.outputRoot).length > before) outcomes.made++
  const name = `kill ${kill} (${subject}, ${signal} after ${after} ms)`
  trial.check(name)
  await trial.checkNext(name)
}

/** Lets a run look as if it had a new epoch, for as long as the process runs. */
async function touch(trial, everyMs, child) {
  const file = path.join(trial.runDirs[0], 'csv/version_0/metrics.csv')
  while (child.exitCode === null && child.signalCode === null) {
    await wait(everyMs)
    utimesSync(file, new Date(), new Date())
  }
}
