// One measurement of bench/facts.js in a process of its own:
//   node bench/measureFacts.js <subject> <folder of runs> <number of runs> [<cache folder>]
// Prints {"totalMs", "peakMb"}.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { loadRuns } from '../dist/framework/index.js'
import {
  readEvents,
  readHydraFiles,
  readRun,
  readScalars,
} from '../dist/framework/testing/internals.js'

const [subject, runsDir, count, cacheDir] = process.argv.slice(2)
const runDirs = readdirSync(runsDir)
  .slice(0, Number(count))
  .map((name) => path.join(runsDir, name))
const FILES = [
  '.hydra/config.yaml',
  '.hydra/hydra.yaml',
  '.hydra/overrides.yaml',
  'facts/events.jsonl',
  'facts/scalars.csv',
]

const reading = (runDir) => ({ runDir, files: [], findings: [] })
const eachRun = (read) => () => runDirs.map(read).length
const subjects = {
  loadRuns: () => loadRuns({ runDirs, cacheDir: cacheDir || undefined }),
  oneCore: eachRun((runDir) => readRun(runDir, { requireComplete: true })),
  reading: eachRun((runDir) => FILES.map((name) => readFileSync(`${runDir}/${name}`)).length),
  events: eachRun((runDir) => readEvents(reading(runDir)).badLines.length),
  yaml: eachRun((runDir) => readHydraFiles(reading(runDir)).configSha1),
  csv: eachRun((runDir) => readScalars(reading(runDir)).epochs.length),
  plain: eachRun(plainRead),
}

const start = performance.now()
await subjects[subject]()
const totalMs = performance.now() - start
console.log(JSON.stringify({ totalMs, peakMb: process.resourceUsage().maxRSS / 1024 }))

/** What reading costs without any thought: the measure that ratios are taken against. */
function plainRead(runDir) {
  const [config, hydra, overrides, events, scalars] = FILES.map((name) =>
    readFileSync(`${runDir}/${name}`, 'utf8'),
  )
  const records = events
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  const rows = scalars.split('\n').map((line) => line.split(','))
  return records.length + rows.length + config.length + hydra.length + overrides.length
}
