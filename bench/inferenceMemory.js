// A process of its own, whose peak memory bench/inference.js wants: data file, run directory.
const [path, runDir] = process.argv.slice(2)
const { prepareInference } = await import('../dist/inference/prepareInference.js')
const { inferModel } = await import('../dist/inference/inferModel.js')

const setup = await prepareInference({ dataConfig: { path }, runDir })
await inferModel(setup, { runId: 'bench', runDir })
process.send(Math.round(process.resourceUsage().maxRSS / 1024))
process.disconnect()
