import { count } from '../../../text/counts.ts'
import { parsePythonJson } from '../../../text/python/pythonJson.ts'
import { isMapping } from '../reading/flatParams.ts'
import { takeUserAttribute, textsIn } from './attributes.ts'
import { DIRECTIONS, FINISHED_STATES, METRIC_NAMES, OPERATION, STATES } from './format.ts'
import { paramValue } from './paramValue.ts'
import { type Study, Trial } from './trial.ts'

type Line = ReadonlyMap<string, unknown>

interface OpenStudy extends Study {
  metricNames: readonly string[]
  readonly trials: Trial[]
  readonly systemAttributes: Set<string>
}

export interface Journal {
  readonly studies: readonly Study[]
  readonly findings: readonly string[]
}

/**
 * Does again what the lines of a journal did. Several workers write to one, so that a line may come
 * too late: for a trial that has ended, or a study that is deleted or exists already. Optuna passes
 * over such a line, and so does this.
 *
 * @param path name of the file in messages
 */
export function readJournal(text: string, path: string): Journal {
  const replay = new Replay()
  const findings: string[] = []
  const lines = text.split('\n')
  let bad = 0
  let firstBad = 0
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const parsed = parseLine(line)
    if (parsed !== undefined) {
      replay.take(parsed)
    } else if (index === lines.length - 1) {
      findings.push(`${path}:${index + 1}: the last line is cut and left out`)
    } else {
      bad += 1
      if (bad === 1) firstBad = index + 1
    }
  }
  if (bad > 0) {
    const told = `${count(bad, 'line')} not of Optuna's journal; left out`
    findings.push(`${path}:${firstBad}: ${told}`)
  }
  return { studies: replay.studies, findings }
}

function parseLine(line: string): Line | undefined {
  try {
    const value = parsePythonJson(line)
    return isMapping(value) && 'op_code' in value ? new Map(Object.entries(value)) : undefined
  } catch {
    return undefined
  }
}

class Replay {
  readonly #studies = new Map<unknown, OpenStudy>()
  readonly #names = new Set<string>()
  readonly #trials: Trial[] = []
  #createdStudies = 0

  get studies(): Study[] {
    return [...this.#studies.values()]
  }

  take(line: Line): void {
    const operation = line.get('op_code')
    if (operation === OPERATION.createStudy) this.#createStudy(line)
    else if (operation === OPERATION.deleteStudy) this.#deleteStudy(line)
    else if (operation === OPERATION.setStudySystemAttribute) this.#setStudyAttributes(line)
    else if (operation === OPERATION.createTrial) this.#createTrial(line)
    else if (operation === OPERATION.setParam) this.#setParam(line)
    else if (operation === OPERATION.setStateValues) this.#setStateValues(line)
    else if (operation === OPERATION.setIntermediateValue) this.#setIntermediateValue(line)
    else if (operation === OPERATION.setUserAttribute) this.#setUserAttributes(line)
    else if (operation === OPERATION.setSystemAttribute) this.#setSystemAttributes(line)
  }

  #createStudy(line: Line): void {
    const name = String(line.get('study_name'))
    if (this.#names.has(name)) return
    const directions = listIn(line.get('directions')).map((index) => wordIn(DIRECTIONS, index))
    this.#names.add(name)
    this.#studies.set(this.#createdStudies, {
      ...{ name, directions, metricNames: [], trials: [], systemAttributes: new Set() },
    })
    this.#createdStudies += 1
  }

  #deleteStudy(line: Line): void {
    const id = line.get('study_id')
    this.#names.delete(this.#studies.get(id)?.name ?? '')
    this.#studies.delete(id)
  }

  #setStudyAttributes(line: Line): void {
    const study = this.#studies.get(line.get('study_id'))
    if (study === undefined) return
    for (const [name, value] of membersOf(line.get('system_attr'))) {
      study.systemAttributes.add(name)
      if (name === METRIC_NAMES) study.metricNames = textsIn(value)
    }
  }

  /** A trial that is added as a whole has its results in the line that creates it. */
  #createTrial(line: Line): void {
    const study = this.#studies.get(line.get('study_id'))
    if (study === undefined) return
    const trial = new Trial(study.trials.length, wordIn(STATES, line.get('state') ?? 0))
    trial.start = textIn(line.get('datetime_start'))
    trial.complete = textIn(line.get('datetime_complete'))
    const distributions = membersOf(line.get('distributions'))
    for (const [name, stored] of membersOf(line.get('params'))) {
      trial.params.set(name, paramValue(stored, distributionIn(distributions.get(name))))
    }
    const value = line.get('value')
    setValues(trial, value === undefined || value === null ? line.get('values') : [value])
    for (const [step, report] of membersOf(line.get('intermediate_values'))) {
      trial.intermediate.set(Number(step), numberIn(report))
    }
    takeAttributes(trial, line.get('user_attrs'), line.get('system_attrs'))
    study.trials.push(trial)
    this.#trials.push(trial)
  }

  #setParam(line: Line): void {
    const distribution = distributionIn(line.get('distribution'))
    const value = paramValue(line.get('param_value_internal'), distribution)
    this.#openTrial(line)?.params.set(String(line.get('param_name')), value)
  }

  #setStateValues(line: Line): void {
    const trial = this.#openTrial(line)
    if (trial === undefined) return
    trial.state = wordIn(STATES, line.get('state'))
    trial.start = textIn(line.get('datetime_start')) ?? trial.start
    trial.complete = textIn(line.get('datetime_complete')) ?? trial.complete
    setValues(trial, line.get('values'))
  }

  #setIntermediateValue(line: Line): void {
    const value = numberIn(line.get('intermediate_value'))
    this.#openTrial(line)?.intermediate.set(Number(line.get('step')), value)
  }

  #setUserAttributes(line: Line): void {
    const trial = this.#openTrial(line)
    if (trial !== undefined) takeAttributes(trial, line.get('user_attr'), undefined)
  }

  #setSystemAttributes(line: Line): void {
    const trial = this.#openTrial(line)
    if (trial !== undefined) takeAttributes(trial, undefined, line.get('system_attr'))
  }

  #openTrial(line: Line): Trial | undefined {
    const trial = this.#trials[Number(line.get('trial_id'))]
    return trial === undefined || FINISHED_STATES.has(trial.state) ? undefined : trial
  }
}

function takeAttributes(trial: Trial, user: unknown, system: unknown): void {
  for (const [name, value] of membersOf(user)) takeUserAttribute(trial, name, value)
  for (const name of membersOf(system).keys()) trial.systemAttributes.add(name)
}

function setValues(trial: Trial, values: unknown): void {
  for (const [objective, value] of listIn(values).entries()) {
    trial.values.set(objective, numberIn(value))
  }
}

function distributionIn(json: unknown): unknown {
  try {
    return typeof json === 'string' ? parsePythonJson(json) : undefined
  } catch {
    return undefined
  }
}

function wordIn(words: readonly string[], index: unknown): string {
  return words[Number(index)] ?? String(index)
}

function listIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function membersOf(value: unknown): ReadonlyMap<string, unknown> {
  return new Map(isMapping(value) ? Object.entries(value) : [])
}

function numberIn(value: unknown): number {
  return typeof value === 'number' ? value : Number.NaN
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}
