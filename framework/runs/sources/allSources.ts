import { allennlpSource } from './allennlp/allennlpSource.ts'
import { csvLogSource } from './csvLog/csvLogSource.ts'
import { dvcliveSource } from './dvclive/dvcliveSource.ts'
import { huggingfaceSource } from './huggingface/huggingfaceSource.ts'
import { jsonSource } from './json/jsonSource.ts'
import { jsonLogSource } from './jsonLog/jsonLogSource.ts'
import { kerasSource } from './keras/kerasSource.ts'
import { kerasTunerSource } from './kerasTuner/kerasTunerSource.ts'
import { lightningSource } from './lightning/lightningSource.ts'
import { mlflowSource } from './mlflow/mlflowSource.ts'
import { optunaSource } from './optuna/optunaSource.ts'
import { raySource } from './ray/raySource.ts'
import { recordSource } from './record/recordSource.ts'
import { runsTableSource } from './runsTable/runsTableSource.ts'
import { sacredSource } from './sacred/sacredSource.ts'
import type { Source } from './source.ts'
import { tensorboardSource } from './tensorboard/tensorboardSource.ts'
import { wandbSource } from './wandb/wandbSource.ts'

/**
 * Every format that is read beside `facts`. Where two of them have the same metric of one run, the
 * first counts: those that keep all digits come before TensorBoard, which rounds to float32.
 */
export const ALL_SOURCES: readonly Source[] = [
  recordSource,
  lightningSource,
  kerasSource,
  raySource,
  csvLogSource,
  jsonLogSource,
  huggingfaceSource,
  wandbSource,
  mlflowSource,
  sacredSource,
  kerasTunerSource,
  allennlpSource,
  dvcliveSource,
  tensorboardSource,
  optunaSource,
  jsonSource,
  runsTableSource,
]
