import { ReportError } from '../../../errors.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { readJsonLines } from '../reading/json/jsonLines.ts'
import { walkNumbers } from '../reading/json/jsonNumbers.ts'
import { readFirstLine } from '../reading/readFirstLine.ts'
import { MetricsBuilder } from '../reading/series.ts'
import { readYamlParams } from '../reading/yamlParams.ts'
import type { Claim, Directory, Scalar, Source, SourceRun } from '../source.ts'
import { type Fields, type JsonLogLayout, LAYOUTS } from './format.ts'

/** Logs of MMEngine, MMCV, Detectron2, DeiT and Stable-Baselines3: the folder of one is a run. */
export const jsonLogSource: Source = { name: 'json_log', claimsAlone: true, claims, read }

function claims({ path, entries }: Directory): Claim[] {
  const files = entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name)
  return LAYOUTS.filter(({ folder }) => folder?.test(path) ?? true).flatMap((layout) => {
    const logs = files
      .filter((name) => layout.file.test(name))
      .filter((name) => isFirstLine(layout, readFirstLine(`${path}/${name}`) ?? ''))
    if (logs.length === 0) return []
    const settings = files.filter((name) => name === layout.settings || name === layout.program)
    return [{ directory: path, names: [...logs.sort(byLastFirst), ...settings], isWhole: false }]
  })
}

/** Others write JSON behind a time or a level, which is not a line of JSON. */
function isFirstLine({ sign }: JsonLogLayout, line: string): boolean {
  return line.trimStart().startsWith('{') && sign.test(line)
}

/** Names begin with the time of the start, or say that all starts are in one file. */
function byLastFirst(a: string, b: string): number {
  return a < b ? 1 : -1
}

function read(claim: Claim): SourceRun[] {
  const [file = '', ...others] = claim.names
  const layout = LAYOUTS.find((each) => each.file.test(file))
  if (layout === undefined) throw new TypeError(`there is no log called ${file}`)
  const files = new ClaimFiles(claim)
  const logs = others.filter((name) => layout.file.test(name))
  if (logs.length > 0) files.findings.push(`${file} counts; left out: ${logs.join(', ')}`)
  const lines = readLines(files, file)
  if (layout.program !== undefined && claim.names.includes(layout.program)) {
    files.findings.push(tellProgram(layout.program))
  }
  return [
    {
      path: claim.directory,
      status: 'unknown',
      params: new Map([...paramsOf(layout, lines[0]), ...settingsOf(files, claim, layout)]),
      metrics: metricsOf(layout, lines),
      files: files.files,
      findings: files.findings,
    },
  ]
}

function tellProgram(name: string): string {
  return `the parameters in ${name} are left out: it is Python, which is not run; a source of your own may give them`
}

function readLines(files: ClaimFiles, file: string): Fields[] {
  const text = files.text(file)
  if (text === undefined) throw new ReportError('RUN_UNUSABLE', `there is no ${file}`)
  const lines: Fields[] = []
  const findings = readJsonLines(file, text, (record) => {
    lines.push(new Map<string, unknown>(Object.entries(record)))
  })
  files.findings.push(...findings)
  return lines
}

function settingsOf(files: ClaimFiles, { names }: Claim, { settings }: JsonLogLayout) {
  const isThere = settings !== undefined && names.includes(settings)
  return isThere ? readYamlParams(files, settings) : new Map<string, Scalar>()
}

function paramsOf({ params = [] }: JsonLogLayout, first: Fields | undefined): [string, Scalar][] {
  return params.flatMap((key): [string, Scalar][] => {
    const value = first?.get(key)
    return typeof value === 'number' || typeof value === 'string' ? [[key, value]] : []
  })
}

function metricsOf({ axes, positions, split }: JsonLogLayout, lines: readonly Fields[]) {
  const builder = new MetricsBuilder()
  const places = positions(lines)
  for (const [at, line] of lines.entries()) {
    const name = line.get(split ?? '')
    const prefix = typeof name === 'string' ? `${name}/` : ''
    const values = Object.fromEntries([...line].filter(([key]) => !axes.has(key)))
    walkNumbers(values, '.', (metric, value) => builder.add(prefix + metric, value, places[at]))
  }
  return builder.build()
}
