import {
  bars,
  boxPlot,
  defineReport,
  loadRuns,
  lossVsTime,
  paretoFront,
  scatter,
  selectRuns,
} from 'thesis-report'
import { compression } from './compression.ts'
import { requireTokenizers } from './integrity.ts'
import { timesToThreshold } from './timeToThreshold.ts'

export default defineReport({
  name: 'compare_tokenizers',
  title: 'VQ versus non-VQ autoencoders',
  fixture: 'compare_tokenizers',
  collect: ({ inputs }) => loadRuns(inputs),
  analyze({ runs, config }) {
    const selected = selectRuns(runs, config.inputs.select)
    requireTokenizers(selected, config.inputs.select)
    return { runs: selected }
  },
  plot: {},
})
void [bars, boxPlot, lossVsTime, paretoFront, scatter, compression, timesToThreshold]
