import { expect, test } from 'vitest'
import { configuredSources } from '../../report/config/configuredSources.ts'
import { writeTree } from '../../testing/files/writeTree.ts'
import { loadRuns } from '../loadRuns.ts'

const RUN = `path: directory, status: 'finished', params: new Map([['lr', 0.1]]), files: [], findings: [],
  metrics: new Map([['acc', { value: Float64Array.of(0.5), step: Float64Array.of(0) }]])`

/** What is said of a folder with a `score.txt` by a source of the user's own, with what its functions give. */
async function load({
  read = `[{ ${RUN} }]`,
  claims = "[{ directory: path, names: ['score.txt'], isWhole: false }]",
}) {
  const project = writeTree({
    'mine.js': `export default {
      name: 'scores',
      claims: ({ path, entries }) => entries.some(({ name }) => name === 'score.txt') ? ${claims} : [],
      read: ({ directory }) => (${read}),
    }\n`,
  })
  const sources = await configuredSources(['./mine.js'], { projectRoot: project, cwd: project })
  return loadRuns({ sweepDir: writeTree({ 'a/score.txt': '0.5' }), sources })
}

test('a run as it should be counts', async () => {
  const { runs, skipped } = await load({})
  expect([runs.array('acc'), skipped]).toEqual([[0.5], []])
})

const STATUS = '"finished", "failed", "running", "pruned" or "unknown"'

test.each([
  ['[{ path: 5 }]', 'The key "runs.0.path" is 5, expected string.'],
  ['{}', 'The key "runs" is an object, expected a list.'],
  [`[{ ${RUN}, status: 'done' }]`, `The key "runs.0.status" is "done", expected ${STATUS}.`],
  [
    `[{ ${RUN}, params: new Map([['at', new Date(0)]]) }]`,
    'The key "runs.0.params.at" is Date, expected a text, a number, a bigint, a boolean or null.',
  ],
  [
    `[{ ${RUN}, metrics: new Map([['acc', { value: [0.5], step: Float64Array.of(0) }]]) }]`,
    'The key "runs.0.metrics.acc.value" is a list, expected Float64Array.',
  ],
  [
    `[{ ${RUN}, metrics: new Map([['acc', { value: Float64Array.of(1, 2), step: Float64Array.of(0) }]]) }]`,
    'The key "runs.0.metrics.acc": its step, epoch and timeS must be as long as its value.',
  ],
])(
  'what read gives is told by source, file and key where it is no run: %s',
  async (read, problem) => {
    const { skipped } = await load({ read })
    expect(skipped.map(({ reason }) => reason)).toEqual([
      `mine.js: what read of the source scores gave is no run: ${problem}`,
    ])
  },
)

test('what claims gives is told in the same way', async () => {
  const { warnings } = await load({ claims: "['score.txt']" })
  expect(warnings.map(({ detail }) => detail)).toContain(
    'the source scores failed here: mine.js: what claims of the source scores gave is none: ' +
      'The key "claims" is "score.txt", expected an object.',
  )
})
