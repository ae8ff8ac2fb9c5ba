import { parseExactPythonJson } from '../../../text/python/pythonJson.ts'
import type { ClaimFiles } from '../reading/claimFiles.ts'
import { flatParams } from '../reading/flatParams.ts'
import { parseJsonRecord } from '../reading/json/jsonNumbers.ts'
import type { Scalar } from '../source.ts'
import { PARAMS_FILE, RESULT_FILE } from './format.ts'
import type { Reports } from './reports.ts'
import type { TrialState } from './trialState.ts'

/** Where the parameters of a trial stand, too. */
interface OtherPlaces {
  readonly reports: Reports
  readonly trial: TrialState | undefined
}

/**
 * The parameters of a trial: those of `params.json`, else those that the experiment's state has, else those that the
 * reports repeat. One that changed during the training, as Population Based Training has it, is no parameter of the run.
 */
export function readTrialParams(
  files: ClaimFiles,
  hasFile: boolean,
  { reports, trial }: OtherPlaces,
): ReadonlyMap<string, Scalar> {
  const [others, place] =
    trial === undefined
      ? [reports.params, `those of ${RESULT_FILE}`]
      : [trial.params, "those of the experiment's state"]
  const consequence = others === undefined ? 'left out' : place
  const own = hasFile
    ? files.orTell(`its parameters are ${consequence}`, () =>
        parseJsonRecord(PARAMS_FILE, files.text(PARAMS_FILE), parseExactPythonJson),
      )
    : undefined
  if (own === undefined && others === undefined && !hasFile) {
    files.findings.push(`there is no ${PARAMS_FILE}; its parameters are left out`)
  }
  const params = own === undefined ? (others ?? new Map()) : flatParams(own, files.findings)
  return withoutChanged(params, reports, files)
}

function withoutChanged(
  params: ReadonlyMap<string, Scalar>,
  { changed }: Reports,
  files: ClaimFiles,
): ReadonlyMap<string, Scalar> {
  for (const [name, values] of changed) {
    const course = values.length > 4 ? [...values.slice(0, 2), '…', values.at(-1)] : values
    files.findings.push(
      `${name} changed during the training (${course.join(', ')}; ${RESULT_FILE}): no value of it stands for the run, and it is left out of the parameters`,
    )
  }
  return new Map([...params].filter(([name]) => !changed.has(name)))
}
