import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { POINTER_FILE, reportsBelow } from '../reports.js'

/** Whom permissions hold back, on most systems. */
const NOBODY = 65534

/** What another user may not do, what the report then says, and whether it is made. */
const CASES = [
  {
    name: 'an output root that cannot be written',
    forbid: (trial) => chmodSync(trial.outputRoot, 0o555),
    says: /cannot be written below ".*outputs" \(EACCES/,
    isMade: false,
  },
  {
    name: 'a cache that cannot be written',
    forbid: (trial) => {
      for (const folder of ['.cache', '.cache/facts', '.cache/inference', '.cache/staging']) {
        mkdirSync(path.join(trial.outputRoot, folder), { recursive: true })
        chmodSync(path.join(trial.outputRoot, folder), 0o555)
      }
    },
    says: /EACCES/,
    isMade: true,
  },
  {
    name: 'runs that cannot be written',
    forbid: (trial) => {
      for (const run of trial.runDirs) chmodSync(run, 0o555)
    },
    says: /EACCES.*report_pointer\.txt|report_pointer\.txt.*EACCES/s,
    isMade: true,
  },
  {
    name: 'a run that cannot be listed',
    forbid: (trial) => chmodSync(trial.runDirs[1], 0),
    says: /EACCES|permission/i,
    isMade: true,
    runs: 5,
  },
  {
    name: 'a file of metrics that cannot be read',
    forbid: (trial) => chmodSync(path.join(trial.runDirs[1], 'csv/version_0/metrics.csv'), 0),
    says: /metrics\.csv.*(EACCES|permission)|(EACCES|permission).*metrics\.csv/is,
    isMade: true,
  },
  {
    name: 'a model that cannot be read',
    forbid: (trial) => chmodSync(path.join(trial.runDirs[1], 'model.onnx'), 0),
    says: /model\.onnx.*(EACCES|permission)|(EACCES|permission).*model\.onnx/is,
    isMade: true,
    fails: true,
  },
  {
    name: 'data that cannot be read',
    forbid: (trial) => chmodSync(path.join(trial.runs, 'events.h5'), 0),
    says: /events\.h5.*(EACCES|permission)|(EACCES|permission).*events\.h5/is,
    isMade: true,
    fails: true,
  },
  {
    name: 'a sweep that cannot be listed',
    forbid: (trial) => chmodSync(trial.sweep, 0),
    says: /(EACCES|permission)/i,
    isMade: false,
  },
]

/** What one user leaves is opened to nobody else; for the superuser, as another user. */
export async function permissions(newTrial, { count }) {
  const broken = []
  const cases = CASES.slice(0, count)
  for (const each of cases) {
    const trial = newTrial()
    trial.openToAll()
    each.forbid(trial)
    await tryCase(trial, each)
    allowAll(trial)
    trial.check(each.name)
    await trial.checkNext(each.name)
    broken.push(...trial.broken)
  }
  return {
    did: `${cases.length} places that the user may not read or write`,
    found: `${cases.filter(({ isMade }) => isMade).length} reports with a warning or without what cannot be read, ${cases.filter(({ isMade }) => !isMade).length} refused in words`,
    broken,
  }
}

async function tryCase(trial, { name, says, isMade, fails = !isMade, runs = 6 }) {
  const home = path.join(trial.folder, 'home')
  mkdirSync(home)
  chmodSync(home, 0o777)
  const user = process.getuid() === 0 ? { uid: NOBODY, gid: NOBODY } : {}
  const { code, output } = await trial.report({ infers: true, env: { HOME: home }, ...user }).ended
  const problem = (text) => trial.broken.push(`${name}: ${text}:\n${output}`)
  if (!says.test(output)) problem(`does not say ${says}`)
  if (/^\s+at .*:\d+:\d+\)?$/m.test(output)) problem('a stack trace')
  if ((code !== 0) !== fails) problem(`ends with ${code}`)
  if (output.includes(POINTER_FILE)) trial.allowUnlinked()
  const made = reportsBelow(trial.outputRoot)
  if (made.length !== Number(isMade)) problem(`${made.length} reports are made`)
  if (!isMade || !existsSync(path.join(made[0] ?? '', 'training/summary.csv'))) return
  const rows = readFileSync(path.join(made[0], 'training/summary.csv'), 'utf8').trim().split('\n')
  if (rows.length - 1 !== runs) problem(`has ${rows.length - 1} runs instead of ${runs}`)
}

function allowAll(trial) {
  const open = (folder) => {
    chmodSync(folder, 0o777)
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      const place = path.join(folder, entry.name)
      if (entry.isDirectory()) open(place)
      else chmodSync(place, 0o666)
    }
  }
  open(trial.folder)
}
