import type { RE2JS } from 're2js'
import { ReportError } from '../../../errors.ts'
import { count } from '../../../text/counts.ts'
import { parsePythonFloat } from '../../../text/python/pythonNumber.ts'
import { cutOff } from '../../../text/shorten.ts'
import { ClaimFiles } from '../reading/claimFiles.ts'
import { MergedMetrics } from '../reading/mergedMetrics.ts'
import type { Claim, Source, SourceRun } from '../source.ts'
import { LOG_NAME } from './format.ts'
import { readLinePieces } from './logText.ts'

/** A log that is larger is not searched. */
const MAX_LOG_BYTES = 1024 * 1024 * 1024

/**
 * A source for metrics that stand only in log files (`*.log`, `*.out`): each match of a pattern is a
 * point, without a step.
 *
 * @param patterns by metric; the first group is the value, as in `F1 Test score weighted: (\S+)`
 * @throws {ReportError} CONFIG_VALUE_INVALID for what is not a pattern
 */
export async function createLogMetricsSource(
  patterns: ReadonlyMap<string, string>,
): Promise<Source> {
  const { compilePattern } = await import('./pattern.ts')
  const compiled = new Map(
    Array.from(patterns, ([metric, pattern]) => [metric, compilePattern(metric, pattern)]),
  )
  return {
    name: 'log_metrics',
    isGeneric: true,
    claims: ({ path, entries }) => {
      const logs = entries.filter((entry) => !entry.isDirectory() && LOG_NAME.test(entry.name))
      const names = logs.map(({ name }) => name).sort()
      return names.length === 0 ? [] : [{ directory: path, names, isWhole: false }]
    },
    read: (claim) => readLogs(claim, compiled),
  }
}

function readLogs(claim: Claim, patterns: ReadonlyMap<string, RE2JS>): SourceRun[] {
  const files = new ClaimFiles(claim)
  const merged = new MergedMetrics()
  for (const name of claim.names) {
    files.orTell('this log is left out', () => readLog(files, name, { patterns, merged }))
  }
  if (files.files.length === 0) {
    throw new ReportError('RUN_UNUSABLE', files.findings[0] ?? 'there is no log')
  }
  return [merged.toRun(files)]
}

interface Search {
  readonly patterns: ReadonlyMap<string, RE2JS>
  readonly merged: MergedMetrics
}

function readLog(files: ClaimFiles, name: string, { patterns, merged }: Search): void {
  const notNumbers = new Map<string, { text: string; times: number }>()
  const search = (descriptor: number, size: number) => {
    readLinePieces(descriptor, size, (piece) => {
      for (const [metric, pattern] of patterns) {
        findWithinLines(pattern, piece, (text) => {
          const value = parsePythonFloat(text)
          if (value !== undefined) merged.add(name, metric, value)
          else notNumbers.set(metric, { text, times: (notNumbers.get(metric)?.times ?? 0) + 1 })
        })
      }
    })
  }
  files.open(name, search, { maxBytes: MAX_LOG_BYTES })
  for (const [metric, { text, times }] of notNumbers) {
    const told = `the pattern of ${metric} found '${cutOff(text)}', which is not a number`
    files.findings.push(`${name}: ${told} (${count(times, 'match')} like this)`)
  }
}

/**
 * Searches a text of whole lines at once, which is far faster than line by line, and then takes the
 * matches within each line that the search has hit.
 */
function findWithinLines(pattern: RE2JS, text: string, take: (group: string) => void): void {
  const search = pattern.matcher(text)
  for (let start = 0; start < text.length && search.find(start); ) {
    const from = text.lastIndexOf('\n', search.start() - 1) + 1
    const lineFeed = text.indexOf('\n', Math.max(search.end() - 1, search.start()))
    const to = lineFeed === -1 ? text.length : lineFeed
    for (const line of text.slice(Math.max(from, start), to).split('\n')) {
      const match = pattern.matcher(line)
      while (match.find()) {
        const group = match.group(1)
        if (group !== null) take(group)
      }
    }
    start = to + 1
  }
}
