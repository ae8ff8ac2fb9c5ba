import { parseExactPythonJson } from '../../../../text/python/pythonJson.ts'
import type { Scalar } from '../../source.ts'
import type { ClaimFiles } from '../claimFiles.ts'
import { flatParams } from '../flatParams.ts'
import { parseJsonRecord } from './jsonNumbers.ts'

/** The parameters in a JSON file. One that cannot be read is reported and gives none, a missing one too. */
export function readJsonParams(files: ClaimFiles, name: string): Map<string, Scalar> {
  const values = files.orTell('its parameters are left out', () =>
    parseJsonRecord(name, files.text(name), parseExactPythonJson),
  )
  return flatParams(values ?? {}, files.findings)
}
