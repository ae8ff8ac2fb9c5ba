import path from 'node:path'
import { failOperation } from '../failOperation.js'
import { differenceOf, POINTER_FILE, readReport, reportsBelow, resultsOf } from '../reports.js'

/** What fails, and how: a full disk, a broken one, and runs on a broken one. */
const DISKS = [
  { code: 'ENOSPC', below: 'outputs' },
  { code: 'EIO', below: 'outputs' },
  { code: 'EIO', below: 'runs' },
]

/**
 * Each operation of a report with inference fails in turn; with fewer than there are, some all over them.
 * Within this process: there are hundreds.
 */
export async function operations(newTrial, { count, seed }) {
  const trial = newTrial()
  await trial.begin()
  const planned = []
  for (const disk of DISKS) planned.push(...(await planFaults(trial, disk)))
  const outcomes = { whole: 0, hit: 0 }
  for (const fault of spread(planned, count, seed)) await failOne(trial, fault, outcomes)
  return {
    did: `${outcomes.hit} of ${planned.length} operations on files that failed, by ENOSPC and EIO`,
    found: `${outcomes.whole} reports were whole all the same, ${outcomes.hit - outcomes.whole} lacked a part or were not made, and said so`,
    broken: trial.broken,
  }
}

/** The operations of a report in which none fails. */
async function planFaults(trial, disk) {
  const { count } = await withFault(trial, { ...disk, at: 0 })
  return Array.from({ length: count }, (_, index) => ({ ...disk, at: index + 1 }))
}

async function failOne(trial, fault, outcomes) {
  const earlier = new Set(reportsBelow(trial.outputRoot))
  const { code, output, hit } = await withFault(trial, fault)
  const made = reportsBelow(trial.outputRoot).find((report) => !earlier.has(report))
  if (hit === undefined) return
  outcomes.hit++
  const name = `fault ${fault.at}: ${fault.code} ${hit.replaceAll(trial.folder, '')}`
  if (/^\s+at .*:\d+:\d+\)?$/m.test(output)) trial.broken.push(`${name}: a stack trace:\n${output}`)
  const different =
    made && differenceOf(mainResultsOf(resultsOf(made)), mainResultsOf(trial.results.get(true)))
  const isWhole = made !== undefined && different === undefined
  if (isWhole) outcomes.whole++
  const said = made === undefined ? output : [output, ...toldBy(made)].join('\n')
  const saysWhat = /EIO|ENOSPC|I\/O error|file read failed/.test(said)
  const saysWhere = namesOf(trial, hit).some((name) => said.includes(name))
  if ((code !== 0 || !isWhole) && !(saysWhat && saysWhere)) {
    trial.broken.push(
      `${name}: nobody says what failed, or where, and ${different} differs:\n${said}`,
    )
  }
  if (output.includes(POINTER_FILE)) trial.allowUnlinked()
  trial.check(name)
  await trial.checkNext(name, { infers: true })
}

/** A report in which an operation fails: what came of it, which one failed, and how many there were. */
async function withFault(trial, { code, below, at }) {
  let hit
  const end = failOperation({
    ...{ below: path.join(trial.folder, below), at, code },
    onOperation: (number, operation, file) => {
      if (number === at) hit = `${operation} ${file}`
    },
  })
  try {
    return { ...(await trial.reportHere({ infers: true })), hit, count: end() }
  } finally {
    end()
  }
}

/**
 * Which files were read, and commands that repeat runs, are found once more at the end; what cannot be read
 * then is left out, and changes no result.
 */
function mainResultsOf(results) {
  return new Map([...results].filter(([file]) => file !== 'data/run_details.json'))
}

/** What a report says of what it lacks. */
function toldBy(report) {
  const { warnings, skipped, failed } = readReport(report)
  return [...warnings, ...skipped, ...failed].map((each) => JSON.stringify(each))
}

/** By which a place may be named: the root of all outputs, the data, or the run that it is in. */
function namesOf(trial, hit) {
  const file = hit.slice(hit.indexOf('/'))
  const [sweep, run] = path.relative(path.dirname(trial.sweep), file).split('/')
  return [
    trial.outputRoot,
    path.join(trial.runs, 'events.h5'),
    run ? `${sweep}/${run}` : trial.sweep,
  ]
}

/** So many of them, evenly apart. */
function spread(all, count, seed) {
  if (count >= all.length) return all
  const start = (seed % 97) / 97
  return Array.from({ length: count }, (_, index) => {
    return all[Math.floor(((index + start) * all.length) / count)]
  })
}
