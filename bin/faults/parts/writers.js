import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { differenceOf, hashesOfRuns, reportsBelow, resultsOf, rowsOf } from '../reports.js'

const METRICS = 'csv/version_0/metrics.csv'
/** A trainer writes a line so often, in milliseconds. */
const WRITES_EVERY = 5

/** Trainers that write their files anew, line by line and cut within lines, while reports read them. */
export async function writers(newTrial, { count, together }) {
  const trial = newTrial()
  await trial.begin()
  const written = trial.runDirs.slice(0, 3)
  const stop = new AbortController()
  const writing = Promise.all(written.map((run) => writeOn(path.join(run, METRICS), stop.signal)))
  const untouched = without(trial.before, written, trial)
  trial.before = untouched
  let left = count
  const read = async () => {
    while (left-- > 0) {
      const { code, output } = await trial.quickReport().ended
      if (code !== 0) trial.broken.push(`writers: a report failed:\n${output}`)
    }
  }
  await Promise.all(Array.from({ length: Math.min(together, count) }, read))
  stop.abort()
  const lines = (await writing).reduce((sum, each) => sum + each, 0)
  for (const report of reportsBelow(trial.outputRoot)) expectUntouchedRows(trial, report, written)
  const changed = differenceOf(untouched, without(hashesOfRuns(trial.runs), written, trial))
  if (changed) trial.broken.push(`writers: ${changed} of the runs has changed`)
  await expectCacheTellsNothingElse(trial)
  return {
    did: `${count} reports, ${together} at a time, over runs of which ${written.length} were being written (${lines} writes)`,
    found: `the rows of the other runs were the same in all, and the files kept gave the same as none`,
    broken: trial.broken,
  }
}

/** Writes a file from its start, again and again, half a line at a time. Ends with it whole. */
async function writeOn(file, signal) {
  const whole = readFileSync(file, 'utf8')
  const parts = whole.match(/.{1,9}/gs) ?? []
  let writes = 0
  while (!signal.aborted) {
    writeFileSync(file, '')
    for (const part of parts) {
      appendFileSync(file, part)
      writes++
      await wait(WRITES_EVERY)
    }
  }
  return writes
}

function without(hashes, runs, trial) {
  const folders = runs.map((run) => path.relative(trial.runs, run))
  return new Map([...hashes].filter(([file]) => !folders.some((folder) => file.startsWith(folder))))
}

/** As they are in the report that was made before anybody wrote. */
function expectUntouchedRows(trial, report, written) {
  const names = trial.runDirs
    .filter((run) => !written.includes(run))
    .map((run) => path.basename(run))
  const rows = rowsOf(report)
  const before = rowsOf(reportsBelow(trial.outputRoot)[0])
  for (const name of names) {
    if (rows.get(name) === before.get(name)) continue
    trial.broken.push(
      `writers: the row of run ${name} is ${rows.get(name)}, not ${before.get(name)}`,
    )
  }
}

async function expectCacheTellsNothingElse(trial) {
  await trial.reportHere()
  const withCache = resultsOf(reportsBelow(trial.outputRoot).at(-1))
  await trial.reportHere({ words: ['cache=false'] })
  const withoutCache = resultsOf(reportsBelow(trial.outputRoot).at(-1))
  const different = differenceOf(withCache, withoutCache)
  if (different) trial.broken.push(`writers: with the cache, ${different} is another`)
}
