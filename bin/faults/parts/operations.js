import { fork } from 'node:child_process'
import path from 'node:path'
import { failOperation } from '../failOperation.js'
import { differenceOf, POINTER_FILE, readReport, reportsBelow, resultsOf } from '../reports.js'
import { Trial } from '../trial.js'

/** What fails, and how: a full disk, a broken one, and runs on a broken one. */
const DISKS = [
  { code: 'ENOSPC', below: 'outputs' },
  { code: 'EIO', below: 'outputs' },
  { code: 'EIO', below: 'runs' },
]

/**
 * Each operation of a report with inference fails in turn; with fewer than there are, some all over them.
 * Within `together` processes, without one for each: there are hundreds.
 */
export async function operations(newTrial, { count, seed, together }) {
  const shares = Array.from({ length: together }, (_, share) => {
    const { folder } = newTrial()
    return inProcess({ folder, count, seed, share, together })
  })
  const outcomes = await Promise.all(shares)
  const sum = (name) => outcomes.reduce((all, outcome) => all + outcome[name], 0)
  const [hit, whole, [{ planned }]] = [sum('hit'), sum('whole'), outcomes]
  return {
    did: `${hit} of ${planned} operations on files that failed, by ENOSPC and EIO`,
    found: `${whole} reports were whole all the same, ${hit - whole} lacked a part or were not made, and said so`,
    broken: outcomes.flatMap(({ broken }) => broken),
  }
}

async function inProcess(work) {
  const child = fork(import.meta.filename, [JSON.stringify(work)], { stdio: 'inherit' })
  let outcome
  child.on('message', (message) => (outcome = message))
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (outcome === undefined) throw new Error(`A process ended with ${code} and without an outcome.`)
  return outcome
}

/** Every so many-th of the faults. */
async function operationsOfShare(trial, { count, seed, share, together }) {
  await trial.begin()
  const planned = []
  for (const disk of DISKS) planned.push(...(await planFaults(trial, disk)))
  const outcome = { planned: planned.length, whole: 0, hit: 0 }
  const own = spread(planned, count, seed).filter((_, at) => at % together === share)
  for (const fault of own) await failOne(trial, fault, outcome)
  trial.check('operations', { again: true })
  return { ...outcome, broken: trial.broken }
}

/** The operations of a report in which none fails. */
async function planFaults(trial, disk) {
  const { count } = await withFault(trial, { ...disk, at: 0 })
  return Array.from({ length: count }, (_, index) => ({ ...disk, at: index + 1 }))
}

async function failOne(trial, fault, outcome) {
  const earlier = new Set(reportsBelow(trial.outputRoot))
  const { code, output, hit } = await withFault(trial, fault)
  const made = reportsBelow(trial.outputRoot).find((report) => !earlier.has(report))
  if (hit === undefined) return
  outcome.hit++
  const name = `fault ${fault.at}: ${fault.code} ${hit.replaceAll(trial.folder, '')}`
  if (/^\s+at .*:\d+:\d+\)?$/m.test(output)) trial.broken.push(`${name}: a stack trace:\n${output}`)
  const different =
    made && differenceOf(mainResultsOf(resultsOf(made)), mainResultsOf(trial.results.get(true)))
  const isWhole = made !== undefined && different === undefined
  if (isWhole) outcome.whole++
  const said = made === undefined ? output : [output, ...toldBy(made)].join('\n')
  const saysWhat = /EIO|ENOSPC|I\/O error|file read failed|cannot be read|is not a readable/.test(
    said,
  )
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

/**
 * By which a place may be named: the root of all outputs, the data, or the run that it is in, of which reports
 * shorten the path.
 */
function namesOf(trial, hit) {
  const file = hit.slice(hit.indexOf('/'))
  const [sweep, run] = path.relative(path.dirname(trial.sweep), file).split('/')
  return [
    trial.outputRoot,
    '/events.h5',
    path.relative(trial.folder, file),
    run ? `${sweep}/${run}` : path.basename(trial.sweep),
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

if (process.send !== undefined && process.argv[1] === import.meta.filename) {
  const { folder, ...work } = JSON.parse(process.argv[2])
  process.send(await operationsOfShare(new Trial(folder), work))
  process.disconnect()
}
