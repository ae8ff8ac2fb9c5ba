// A process of its own, whose peak memory bench/inference.js wants: data file, run directory.
import { existsSync, readFileSync } from 'node:fs'

const [path, runDir] = process.argv.slice(2)
const { inferModel, parseInferenceOptions, prepareInference } = await import(
  '../dist/framework/testing/internals.js'
)

const setup = await prepareInference({
  dataConfig: { path },
  options: parseInferenceOptions(),
  runDir,
})
await inferModel(setup, { runId: 'bench', runDir })
process.send(Math.round(peakKilobytes() / 1024))
process.disconnect()

/** On Linux, maxRSS begins with what the parent had when it forked; VmHWM is this process's own. */
function peakKilobytes() {
  const status = existsSync('/proc/self/status') ? readFileSync('/proc/self/status', 'utf8') : ''
  return Number(/VmHWM:\s*(\d+) kB/.exec(status)?.[1] ?? process.resourceUsage().maxRSS)
}
