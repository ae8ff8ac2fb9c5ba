import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { type LoadedRuns, loadRuns } from '../../runs/loadRuns.ts'
import { RUN_FILES } from '../../runs/runFiles.ts'
import { findRuns } from '../../runs/search/discovery.ts'
import { fakeSweep } from '../fakeSweep.ts'
import type { FuzzedReader } from './fuzzedReader.ts'

/** The files of a run of Hydra's, each within a sweep whose other run must not change. */
export function runReaders(): FuzzedReader[] {
  return [
    runReader('events', [RUN_FILES.events], ['{"event":"on_train_end"', '"metrics"', '"epoch":']),
    runReader('scalars', [RUN_FILES.scalars], [',,', '\n0,', 'epoch', 'val_loss', '\r\n']),
    runReader(
      'config',
      [RUN_FILES.config, RUN_FILES.overrides, RUN_FILES.hydra],
      ['\n  ', 'phase1:', 'trainer:', 'seed:', '- ', 'phase1.trainer.seed=', '!!'],
    ),
    runReader('gitCommit', [RUN_FILES.gitCommit], []),
    pointerReader(),
  ]
}

/** Of a file that leads from the folder of a sweep to a run, beside another that must be found. */
function pointerReader(): FuzzedReader {
  const root = mkdtempSync(path.join(tmpdir(), 'fuzz-'))
  const { runDirs, sweepDir } = fakeSweep({
    root,
    axes: { 'phase1.trainer.seed': [1, 2] },
    epochs: 2,
  })
  const [first, other] = runDirs as [string, string]
  const elsewhere = path.join(path.dirname(sweepDir), 'elsewhere')
  mkdirSync(elsewhere)
  const pointerTo = (run: string) => JSON.stringify({ path: path.relative(elsewhere, run) })
  writeFileSync(path.join(elsewhere, 'other.pointer.json'), pointerTo(other))
  const file = path.join(elsewhere, 'one.pointer.json')
  return {
    ...{ name: 'pointer', kind: 'text', words: ['"path"', '../', first, '/dev/zero'] },
    originals: [Uint8Array.from(Buffer.from(pointerTo(first)))],
    read: (input) => {
      writeFileSync(file, input)
      const found = findRuns({ sweepDir: elsewhere }).jobs.map(({ directory }) => directory)
      if (!found.includes(other)) throw new Error('another run is gone')
      const strange = found.find((directory) => path.relative(root, directory).startsWith('..'))
      if (strange) throw new Error(`it leads out of the outputs, to ${strange}`)
    },
  }
}

function runReader(name: string, files: readonly string[], words: readonly string[]): FuzzedReader {
  const root = mkdtempSync(path.join(tmpdir(), 'fuzz-'))
  const { runDirs } = fakeSweep({ root, axes: { 'phase1.trainer.seed': [1, 2] }, epochs: 2 })
  const [fuzzed, other] = runDirs as [string, string]
  writeFileSync(path.join(fuzzed, RUN_FILES.gitCommit), `${'0123456789'.repeat(4)}\n`)
  const paths = files.map((file) => path.join(fuzzed, file))
  const originals = paths.map((file) => Uint8Array.from(readFileSync(file)))
  const before = loadRuns({ runDirs }).then((loaded) => rowOf(loaded, other))
  return {
    ...{ name, kind: 'text', originals, words },
    read: async (input, original) => {
      const file = paths[original] as string
      writeFileSync(file, input)
      try {
        expectSame(await before, rowOf(await loadRuns({ runDirs }), other))
      } finally {
        writeFileSync(file, originals[original] as Uint8Array)
      }
    },
  }
}

interface Row {
  readonly cells: ReadonlyMap<string, unknown>
  readonly history: readonly object[]
}

function rowOf({ runs, perEpoch, order }: LoadedRuns, runDir: string): Row {
  const at = order.indexOf(runDir)
  if (at < 0) throw new Error(`${runDir} is gone`)
  const cells = new Map(Object.entries(runs.object(at) as Record<string, unknown>))
  return { cells, history: perEpoch.get(runDir)?.objects() ?? [] }
}

/**
 * Columns of parameters come and go with what the other run holds; those that stay must be the same. One whose short
 * name the other run has for something else has its whole name.
 */
function expectSame(before: Row, after: Row): void {
  if (!isDeepStrictEqual(before.history, after.history)) throw new Error('another run has changed')
  for (const [name, value] of before.cells) {
    if (!after.cells.has(name)) continue
    const isNow = (column: string) => isDeepStrictEqual(value, after.cells.get(column))
    const wholeNames = [...after.cells.keys()].filter(
      (each) => /[./]/.test(each) && each.endsWith(name),
    )
    if ([name, ...wholeNames].some(isNow)) continue
    throw new Error(`${name} of another run has changed: ${value} is ${after.cells.get(name)}`)
  }
}
