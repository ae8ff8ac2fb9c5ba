import { createHash } from 'node:crypto'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { table } from 'arquero'
import { readPlan } from '../../cluster/plan.ts'
import { ownIdentity } from '../../files/processIdentity.ts'
import { formatEntry, parseEntry } from '../../inference/execution/cacheEntry.ts'
import { CHECKSUMS_FILE, checksumsText } from '../../output/data/checksums.ts'
import { REPORT_FILE } from '../../output/data/readReport.ts'
import { readRecord } from '../../output/staging/stagingRecord.ts'
import { scatter } from '../../plots/kinds/runs/scatter.ts'
import { checkFigure } from '../../report/hookResults/checkFigure.ts'
import { rebuildReport } from '../../report/rebuild/rebuildReport.ts'
import { defineReport } from '../../report/spec/defineReport.ts'
import { readBaseline } from '../../report/stages/gates/readBaseline.ts'
import { ClaimFiles } from '../../runs/sources/reading/claimFiles.ts'
import { readParquet } from '../../runs/sources/runsTable/parquet.ts'
import { toParquet } from '../../tables/parquet.ts'
import { runReport } from '../runReport.ts'
import type { FuzzedReader } from './fuzzedReader.ts'

/** The data of a figure, in a report. */
const FIGURE = 'data/figures/training-loss.json'

/** Readers of what the product itself wrote: reports, tables, and results that are kept. */
export async function reportReaders(): Promise<FuzzedReader[]> {
  const spec = defineReport({
    name: 'mine',
    title: 'Mine',
    plot: { loss: ({ runs }) => scatter(runs, { x: 'seed', y: 'loss.total_best' }) },
  })
  const { path: made } = await runReport(spec, { sweep: { axes: { seed: [1, 2] }, epochs: 2 } })
  return [
    inferenceCacheReader(),
    await parquetReader(),
    figureReader(made as string),
    reportReader({
      ...{ name: 'baseline', kind: 'text', made: made as string },
      files: ['manifest.yaml', 'training/summary.csv'],
      read: (report) => readBaseline(report, { name: 'mine', cwd: '/' }),
    }),
    reportReader({
      ...{ name: 'rebuild', kind: 'command', made: made as string },
      files: [REPORT_FILE, FIGURE, 'data/run_details.json', 'data/runs.parquet', 'manifest.yaml'],
      read: (report) => rebuildReport(report, []),
    }),
    ...recordReaders(),
  ]
}

/** What `rebuild` takes for a figure. */
function figureReader(made: string): FuzzedReader {
  return {
    ...{ name: 'figure', kind: 'text', words: ['"chart"', '"marks"', '"labels"', 'null', '-1'] },
    originals: [Uint8Array.from(readFileSync(path.join(made, FIGURE)))],
    read: (input) => checkFigure(FIGURE, JSON.parse(Buffer.from(input).toString('utf8'))),
    isRefusal: (error) => error instanceof SyntaxError,
  }
}

/** What commands leave for those that come later. */
function recordReaders(): FuzzedReader[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'fuzz-'))
  const file = path.join(folder, 'record.json')
  const target = '/a/reports/report_1'
  const record = { version: 1, process: ownIdentity(), target, runsToLink: ['/a/run'] }
  const madeWith = { version: '1', report_sha256: 'a', config: { a: '1' }, config_sha256: 'b' }
  const plan = {
    ...{ format: 1, id: 'a', engine: 'slurm', shards: 2, report: 'mine', words: ['a=1'] },
    ...{ cwd: '/a', created_utc: '2026-01-31T12:00:00Z', made_with: madeWith },
  }
  const reader = (name: string, original: object, read: (file: string) => unknown) => ({
    ...{ name, kind: 'text' as const },
    originals: [Uint8Array.from(Buffer.from(JSON.stringify(original)))],
    read: (input: Uint8Array) => {
      writeFileSync(file, input)
      return read(file)
    },
  })
  return [reader('stagingRecord', record, readRecord), reader('clusterPlan', plan, readPlan)]
}

/** A damaged entry counts as absent: whatever is taken is what was kept. */
function inferenceCacheReader(): FuzzedReader {
  const summary = {
    auroc: 0.795,
    n_events: 6,
    n_invalid: 0,
    baseline: { mse: 0.5 },
    strategies: {},
  }
  const curves = {
    histograms: { mse: { counts: [1, 2] } },
    roc: { mse: { fpr: [0, 1] } },
    invalidEvents: '',
  }
  const kept = { summary, curves } as unknown as Parameters<typeof formatEntry>[1]
  const original = formatEntry('key', kept)
  const whole = parseEntry('reconstruction', 'key', original)
  if (whole === undefined) throw new Error('the whole entry is not taken')
  return {
    ...{ name: 'inferenceCache', kind: 'text' },
    originals: [Uint8Array.from(Buffer.from(original))],
    words: ['"version"', '"key"', '"sha256"', '"result"', '0.795', '9.795'],
    read: (input) => {
      const taken = parseEntry('reconstruction', 'key', Buffer.from(input).toString('utf8'))
      if (taken !== undefined && !isDeepStrictEqual(taken, whole)) {
        throw new Error('a damaged entry was taken for a whole one')
      }
    },
  }
}

async function parquetReader(): Promise<FuzzedReader> {
  const folder = mkdtempSync(path.join(tmpdir(), 'fuzz-'))
  const rows = table({ run: ['a', 'b'], lr: [0.1, 0.2], n: [1, 2], ok: [true, false] })
  const original = Uint8Array.from(await toParquet(rows))
  return {
    ...{ name: 'parquet', kind: 'binary', originals: [original], words: ['PAR1', 'run', 'schema'] },
    read: (input) => {
      writeFileSync(path.join(folder, 'runs.parquet'), input)
      return readParquet(new ClaimFiles({ directory: folder }), 'runs.parquet')
    },
  }
}

/** Of one file of a report, whose checksums are those of the changed file: they only tell accidents. */
function reportReader({
  name,
  kind,
  made,
  files,
  read,
}: {
  name: string
  kind: FuzzedReader['kind']
  /** The report. */
  made: string
  files: readonly string[]
  read: (report: string) => Promise<unknown>
}): FuzzedReader {
  const reports = mkdtempSync(path.join(tmpdir(), 'fuzz-'))
  const report = path.join(reports, path.basename(made))
  cpSync(made, report, { recursive: true })
  const originals = files.map((file) => Uint8Array.from(readFileSync(path.join(report, file))))
  const write = (file: string, content: Uint8Array) => {
    writeFileSync(path.join(report, file), content)
    const checksums = path.join(report, CHECKSUMS_FILE)
    const lines = readFileSync(checksums, 'utf8').trim().split('\n')
    const sums = new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]))
    sums.set(file, createHash('sha256').update(content).digest('hex'))
    writeFileSync(checksums, checksumsText(sums))
  }
  return {
    ...{ name, kind, originals },
    words: ['"kind"', '"figures"', 'schema_version', 'null', '-1', '1e308'],
    read: async (input, original) => {
      const file = files[original] as string
      write(file, input)
      try {
        await read(report)
      } finally {
        write(file, originals[original] as Uint8Array)
        for (const other of readdirSync(reports)) {
          if (other !== path.basename(report))
            rmSync(path.join(reports, other), { recursive: true })
        }
      }
    },
  }
}
