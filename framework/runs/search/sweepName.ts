import path from 'node:path'
import { escapePath } from 'tinyglobby'
import { advisedOverride } from '../../config/overrides/writeOverride.ts'
import { count } from '../../text/counts.ts'
import { normaliseRunPath } from './runPath.ts'

const SWEEP_NAME = /^exp_(\d{8}-\d{6})(?:_(.*))?$/s
const JOB = /_job\d+$/
const MAX_ADVISED = 3

/** Whether a name is that of a sweep: `exp_<timestamp>_<name>`. */
export function isSweepName(name: string): boolean {
  return SWEEP_NAME.test(name)
}

/**
 * Tells the names of a sweep's runs: `run_<timestamp>_<name>`, with or without `_job<N>`, after its
 * own `exp_<timestamp>_<name>`; `undefined` where the sweep's name says nothing about them.
 */
export function runNameMatcher(sweepName: string): ((name: string) => boolean) | undefined {
  const match = SWEEP_NAME.exec(sweepName)
  if (!match) return undefined
  const [, timestamp, name] = match
  const stem = `run_${timestamp}`
  // A sweep without a name owns whatever was started at its second.
  if (name === undefined) return (runName) => runName === stem || runName.startsWith(`${stem}_`)
  const full = `${stem}_${name}`
  return (runName) =>
    runName === full || (runName.startsWith(full) && /^_job\d+$/.test(runName.slice(full.length)))
}

/** `<output_root>/runs`, where the sweep lies below `<output_root>/multiruns`. */
export function runsDirBeside(sweepDir: string): string | undefined {
  const parts = path.resolve(sweepDir).split(path.sep)
  const anchor = parts.lastIndexOf('multiruns')
  if (anchor < 0) return undefined
  const up = parts.slice(anchor).map(() => '..')
  return normaliseRunPath(path.join(sweepDir, ...up, 'runs'))
}

/** A directory without runs, and what lies near it. */
interface Nothing {
  /** Of the directory. */
  readonly name: string
  /** Where the runs of a sweep of its place lie; undefined where there is no such place. */
  readonly runsDir: string | undefined
  /** What is in `runsDir`. */
  readonly beside: readonly string[]
  /** Files with common names in it, which count only in a run. */
  readonly outsideRuns: readonly string[]
  /** Paths of what may be tables of runs in it, whose headers do not say that they are. */
  readonly tables: readonly string[]
}

/** Why a directory has no runs: how they are sought, and what to give instead. */
export function describeNoRuns({ name, runsDir, beside, outsideRuns, tables }: Nothing): string {
  const nothing = 'it holds no runs: no .hydra, and nothing that a source reads (docs/sources.md)'
  const advice = [...adviseFiles(outsideRuns), ...adviseTables(tables)]
  if (advice.length > 0) return [nothing, ...advice].join('. ')
  if (runsDir === undefined && !SWEEP_NAME.test(name)) return nothing
  const sought =
    'the runs of exp_<YYYYMMDD-HHMMSS>_<name> are sought as run_<YYYYMMDD-HHMMSS>_<name>_job<N>'
  const place =
    runsDir === undefined
      ? 'in outputs/runs of the outputs/multiruns that a sweep lies in, and here it lies in none'
      : `in ${runsDir}`
  const renamed = SWEEP_NAME.test(name)
    ? ''
    : `, and "${name}" is not such a name (was it renamed?)`
  const advised = runsDir === undefined ? [] : advise(runsDir, beside)
  const instead = advised.length > 0 ? `: ${advised.join(' or ')}` : ' in inputs.run_dirs'
  return `${nothing}; ${sought} ${place}${renamed}. Give the runs themselves instead${instead}`
}

function adviseFiles(outsideRuns: readonly string[]): string[] {
  const [first] = outsideRuns
  if (first === undefined) return []
  const word = advisedOverride('inputs.run_dirs', [escapePath(path.dirname(first))])
  const others = outsideRuns.length - 1
  const advice =
    others === 0
      ? `if ${first} is one, give its directory: ${word}`
      : `if ${first} and ${others} more are some, give their directories, as in ${word}`
  return [`Files such as ${path.basename(first)} count only in a run: ${advice}`]
}

function adviseTables(tables: readonly string[]): string[] {
  if (tables.length === 0) return []
  const words = tables
    .slice(0, MAX_ADVISED)
    .map((file) => advisedOverride('inputs.sweep_dir', escapePath(file)))
  const others = tables.length - words.length
  const more = others === 0 ? '' : ` (of ${count(tables.length, 'table')})`
  return [`A table with a run in each row is read where it is named: ${words.join(' or ')}${more}`]
}

/** The runs that are there, a sweep each, as overrides that take them. */
function advise(runsDir: string, entries: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const entry of entries) {
    if (!entry.startsWith('run_')) continue
    const pattern = JOB.test(entry)
      ? `${escapePath(entry.replace(JOB, ''))}_job*`
      : escapePath(entry)
    counts.set(pattern, (counts.get(pattern) ?? 0) + 1)
  }
  return [...counts].slice(0, MAX_ADVISED).map(([pattern, runs]) => {
    const word = advisedOverride('inputs.run_dirs', [`${escapePath(runsDir)}/${pattern}`])
    return `${word} (${count(runs, 'run')})`
  })
}
