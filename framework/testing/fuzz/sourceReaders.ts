import { readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { ReportError } from '../../errors.ts'
import { runsTableSource } from '../../runs/sources/runsTable/runsTableSource.ts'
import type { Source } from '../../runs/sources/source.ts'
import { writeTree } from '../files/writeTree.ts'
import type { FuzzedReader } from './fuzzedReader.ts'
import { binarySubjects, type SourceSubject, TEXT_SUBJECTS } from './sourceSubjects.ts'

/** The sources, each as the reader of a folder of which one file is fuzzed. */
export async function sourceReaders(): Promise<FuzzedReader[]> {
  return [
    ...TEXT_SUBJECTS.map((subject) => sourceReader(subject[0].name, subject, 'text')),
    ...Object.entries(await binarySubjects()).map(([name, subject]) =>
      sourceReader(name, subject, 'binary'),
    ),
  ]
}

function sourceReader(
  name: string,
  [source, files]: SourceSubject,
  kind: FuzzedReader['kind'],
): FuzzedReader {
  const folder = writeTree(files)
  const names = Object.keys(files)
  return {
    ...{ name, kind },
    originals: Object.values(files).map((content) => Uint8Array.from(Buffer.from(content))),
    read: async (input, original) => {
      const file = names[original] as string
      writeFileSync(path.join(folder, file), input)
      try {
        await readFolder(source, folder, file)
      } finally {
        writeFileSync(path.join(folder, file), files[file] as string | Uint8Array)
      }
    },
  }
}

async function readFolder(source: Source, folder: string, name: string): Promise<void> {
  const entries = readdirSync(folder, { withFileTypes: true })
  const claims = [...source.claims({ path: folder, entries })]
  // A table of runs is claimed where somebody names it, not where it lies.
  if (source === runsTableSource) claims.push({ directory: folder, names: [name], isWhole: false })
  for (const claim of claims) {
    try {
      for (const { metrics } of await source.read(claim)) {
        for (const { step, value } of metrics.values()) {
          if (step.length !== value.length) throw new Error('a metric has steps without values')
        }
      }
    } catch (error) {
      if (!(error instanceof ReportError) || error.code !== 'RUN_UNUSABLE') throw error
    }
  }
}
