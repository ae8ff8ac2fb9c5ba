// Of the compiled package, what is not public: for benchmarks, and tests that need a process of their
// own. It is not packed.

export { parseYaml } from '../config/yaml/parseYaml.ts'
export { parseInferenceOptions } from '../inference/execution/inferenceOptions.ts'
export { inferModel } from '../inference/execution/inferModel.ts'
export { prepareInference } from '../inference/execution/prepareInference.ts'
export { loadOnnxRuntime } from '../inference/model/onnxRuntime.ts'
export { scoreEvents } from '../inference/scores/eventScores.ts'
export { readHydraFiles } from '../runs/hydra/hydraFiles.ts'
export { readRun } from '../runs/readRun.ts'
export { readEvents } from '../runs/sources/facts/events.ts'
export { readScalars } from '../runs/sources/facts/scalars.ts'
export { Random } from '../stats/random.ts'
export { examplePerEpoch, exampleRuns, historyOf, runsOf } from './exampleRuns.ts'
export { writeFakeEvents } from './models/fakeEvents.ts'
export { fakeModel } from './models/fakeModel.ts'
export { simpleValue, summaryEvent, tfRecord } from './trackers/eventFile.ts'
