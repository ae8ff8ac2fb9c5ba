import { toPlain } from '../../../config/tree/plain.ts'
import { parseRepeatedYaml } from '../../../config/yaml/repeatedYaml.ts'
import type { Scalar } from '../source.ts'
import type { ClaimFiles } from './claimFiles.ts'
import { flatParams, isMapping } from './flatParams.ts'

/** Configs are smaller by far; the YAML of more would take minutes. */
const MAX_YAML_BYTES = 4 * 1024 * 1024

/**
 * The parameters in a YAML file, scalars read as OmegaConf reads them (`1e-3` is a number). Python's
 * tags are stripped, never run. A file that is not YAML is reported and gives none, a missing one too.
 */
export function readYamlParams(files: ClaimFiles, name: string): Map<string, Scalar> {
  const params = files.orTell('its parameters are left out', () => {
    const text = files.text(name, MAX_YAML_BYTES)
    if (text === undefined) return undefined
    const values = toPlain(parseRepeatedYaml(text, { source: name, stripTags: true }))
    if (isMapping(values) && !isOnlyText(text, values)) return flatParams(values, files.findings)
    const found = isMapping(values) ? 'a text' : 'a list'
    files.findings.push(`${name} holds ${found}, where parameters with names are expected`)
    return undefined
  })
  return params ?? new Map()
}

/** OmegaConf reads a text as a mapping from it to nothing. */
function isOnlyText(text: string, values: object): boolean {
  const members = Object.values(values)
  return members.length === 1 && members[0] === null && !/[:?]/.test(text)
}
