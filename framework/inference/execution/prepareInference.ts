import { stat } from 'node:fs/promises'
import { readDataConfig } from '../data/dataConfig.ts'
import { type DatasetOptions, openDataset } from '../data/dataset.ts'
import { executionProviders } from '../model/executionProviders.ts'
import { onnxRuntime } from '../model/onnxRuntime.ts'
import { type InferenceOptions, parseInferenceOptions } from './inferenceOptions.ts'

/** What all models of a report share, worked out once. Plain data: it goes to other processes. */
export interface InferenceSetup {
  /** Where and how to read the events, normalisation included. */
  data: DatasetOptions & { path: string }
  nEvents: number
  hasLabels: boolean
  options: InferenceOptions
  /** Of the data file: a changed one is run again. */
  fingerprint: { size: number; mtimeMs: number }
  /** The folder of finished results; undefined keeps none. */
  cacheDir: string | undefined
  /** What the user should know, such as an option without effect. */
  notes: string[]
}

export interface PrepareOptions {
  /** The resolved `data` section of a run's config, or of the report's if that has one. */
  dataConfig: unknown
  /** The `inference` section of the report's config. */
  inferenceConfig?: unknown
  /** The run whose `data` section it is: relative paths are sought from its parent folders too. */
  runDir: string
  /** Default the process's. */
  cwd?: string
  /** Default none: nothing is kept. */
  cacheDir?: string | undefined
}

/**
 * Reads options and data settings, opens the data once to check it, and computes its
 * normalisation.
 *
 * @throws {ReportError} as `parseInferenceOptions`, `readDataConfig` and `openDataset` do, and
 *   `DEVICE_UNAVAILABLE` and `ONNX_RUNTIME_MISSING`
 */
export async function prepareInference({
  dataConfig,
  inferenceConfig,
  runDir,
  cwd = process.cwd(),
  cacheDir,
}: PrepareOptions): Promise<InferenceSetup> {
  const options = parseInferenceOptions(inferenceConfig)
  const runtime = await onnxRuntime()
  const [provider = 'cpu'] = executionProviders(options.device, runtime)
  const data = readDataConfig(dataConfig, { runDir, split: options.split, cwd })
  const dataset = await openDataset({
    ...data,
    ...(options.maxSamples === null ? {} : { maxSamples: options.maxSamples }),
  })
  const { nEvents, labels, normalisation } = dataset
  dataset.close()
  const { size, mtimeMs } = await stat(data.path)
  return {
    data: { ...data, norm: normalisation, maxSamples: nEvents },
    nEvents,
    hasLabels: labels !== undefined,
    options,
    fingerprint: { size, mtimeMs },
    cacheDir,
    notes: [
      ...runtime.notes,
      ...(options.autocast
        ? [
            `inference.autocast has no effect on ${provider}: an ONNX model computes in the precision ` +
              'that it was exported in. Export it in float16 for half precision.',
          ]
        : []),
    ],
  }
}
