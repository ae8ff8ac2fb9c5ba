import { describe, expect, test } from 'vitest'
import {
  asRecorded,
  comparable,
  hasRecordedTrees,
  readTree,
  recordedTrees,
} from '../../testing/recordedTrees.ts'
import { dvcliveSource } from './dvclive/dvcliveSource.ts'
import { huggingfaceSource } from './huggingface/huggingfaceSource.ts'
import { kerasSource } from './keras/kerasSource.ts'
import { lightningSource } from './lightning/lightningSource.ts'

const SOURCES = [
  { source: lightningSource, folders: ['lightning', 'traps/hparams-python-tags'] },
  {
    source: lightningSource,
    folders: [
      'traps/csv-blank-rows',
      'traps/csv-crlf-bom',
      'traps/csv-new-column',
      'traps/csv-repeated-header',
      'traps/csv-short-rows',
      'traps/csv-steps-back',
      'traps/csv-torn-line',
    ],
  },
  { source: kerasSource, folders: ['keras-csv', 'traps/keras-append', 'traps/keras-semicolon'] },
  { source: huggingfaceSource, folders: ['hf-trainer'] },
  { source: dvcliveSource, folders: ['dvclive', 'traps/dvclive-steps'] },
]

describe.skipIf(!hasRecordedTrees)('recorded trees, which lie beside the checkout', () => {
  for (const { source, folders } of SOURCES) {
    test.each(folders.flatMap(recordedTrees))(`${source.name} reads $name`, async (tree) => {
      const runs = await readTree(source, tree.data)
      expect([...runs.keys()].sort()).toEqual(tree.runs.map(({ path }) => path).sort())
      for (const recorded of tree.runs) {
        const run = runs.get(recorded.path)
        expect(run && asRecorded(run, recorded)).toEqual(comparable(recorded))
      }
    })
  }
})
