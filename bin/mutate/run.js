// Changes the code line by line, and lists the changes that no test notices.
//   npm run mutate -- framework/tables               one folder, by the tests below it
//   npm run mutate -- framework/output/manifest.ts   one file, by its own tests
//   npm run mutate                                   every target of docs/testing.md
// With --record, writes the scores there. --together N runs so many mutants at once.
import { existsSync } from 'node:fs'
import { cpus } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { Stryker } from '@stryker-mutator/core'
import { recordRow } from '../recordRow.js'
import { FOLDER } from './stryker.config.js'

/** Where a wrong line means a wrong number. */
const TARGETS = [
  'framework/tables',
  'framework/stats/classification',
  'framework/stats/distributions',
  'framework/stats/fits',
  'framework/stats/intervals',
  'framework/stats/latticeStep.ts',
  'framework/stats/random.ts',
  'framework/stats/roc',
  'framework/stats/smoothing.ts',
  'framework/stats/tests',
  'framework/compare/baseline',
  'framework/compare/compareGroups.ts',
  'framework/compare/comparison.ts',
  'framework/compare/confounding',
  'framework/compare/findings',
  'framework/compare/gates',
  'framework/compare/groups',
  'framework/compare/importance',
  'framework/compare/interactions',
  'framework/compare/meanCurve.ts',
  'framework/compare/metrics',
  'framework/compare/pairedRuns.ts',
  'framework/compare/parameters',
  'framework/compare/ranking',
  'framework/compare/remarks',
  'framework/compare/rescaling',
  'framework/compare/settings',
  'framework/compare/summarySentences.ts',
  'framework/compare/testLoss.ts',
  'framework/compare/timeToThreshold.ts',
  'framework/compare/trainingCurves.ts',
  'framework/compare/trend.ts',
  'framework/compare/units',
  'framework/inference/corruptions',
  'framework/inference/scores',
  'framework/runs/runsTable.ts',
  'framework/runs/records/metrics',
  'framework/runs/sources/facts/measures.ts',
  'framework/output/documents',
  'framework/output/manifest.ts',
]
/** Tests that judge a target from elsewhere, since they alone run it with what it is made for. */
const MORE_TESTS = {
  'framework/compare/compareGroups.ts': ['framework/compare/compareGroups.*.test.ts'],
  'framework/compare/groups': ['framework/compare/compareGroups*.test.ts'],
  'framework/compare/units': [
    'framework/compare/compareGroups*.test.ts',
    'framework/compare/interactions/*.test.ts',
  ],
  'framework/compare/remarks': ['framework/compare/compareGroups*.test.ts'],
  'framework/runs/runsTable.ts': ['framework/runs/loadRuns.test.ts'],
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    record: { type: 'boolean', default: false },
    together: { type: 'string', default: String(cpus().length) },
  },
})
process.chdir(path.join(import.meta.dirname, '../..'))
const targets = positionals.map((target) => path.normalize(target).replace(/\/$/, ''))
const unknown = targets.find((target) => !existsSync(target))
if (unknown !== undefined) {
  process.stderr.write(
    `There is no ${unknown}. Expected a folder or file such as framework/stats.\n`,
  )
  process.exit(2)
}
for (const target of targets.length > 0 ? targets : TARGETS) await mutate(target)

async function mutate(target) {
  const isFile = target.endsWith('.ts')
  process.env.MUTATION_TESTS = [testsOf(target), ...(MORE_TESTS[target] ?? [])].join(',')
  const name = path.join(FOLDER, target.replaceAll(path.sep, '-'))
  const mutants = await new Stryker({
    configFile: 'bin/mutate/stryker.config.js',
    mutate: isFile ? [target] : [`${target}/**/*.ts`, '!**/*.test.ts'],
    incrementalFile: `${name}.json`,
    htmlReporter: { fileName: `${name}.html` },
    concurrency: Number(values.together),
  }).runMutationTest()
  const count = (...states) => mutants.filter(({ status }) => states.includes(status)).length
  const found = count('Killed', 'Timeout')
  const missed = count('Survived', 'NoCoverage')
  const score = `${((100 * found) / (found + missed)).toFixed(1)} %`
  process.stdout.write(`${target}: ${found} of ${found + missed} mutants found, ${score}\n`)
  if (values.record) {
    recordRow('testing.md', target, [found + missed, found, count('Ignored'), score])
  }
}

/** Of a folder the tests below it, of a file its own, or those beside it where it has none. */
function testsOf(target) {
  if (!target.endsWith('.ts')) return `${target}/**/*.test.ts`
  const own = target.replace(/\.ts$/, '.test.ts')
  return existsSync(own) ? own : `${path.dirname(target)}/*.test.ts`
}
