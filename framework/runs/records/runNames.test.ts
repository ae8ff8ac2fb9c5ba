import path from 'node:path'
import { expect, test } from 'vitest'
import { loadedRun } from '../../testing/loadedRun.ts'
import { runNames } from './runNames.ts'

function namesOf(...runs: readonly (string | readonly [runDir: string, name: string])[]) {
  return runNames(
    runs.map((run) =>
      typeof run === 'string' ? loadedRun(run) : loadedRun(run[0], { name: run[1] }),
    ),
  )
}

/** A record in a file of runs. */
function recordIn(file: string, id: string) {
  const files = [{ name: path.basename(file), size: 1, mtimeMs: 0 }]
  return loadedRun(`${file}#${id}`, { directory: path.dirname(file), files })
}

test("a tracker's name is the run's, where no other run has it", () => {
  expect(namesOf(['mlruns/0/aa', 'calm-fox'], ['mlruns/0/bb', 'bold-cat'])).toEqual([
    'calm-fox',
    'bold-cat',
  ])
  expect(namesOf(['s/aa', 'same'], ['s/bb', 'same'], ['s/cc', 'own'])).toEqual(['aa', 'bb', 'own'])
})

test('otherwise the end of the path is, as many parts as it takes', () => {
  expect(namesOf('m/day1/0', 'm/day1/1', 'm/day2/0')).toEqual(['day1/0', 'day1/1', 'day2/0'])
  expect(namesOf('logs/a/version_0', 'logs/b/version_0')).toEqual(['a', 'b'])
  const records = [recordIn('a#b/x.db', 'study/0'), recordIn('a#b/x.db', 'study/1')]
  expect(runNames(records)).toEqual(['0', '1'])
  expect(runNames([recordIn('x.csv', 'a'), recordIn('y.csv', 'a')])).toEqual(['x.csv', 'y.csv'])
})

test('without the words that all begin with, unless only numbers were left', () => {
  expect(namesOf('r/run_x_job0', 'r/run_x_job1')).toEqual(['job0', 'job1'])
  expect(namesOf('l/version_0', 'l/version_1')).toEqual(['version_0', 'version_1'])
})

test('folders are not cut within their names', () => {
  expect(namesOf('a/2026-01-01/0', 'b/2026-01-02/0', 'b/2026-01-02/1')).toEqual([
    '2026-01-01/0',
    '2026-01-02/0',
    '2026-01-02/1',
  ])
  expect(namesOf('m/2026-01-01_x', 'm/2026-01-02_y')).toEqual(['2026-01-01_x', '2026-01-02_y'])
})

test('the sign of a record within the name of a folder is part of it', () => {
  expect(namesOf('m/a#b', 'm/#hash')).toEqual(['a#b', '#hash'])
})

test("a tracker's name that is the end of another run's path is not used", () => {
  expect(namesOf('m/a', ['m/b', 'a'])).toEqual(['a', 'b'])
})

test('a single run has the last part of its path', () => {
  expect(namesOf('multirun/2026/0')).toEqual(['0'])
})

test('a run within the directory of another has a name of its own', () => {
  const names = namesOf('outputs', 'outputs/a', 'outputs/a/outputs')
  expect(new Set(names).size).toBe(3)
})

test.each([[['m/x', 'm/x/x', 'm/x/x/x']], [['a#b', 'a/b']], [['./a', 'a']]])(
  'names of %j differ',
  (paths) => expect(new Set(namesOf(...paths)).size).toBe(paths.length),
)
