// What can be seen of reports and runs from outside.
import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The one file that a report may write into a run. */
export const POINTER_FILE = 'report_pointer.txt'
/** Bytes of a file whose text is kept. */
const MOST_TEXT = 100_000
/** Differ from one report over the same runs to the next: they hold its id and the time. */
const OF_ONE_REPORT = ['SHA256SUMS', 'index.html', 'manifest.yaml', 'report.json']

/** The directories of all reports of an output root. */
export function reportsBelow(outputRoot) {
  const reports = path.join(outputRoot, 'reports')
  if (!existsSync(reports)) return []
  return readdirSync(reports)
    .filter((name) => name.startsWith('report_'))
    .map((name) => path.join(reports, name))
}

/** Why a report is not complete, by the checksums that it was published with; undefined where it is. */
export function problemOf(report) {
  const checksums = path.join(report, 'SHA256SUMS')
  if (!existsSync(checksums)) return 'has no checksums'
  const files = new Set(filesBelow(report))
  files.delete('SHA256SUMS')
  for (const line of readFileSync(checksums, 'utf8').trim().split('\n')) {
    const [, hash, name] = /^([\da-f]{64}) [ *](.*)$/.exec(line) ?? []
    if (name === undefined) return `has a line of checksums that is none: ${line}`
    if (!files.delete(name)) return `lacks ${name}`
    if (sha256(readFileSync(path.join(report, name))) !== hash)
      return `has another ${name} than it was made with`
  }
  const [more] = [...files].filter((file) => !file.startsWith('.ended/'))
  return more === undefined ? undefined : `holds ${more}, which is none of its files`
}

/** What a report says of the runs, or its hashes, by file; figures by what they are drawn from. */
export function resultsOf(report) {
  const files = filesBelow(report).filter(
    (file) => !OF_ONE_REPORT.includes(file) && path.extname(file) !== '.png',
  )
  return new Map(files.map((file) => [file, resultOf(readFileSync(path.join(report, file)))]))
}

/** Texts as they are, so that it can be said where two differ. */
function resultOf(bytes) {
  const isText = bytes.length < MOST_TEXT && isUtf8(bytes)
  return isText ? bytes.toString() : sha256(bytes)
}

/** The first lines in which two results of a file differ. */
export function firstDifference(before = '', after = '') {
  const [one, other] = [before.split('\n'), after.split('\n')]
  const at = one.findIndex((line, index) => line !== other[index])
  return `${one[at]} / ${other[at]}`
}

/** What a report says of itself. */
export function readReport(report) {
  return JSON.parse(readFileSync(path.join(report, 'report.json'), 'utf8'))
}

/** What a report's table says of each run, by the name of its folder. */
export function rowsOf(report) {
  const [, ...lines] = readFileSync(path.join(report, 'training/summary.csv'), 'utf8').split('\n')
  const rows = lines.filter(Boolean).map((line) => [line.split(',')[0], line])
  return new Map(rows.map(([run, line]) => [path.basename(run), line]))
}

/** The first file in which two results differ; undefined where they are the same. */
export function differenceOf(before, after) {
  const files = new Set([...before.keys(), ...after.keys()])
  return [...files].find((file) => before.get(file) !== after.get(file))
}

/** Hashes of all files of the runs but their pointers, by file. */
export function hashesOfRuns(folder) {
  const files = filesBelow(folder).filter((file) => path.basename(file) !== POINTER_FILE)
  return new Map(files.map((file) => [file, sha256(readFileSync(path.join(folder, file)))]))
}

/** Relative to the folder, in their order. */
export function filesBelow(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort()
}

function sha256(content) {
  return createHash('sha256').update(content).digest('hex')
}
