import { ERROR_CODES, ReportError } from '../../errors.ts'
import { executionProviders } from '../../inference/model/executionProviders.ts'
import { loadOnnxRuntime, missingLibraries } from '../../inference/model/onnxRuntime.ts'
import type { ReportConfig } from '../../report/config/reportConfig.ts'
import type { ReportInputs, ReportSpec } from '../../report/spec/defineReport.ts'
import { collectStage } from '../../report/stages/collect.ts'
import { findRuns } from '../../runs/search/discovery.ts'
import { chooseSources } from '../../runs/sources/chooseSources.ts'
import { importReports } from '../catalogue/importReports.ts'

/** What is to be submitted. */
interface Asked {
  readonly name: string
  /** The report's file, absolute. */
  readonly file: string
  readonly projectRoot: string
  readonly config: ReportConfig
  readonly inputs: ReportInputs
}

/**
 * Refuses before jobs wait for hours what each of them would refuse: runs that are not there, a report that
 * cannot be loaded, and options of its inference. What the nodes may have and this machine lacks, such as a
 * GPU's libraries, is not asked for.
 *
 * @throws {ReportError} SWEEP_DIR_NOT_FOUND, NO_VALID_RUNS, REPORT_INVALID, CONFIG_VALUE_INVALID,
 *   CORRUPTION_UNKNOWN, CORRUPTION_PARAM, DEVICE_UNAVAILABLE and others
 */
export async function expectWorkable({
  name,
  file,
  projectRoot,
  config,
  inputs,
}: Asked): Promise<void> {
  const { jobs } = findRuns(inputs, await chooseSources(inputs))
  if (jobs.length > 0 && !config.inference.enabled) return
  const report = (await importReports(new Map([[name, file]]), projectRoot)).get(name)
  if (report === undefined) return
  if ('problem' in report) throw new ReportError('REPORT_INVALID', report.problem)
  const { spec } = report
  try {
    // A report that collects runs itself may read what no source does.
    if (jobs.length === 0) await collectStage(spec, { inputs, config }).run()
    if (config.inference.enabled) await expectInference(spec, config)
  } catch (error) {
    // A project's report has its own copy of the class.
    const { code, message } = error as Partial<ReportError>
    const known = ERROR_CODES.find((each) => each === code)
    throw known === undefined ? error : new ReportError(known, message ?? '')
  }
}

async function expectInference({ infer }: ReportSpec, config: ReportConfig): Promise<void> {
  if (typeof infer !== 'object' || infer.checkConfig === undefined) return
  infer.checkConfig(config)
  const device = String(config.inference.device ?? 'auto')
  const isForGpus = missingLibraries(device, undefined).length > 0
  if (!isForGpus) executionProviders(device, await loadOnnxRuntime())
}
