import { differenceOf, reportsBelow, resultsOf } from '../reports.js'

/** Many reports on the same runs, some at a time, below one output root. */
export async function crowd(newTrial, { count, together }) {
  const trial = newTrial()
  await trial.begin()
  const earlier = new Set(reportsBelow(trial.outputRoot))
  let left = count
  const failed = []
  const work = async () => {
    while (left-- > 0) {
      const { code, output } = await trial.quickReport({ infers: true }).ended
      if (code !== 0) failed.push(output)
    }
  }
  await Promise.all(Array.from({ length: together }, work))
  for (const output of failed) trial.broken.push(`crowd: a report failed:\n${output}`)
  const made = reportsBelow(trial.outputRoot).filter((report) => !earlier.has(report))
  if (made.length !== count)
    trial.broken.push(`crowd: ${made.length} reports of ${count} were made`)
  for (const report of made) {
    const different = differenceOf(trial.results.get(true), resultsOf(report))
    if (different) trial.broken.push(`crowd: ${report} has another ${different}`)
  }
  trial.check('crowd')
  trial.checkPointers('crowd')
  await trial.checkNext('crowd', { infers: true })
  return {
    did: `${count} reports on the same runs, ${together} at a time`,
    found: `${made.length} made, all with the same results, ${failed.length} failed`,
    broken: trial.broken,
  }
}
