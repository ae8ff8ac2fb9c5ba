import { csvLogSource } from './csvLog/csvLogSource.ts'
import { dvcliveSource } from './dvclive/dvcliveSource.ts'
import { huggingfaceSource } from './huggingface/huggingfaceSource.ts'
import { jsonSource } from './json/jsonSource.ts'
import { kerasSource } from './keras/kerasSource.ts'
import { lightningSource } from './lightning/lightningSource.ts'
import { mlflowSource } from './mlflow/mlflowSource.ts'
import { optunaSource } from './optuna/optunaSource.ts'
import { runsTableSource } from './runsTable/runsTableSource.ts'
import type { Source } from './source.ts'
import { tensorboardSource } from './tensorboard/tensorboardSource.ts'
import { wandbSource } from './wandb/wandbSource.ts'

/**
 * Every format that is read beside `facts`. Where two of them have the same metric of one run, the
 * first counts: those that keep all digits come before TensorBoard, which rounds to float32.
 */
export const ALL_SOURCES: readonly Source[] = [
  lightningSource,
  kerasSource,
  csvLogSource,
  huggingfaceSource,
  wandbSource,
  mlflowSource,
  dvcliveSource,
  tensorboardSource,
  optunaSource,
  jsonSource,
  runsTableSource,
]
