import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { hydraResolver } from '../../config/interpolation/hydraResolvers.ts'
import type { DictNode } from '../../config/tree/node.ts'
import type { PlainValue } from '../../config/tree/plain.ts'
import { parseRepeatedYaml } from '../../config/yaml/repeatedYaml.ts'
import { ReportError } from '../../errors.ts'
import { utf8 } from '../../files/regularFile.ts'
import { describeError, NO_CONFIG } from '../reasons.ts'
import { decodeWholeFile, type Reading, RUN_FILES } from '../runFiles.ts'
import { ConfigValues } from './configValues.ts'
import { hydraSections } from './hydraSections.ts'
import { ranWhereStarted } from './ranWhereStarted.ts'

/** What Hydra left of how a run was configured. */
export interface HydraFiles {
  readonly config: ConfigValues
  /** The file of `config`, within the run. */
  readonly configFile: string
  /** SHA-1 of the config's text with line feeds for line ends. */
  readonly configSha1: string
  /** The chosen option of each config group. */
  readonly choices: ReadonlyMap<string, string>
  /** The file of `choices`, within the run. */
  readonly choicesFile: string
  /** `key=value` texts in the order that they were given. */
  readonly overrides: readonly string[]
  /** The file of `overrides`, within the run. */
  readonly overridesFile: string
  /** The absolute directory that the job was written to; null where that is not noted. */
  readonly outputDir: string | null
  /** Its directory is where it was started: that of a whole project, not one made for it. */
  readonly ranWhereStarted: boolean
  /** Which way its sweeper optimises: `minimize`, `maximize`; null for a sweeper that does not. */
  readonly sweeperDirection: string | null
}

/**
 * Reads `.hydra/config.yaml`, or the older `cfg.yaml` where there is none, with
 * `.hydra/hydra.yaml` and `.hydra/overrides.yaml` where they are there.
 *
 * Throws `RUN_UNUSABLE`, naming file and line, where the config is missing, is not UTF-8 or YAML, or
 * holds a list. The other two are only noted in `findings` where they cannot be read.
 */
export function readHydraFiles(reading: Reading): HydraFiles {
  const { name, text } = readConfigText(reading)
  const root = parseRepeatedYaml(text.replace(/^\ufeff/, ''), { source: name })
  if (root.kind !== 'dict') {
    throw new ReportError('RUN_UNUSABLE', `${name}: expected a mapping, found a list`)
  }
  const asksHydra = text.includes(HYDRA_INTERPOLATION)
  let isInPlace = false
  const hydraYaml = readOptional(reading, RUN_FILES.hydra, (yaml) => {
    isInPlace = ranWhereStarted(yaml)
    return asksHydra ? yaml : hydraSections(yaml, NEEDED_SECTIONS)
  })
  const config = new ConfigValues(root, {
    hydra: asksHydra ? hydraResolver(root, hydraYaml?.root) : undefined,
  })
  const [unresolved] = config.unresolved
  if (unresolved) {
    const detail = `${name}: ${unresolved.path} stays ${unresolved.text}, which cannot be resolved`
    reading.findings.push({ kind: 'unresolved-interpolation', detail })
  }
  const overridesYaml = readOptional(reading, RUN_FILES.overrides)
  const { overrides, source } = chooseOverrides(reading, [
    { source: RUN_FILES.overrides, value: overridesYaml?.values.at([]) },
    { source: RUN_FILES.hydra, value: hydraYaml?.values.at(TASK_OVERRIDES) },
    { source: name, value: config.at(TASK_OVERRIDES) },
  ])
  const savedChoices = hydraYaml?.values.at(CHOICES)
  return {
    config,
    configFile: name,
    configSha1: createHash('sha1').update(text).digest('hex'),
    choices: textEntries(savedChoices ?? config.at(CHOICES)),
    choicesFile: savedChoices === undefined ? name : RUN_FILES.hydra,
    overrides,
    overridesFile: source,
    outputDir: textAt(hydraYaml?.values.at(['hydra', 'runtime', 'output_dir'])),
    ranWhereStarted: isInPlace,
    sweeperDirection: textAt(hydraYaml?.values.at(['hydra', 'sweeper', 'direction'])),
  }
}

/** Each override is a column of the runs table. */
const MAX_OVERRIDES = 1000
/** A tenth of the file. */
const NEEDED_SECTIONS = ['overrides', 'runtime', 'sweeper']
const TASK_OVERRIDES = ['hydra', 'overrides', 'task']
const CHOICES = ['hydra', 'runtime', 'choices']
const HYDRA_INTERPOLATION = '$' + '{hydra:'

function readConfigText(reading: Reading): { name: string; text: string } {
  for (const name of [RUN_FILES.config, RUN_FILES.olderConfig]) {
    const text = decodeWholeFile(reading, name, (bytes) => {
      if (!isUtf8(bytes)) throw new ReportError('RUN_UNUSABLE', `${name}: it is not valid UTF-8`)
      return utf8(bytes)
    })
    if (text !== undefined) return { name, text: text.replaceAll(/\r\n?/g, '\n') }
  }
  throw new ReportError('RUN_UNUSABLE', NO_CONFIG)
}

interface OptionalYaml {
  readonly root: DictNode | undefined
  /** Interpolations as they are written. */
  readonly values: ConfigValues
}

function readOptional(
  reading: Reading,
  source: string,
  part: (text: string) => string = (text) => text,
): OptionalYaml | undefined {
  try {
    const whole = decodeWholeFile(reading, source, utf8)
    if (whole === undefined) return undefined
    const text = part(whole)
    const root = parseRepeatedYaml(text, { source })
    return {
      root: root.kind === 'dict' ? root : undefined,
      values: new ConfigValues(root, { follow: false }),
    }
  } catch (error) {
    reading.findings.push({
      kind: 'unreadable-hydra-file',
      detail: `${source}: ${describeError(error)}`,
    })
    return undefined
  }
}

function textAt(value: PlainValue | undefined): string | null {
  return typeof value === 'string' ? value : null
}

/** The first source that holds a list; one that holds something else is noted and passed over. */
function chooseOverrides(
  { findings }: Reading,
  candidates: readonly { source: string; value: PlainValue | undefined }[],
): { overrides: string[]; source: string } {
  for (const { source, value } of candidates) {
    if (Array.isArray(value) && value.length <= MAX_OVERRIDES) {
      return { overrides: value.map(String), source }
    }
    if (value === undefined) continue
    const detail = `the overrides in ${source} are not a list of at most ${MAX_OVERRIDES}`
    findings.push({ kind: 'unreadable-overrides', detail })
  }
  return { overrides: [], source: RUN_FILES.overrides }
}

function textEntries(value: PlainValue | undefined): Map<string, string> {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
}
