// Names each test that failed in Vitest's JSON reports, and counts those of the first, which has all tests.
import { readFileSync } from 'node:fs'
import path from 'node:path'

const reports = process.argv.slice(2).map((file) => ({
  stage: path.basename(file, '.json'),
  ...JSON.parse(readFileSync(file, 'utf8')),
}))
for (const { stage, testResults } of reports) {
  for (const { name, status, message, assertionResults } of testResults) {
    const failed = assertionResults.filter((each) => each.status === 'failed')
    const names = failed.map(({ fullName }) => fullName)
    if (status === 'failed' && names.length === 0) names.push(message.split('\n')[0])
    for (const each of names) console.log(`${stage}: ${path.relative('', name)}: ${each}`)
  }
}
if (reports.length > 0) {
  const { numPassedTests, numFailedTests, numPendingTests } = reports[0]
  console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`)
}
