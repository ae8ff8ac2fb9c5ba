// A copy of some runs with an output root of its own, in which something is done to reports, and what is promised
// is checked.
import { spawn } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  utimesSync,
} from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { makeHere } from './makeHere.js'
import {
  differenceOf,
  firstDifference,
  hashesOfRuns,
  POINTER_FILE,
  problemOf,
  readReport,
  reportsBelow,
  resultsOf,
  rowsOf,
} from './reports.js'

const ROOT = path.join(import.meta.dirname, '../..')
const FIXTURE = path.join(ROOT, 'fixtures/evaluate_classifier/outputs')
const REPORT = 'evaluate_classifier'
/** A report that takes longer than this on a busy machine hangs. */
const HANGS_AFTER_MS = 300_000
/** A worker without its parent ends; one that does not is what the check is for. */
const ENDS_WITHIN_MS = 60_000
/** Of all processes that are started for a trial: its folder. */
const TRIAL_VARIABLE = 'FAULTS_TRIAL'
/** By then nobody can say that a process is only about to claim what it made. */
const A_DAY_MS = 25 * 3_600_000

export class Trial {
  /** Reports whose files were compared with their checksums. */
  #checked = new Set()
  /** The rows of reports, by report; undefined for one that was made from another. */
  #rows = new Map()

  /** @param folder a new one */
  constructor(folder) {
    this.folder = folder
    this.runs = path.join(folder, 'runs')
    this.outputRoot = path.join(folder, 'outputs')
    cpSync(FIXTURE, this.runs, { recursive: true })
    mkdirSync(this.outputRoot, { recursive: true })
    const [sweep] = readdirSync(path.join(this.runs, 'multiruns'))
    this.sweep = path.join(this.runs, 'multiruns', sweep)
    this.before = hashesOfRuns(this.runs)
    /** Reports that said of runs that they could not be linked. */
    this.unlinked = new Set()
    /** A sentence each. */
    this.broken = []
    /** What a report says that nobody disturbs, by whether it infers. */
    this.results = new Map()
  }

  /** Every run of the sweep. */
  get runDirs() {
    return readdirSync(this.sweep).map((run) => path.join(this.sweep, run))
  }

  /** Makes reports that nothing happens to, which tell what others must say. */
  async begin() {
    for (const infers of [false, true]) {
      const earlier = new Set(reportsBelow(this.outputRoot))
      const { code, output } = await this.reportHere({ infers })
      if (code !== 0) throw new Error(`Without any fault, the report fails:\n${output}`)
      const made = reportsBelow(this.outputRoot).find((report) => !earlier.has(report))
      this.results.set(infers, resultsOf(made))
    }
  }

  /** Makes a report as users do. @returns the process, and what it printed once it has ended */
  report({ infers = false, words = [], ...how } = {}) {
    return this.spawn(['bin/thesis-report.js', '-n', REPORT, ...this.words(infers), ...words], how)
  }

  /** Makes a report in a process of its own, without Vitest: it takes a third of the time. */
  quickReport({ infers = false, words = [] } = {}) {
    return this.spawn(['bin/faults/makeReport.js', ...this.words(infers), ...words])
  }

  /** Makes a report in this process, which takes a tenth. @returns what came of it */
  reportHere({ infers = false, words = [] } = {}) {
    return makeHere([...this.words(infers), ...words])
  }

  /** Follows the runs until it is ended. */
  watch() {
    const vitest = ['node_modules/vitest/vitest.mjs', '--watch', `reports/${REPORT}`, '--']
    return this.spawn([...vitest, ...this.words(false)])
  }

  rebuild(report) {
    return this.spawn(['bin/thesis-report.js', 'rebuild', report])
  }

  words(infers) {
    return [
      `inputs.sweep_dir=${this.sweep}`,
      `env.output_root=${this.outputRoot}`,
      `inference.enabled=${infers}`,
      `data.path=${path.join(this.runs, 'events.h5')}`,
      `outputs.which_figures=[learning_curves${infers ? ',auroc_comparison' : ''}]`,
      'outputs.fig_format=png',
      'outputs.back_links=true',
    ]
  }

  spawn(words, { env = {}, ...options } = {}) {
    const child = spawn(process.execPath, words, {
      ...{ cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'], timeout: HANGS_AFTER_MS },
      ...{ killSignal: 'SIGKILL', ...options },
      env: { ...process.env, ...env, NO_COLOR: '1', [TRIAL_VARIABLE]: this.folder },
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text))
    // Not `exit`: by then a worker of the process may still write.
    const ended = new Promise((resolve) => child.on('close', (code) => resolve({ code, output })))
    return { child, ended }
  }

  /**
   * Each report is complete, and the runs are as they were.
   *
   * @param options `again`: also reports that were complete before
   */
  check(after, { again = false } = {}) {
    for (const report of reportsBelow(this.outputRoot)) {
      if (this.#checked.has(report) && !again) continue
      this.#checked.add(report)
      const problem = problemOf(report)
      if (problem) this.broken.push(`${after}: ${path.basename(report)} ${problem}`)
    }
    const changed = differenceOf(this.before, hashesOfRuns(this.runs))
    if (changed) this.broken.push(`${after}: ${changed} of the runs has changed`)
  }

  /** The next report says what it always says, mends the pointers and leaves nothing of dead ones. */
  async checkNext(after, { infers = false } = {}) {
    await this.#workersEnded()
    const earlier = new Set(reportsBelow(this.outputRoot))
    const { code, output } = await this.reportHere({ infers })
    const next = `${after}, then another report`
    if (code !== 0) this.broken.push(`${next}: it fails:\n${output}`)
    const [made] = reportsBelow(this.outputRoot).filter((report) => !earlier.has(report))
    const expected = this.results.get(infers)
    const different = made && expected && differenceOf(expected, resultsOf(made))
    if (different) {
      const [before, now] = [expected, resultsOf(made)].map((results) => results.get(different))
      this.broken.push(`${next}: ${different} has changed: ${firstDifference(before, now)}`)
    }
    this.check(next)
    this.checkPointers(next)
    this.checkLeftovers(next)
  }

  /** Each run has a line for each report over it, and none else. */
  checkPointers(after) {
    const reports = reportsBelow(this.outputRoot)
      .map((report) => ({ id: path.basename(report), runs: this.#rowsOf(report) }))
      .filter(({ runs }) => runs !== undefined)
    for (const runDir of this.runDirs) {
      const run = path.basename(runDir)
      const file = path.join(runDir, POINTER_FILE)
      const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n').filter(Boolean) : []
      const expected = reports
        .filter(({ id, runs }) => runs.has(run) && (lines.includes(id) || !this.unlinked.has(id)))
        .map(({ id }) => id)
      if (lines.sort().join() === expected.sort().join()) continue
      const problem = `${lines.length} pointer lines instead of ${expected.length}`
      this.broken.push(`${after}: run ${run} has ${problem}`)
    }
  }

  #rowsOf(report) {
    if (!this.#rows.has(report)) {
      const isRebuilt = readReport(report).rebuilt_from !== undefined
      this.#rows.set(report, isRebuilt ? undefined : rowsOf(report))
    }
    return this.#rows.get(report)
  }

  /** The last report said that it could not write into a run. */
  allowUnlinked() {
    this.unlinked.add(path.basename(reportsBelow(this.outputRoot).at(-1)))
  }

  /** A worker outlives the process that started it for a moment; what it makes is its own for as long. */
  async #workersEnded() {
    const end = Date.now() + ENDS_WITHIN_MS
    while (processesOf(this.folder) > 0 && Date.now() < end) await wait(100)
  }

  /** Only what nobody claims may wait, for a day: its process may have been about to claim it. */
  checkLeftovers(after) {
    const claimed = this.leftovers()
      .map((place) => (path.extname(place) === '.json' ? place : `${place}.json`))
      .filter((record) => existsSync(record) && !isOwn(record))
    if (claimed.length > 0) this.broken.push(`${after}: ${claimed[0]} is left over`)
  }

  /** A day later, nothing at all is left of what was killed. */
  async checkDayAfter(after) {
    const left = this.leftovers()
    const then = new Date(Date.now() - A_DAY_MS)
    for (const place of left) utimesSync(place, then, then)
    await this.checkNext(`${after}, a day after`)
    const [still] = this.leftovers()
    if (still) this.broken.push(`${after}, a day after: ${still} is left over`)
    return left.length
  }

  /** What is being made, or was. */
  leftovers() {
    const folders = [
      '.cache/staging',
      'reports/.staging',
      '.cache/facts',
      '.cache/inference',
      'reports',
    ]
    return folders
      .map((folder) => path.join(this.outputRoot, folder))
      .filter((folder) => existsSync(folder))
      .flatMap((folder) => readdirSync(folder).map((name) => path.join(folder, name)))
      .filter((place) => place.includes('staging/') || /\.[\da-f]{8}-[\da-f-]{27}$/.test(place))
  }

  /** Lets every user read the runs and write reports. */
  openToAll() {
    for (const entry of readdirSync(this.folder, { recursive: true, withFileTypes: true })) {
      const place = path.join(entry.parentPath, entry.name)
      chmodSync(place, entry.isDirectory() ? 0o777 : 0o666)
    }
    chmodSync(this.folder, 0o777)
  }
}

/** This process removes what it leaves when it ends. */
function isOwn(record) {
  return readJson(record)?.process?.pid === process.pid
}

/** How many processes run that were started for a trial, workers of workers among them. */
function processesOf(folder) {
  const ids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return ids.filter((id) => {
    try {
      const environment = readFileSync(`/proc/${id}/environ`, 'utf8').split('\0')
      return environment.includes(`${TRIAL_VARIABLE}=${folder}`)
    } catch {
      // It has ended meanwhile, or is another user's.
      return false
    }
  }).length
}

/** Undefined where the file is gone, or was cut. */
function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
