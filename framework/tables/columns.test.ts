import { table } from 'arquero'
import { expect, test } from 'vitest'
import { numbers, runDirs, texts } from './columns.ts'

const runs = table([
  ['run_dir', ['007', 'gro\u0308\u00dfe']],
  ['lr', ['1e-3', 0.001]],
  ['amp', ['True', null]],
  ['loss', [0.5, null]],
])

test('groups have one name, whatever the spelling of their value', () => {
  expect(texts(runs, 'lr')).toEqual(['0.001', '0.001'])
  expect(texts(runs, 'amp')).toEqual(['true', 'unknown'])
  expect(texts(runs, 'not there')).toEqual(['unknown', 'unknown'])
})

test('the directories of runs stay as they are written', () => {
  expect(runDirs(runs)).toEqual(['007', 'gro\u0308\u00dfe'])
})

test('a missing cell is NaN', () => {
  expect(numbers(runs, 'loss')).toEqual([0.5, Number.NaN])
})
