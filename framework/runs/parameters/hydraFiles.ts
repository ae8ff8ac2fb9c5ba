import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import type { PlainValue } from '../../config/tree/plain.ts'
import { ReportError } from '../../errors.ts'
import { describeError, NO_CONFIG } from '../reasons.ts'
import { type Reading, readWholeFile } from '../runFiles.ts'
import { ConfigValues } from './configValues.ts'
import { parseRepeatedYaml } from './repeatedYaml.ts'

/** What Hydra left of how a run was configured. */
export interface HydraFiles {
  readonly config: ConfigValues
  /** SHA-1 of the config's text with line feeds for line ends. */
  readonly configSha1: string
  /** The chosen option of each config group. */
  readonly choices: ReadonlyMap<string, string>
  /** `key=value` texts in the order that they were given. */
  readonly overrides: readonly string[]
  /** The overrides stand in the config itself, where older trainers kept Hydra's own section. */
  readonly overridesFromConfig: boolean
  /** The config asks for environment variables. */
  readonly dependsOnEnvironment: boolean
}

/**
 * Reads `.hydra/config.yaml`, or the older `cfg.yaml` where there is none, with
 * `.hydra/hydra.yaml` and `.hydra/overrides.yaml` where they are there.
 *
 * Throws `RUN_UNUSABLE`, naming file and line, where the config is missing, is no UTF-8 or YAML, or
 * holds a list. The other two are only noted in `findings` where they cannot be read.
 */
export function readHydraFiles(reading: Reading): HydraFiles {
  const { name, text } = readConfigText(reading)
  const root = parseRepeatedYaml(text.replace(/^\ufeff/, ''), { source: name })
  if (root.kind !== 'dict') {
    throw new ReportError('RUN_UNUSABLE', `${name}: expected a mapping, found a list`)
  }
  const config = new ConfigValues(root)
  const [unresolved] = config.unresolved
  if (unresolved) {
    const detail = `${name}: ${unresolved.path} stays ${unresolved.text}, which cannot be resolved`
    reading.findings.push({ kind: 'unresolved-interpolation', detail })
  }
  const hydra = readOptional(reading, 'hydra.yaml')
  const { overrides, source } = chooseOverrides(reading, [
    { source: '.hydra/overrides.yaml', value: readOptional(reading, 'overrides.yaml')?.at([]) },
    { source: '.hydra/hydra.yaml', value: hydra?.at(TASK_OVERRIDES) },
    { source: name, value: config.at(TASK_OVERRIDES) },
  ])
  return {
    config,
    configSha1: createHash('sha1').update(text).digest('hex'),
    choices: textEntries(hydra?.at(CHOICES) ?? config.at(CHOICES)),
    overrides,
    overridesFromConfig: source === name,
    dependsOnEnvironment: text.includes('oc.env'),
  }
}

/** Each override is a column of the runs table. */
const MAX_OVERRIDES = 1000
const TASK_OVERRIDES = ['hydra', 'overrides', 'task']
const CHOICES = ['hydra', 'runtime', 'choices']

function readConfigText(reading: Reading): { name: string; text: string } {
  for (const name of ['.hydra/config.yaml', 'cfg.yaml']) {
    const bytes = readWholeFile(reading, name)
    if (!bytes) continue
    if (!isUtf8(bytes)) throw new ReportError('RUN_UNUSABLE', `${name}: the bytes are no UTF-8`)
    return { name, text: bytes.toString('utf8').replaceAll(/\r\n?/g, '\n') }
  }
  throw new ReportError('RUN_UNUSABLE', NO_CONFIG)
}

function readOptional(reading: Reading, name: string): ConfigValues | undefined {
  const source = `.hydra/${name}`
  try {
    const bytes = readWholeFile(reading, source)
    if (!bytes) return undefined
    const root = parseRepeatedYaml(neededPart(bytes.toString('utf8')), { source })
    return new ConfigValues(root, { follow: false })
  } catch (error) {
    reading.findings.push({
      kind: 'unreadable-hydra-file',
      detail: `${source}: ${describeError(error)}`,
    })
    return undefined
  }
}

/**
 * The two sections that matter of what Hydra writes to `hydra.yaml`, a tenth of it; the whole text
 * where it is not laid out as Hydra does.
 */
function neededPart(text: string): string {
  if (!text.startsWith('hydra:\n  ') || /[\t\r]|\n\S/.test(text)) return text
  const sections = text.match(/^ {2}(?:overrides|runtime):\n(?:(?: {3}.*)?\n)*/gm)
  return sections?.length === 2 ? `hydra:\n${sections.join('')}` : text
}

/** The first source that holds a list; one that holds something else is noted and passed over. */
function chooseOverrides(
  { findings }: Reading,
  candidates: readonly { source: string; value: PlainValue | undefined }[],
): { overrides: string[]; source?: string } {
  for (const { source, value } of candidates) {
    if (Array.isArray(value) && value.length <= MAX_OVERRIDES) {
      return { overrides: value.map(String), source }
    }
    if (value === undefined) continue
    const detail = `the overrides in ${source} are no list of at most ${MAX_OVERRIDES}`
    findings.push({ kind: 'unreadable-overrides', detail })
  }
  return { overrides: [] }
}

function textEntries(value: PlainValue | undefined): Map<string, string> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
