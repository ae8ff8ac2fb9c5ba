import path from 'node:path'
import { ReportError } from '../../errors.ts'
import { cacheFolder } from '../config/cacheFolder.ts'
import { inputsFromConfig, inputsFromFixture, namesInputs } from '../config/inputs.ts'
import type { ComposedReportConfig } from '../config/reportConfig.ts'
import type { ReportSpec } from '../spec/defineReport.ts'
import type { ReportRequest } from './reportRequest.ts'

/** A report whose config names no runs is made over its fixture, where it may be. */
export async function resolveInputs(
  spec: ReportSpec,
  request: ReportRequest,
  { config, warnings }: ComposedReportConfig,
) {
  const { fixture } = spec
  const { fixtureOutputRoot, keepsFixtureReport, cwd } = request
  if (namesInputs(config) || fixture === undefined || fixtureOutputRoot === null) {
    // Such as a config that is not read, where the inputs stand.
    if (!namesInputs(config) && warnings.length > 0) {
      const problem = `The report ${spec.name} has no inputs: neither inputs.sweep_dir nor inputs.run_dirs is set.`
      throw new ReportError('INPUTS_AMBIGUOUS', [problem, ...warnings].join(' '))
    }
    return { ...(await inputsFromConfig(config, request)), isFixture: false }
  }
  const asked = keepsFixtureReport ? config.env.output_root : null
  const outputRoot = asked === null ? fixtureOutputRoot : path.resolve(cwd, asked)
  const cacheRoot = keepsFixtureReport && config.cache ? cacheFolder(config, outputRoot, cwd) : null
  return { ...inputsFromFixture({ ...request, fixture, outputRoot, cacheRoot }), isFixture: true }
}
