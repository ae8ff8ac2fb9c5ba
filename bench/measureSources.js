// One measurement of bench/sources.js in a process of its own:
//   node bench/measureSources.js <subject> <folder> [<cache folder>]
// Prints {"totalMs", "cpuMs", "peakMb"}.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import Papa from 'papaparse'
import { discoverRuns, loadRuns } from '../dist/framework/index.js'

const [subject, folder, cacheDir] = process.argv.slice(2)

const subjects = {
  loadRuns: () => loadRuns({ sweepDir: folder, cacheDir: cacheDir || undefined }),
  discoverRuns: () => discoverRuns({ sweepDir: folder }),
  papaparse: () =>
    readdirSync(folder).map((name) => {
      const text = readFileSync(path.join(folder, name, 'metrics.csv'), 'utf8')
      return Papa.parse(text, { header: true, dynamicTyping: true }).data.length
    }),
}

const start = performance.now()
const before = process.cpuUsage()
await subjects[subject]()
const { user, system } = process.cpuUsage(before)
console.log(
  JSON.stringify({
    totalMs: performance.now() - start,
    cpuMs: (user + system) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }),
)
