// One measurement of bench/scaling.js in a process of its own:
//   node bench/measureScaling.js <sweep> <cache folder>
// Prints {"runs", "cpuMs", "wallMs", "peakMb"}.
import { loadRuns } from '../dist/framework/index.js'

const [sweepDir, cacheDir] = process.argv.slice(2)
const begun = process.cpuUsage()
const start = performance.now()
const { runs } = await loadRuns({ sweepDir, cacheDir })
const { user, system } = process.cpuUsage(begun)
console.log(
  JSON.stringify({
    runs: runs.numRows(),
    cpuMs: (user + system) / 1000,
    wallMs: performance.now() - start,
    peakMb: process.resourceUsage().maxRSS / 1024,
  }),
)
