// The thread behind bin/mutate/warmPool.js.
import { parentPort } from 'node:worker_threads'
import { init, runBaseTests, setupEnvironment } from 'vitest/worker'

/** Where StrykerJS keeps which mutant is active. Modules must load without the one of the last run. */
const STRYKER_STATE = '__stryker__'

init({
  post: (message) => parentPort.postMessage(message),
  on: (callback) => parentPort.on('message', callback),
  off: (callback) => parentPort.off('message', callback),
  setup: setupEnvironment,
  runTests: (state, traces) => {
    delete globalThis[STRYKER_STATE]
    return runBaseTests('run', state, traces)
  },
  collectTests: (state, traces) => runBaseTests('collect', state, traces),
})
