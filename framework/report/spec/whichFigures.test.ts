import { expect, test } from 'vitest'
import type { ReportConfig } from '../config/reportConfig.ts'
import type { ReportSpec } from './defineReport.ts'
import { whichFigures } from './whichFigures.ts'

const draw = () => {
  throw new Error('not drawn here')
}
const spec = {
  name: 'x',
  title: 'X',
  plot: { loss: draw, time: draw },
  infer: { plot: { errors: draw, roc: draw } },
} as unknown as ReportSpec

function wanted(which_figures: string[] | null, enabled = true, overridden?: string[]) {
  const config = { outputs: { which_figures }, inference: { enabled } } as ReportConfig
  return whichFigures(spec, config, overridden)
}

test('null means all', () => {
  expect(wanted(null)).toEqual({ training: ['loss', 'time'], inference: ['errors', 'roc'] })
})

test('names are drawn in the order of the report', () => {
  expect(wanted(['time', 'loss']).training).toEqual(['loss', 'time'])
})

test('a list without inference figures means all of those, one with some means just them', () => {
  expect(wanted(['loss']).inference).toEqual(['errors', 'roc'])
  expect(wanted(['loss', 'roc']).inference).toEqual(['roc'])
})

test('an unknown name lists the known ones', () => {
  expect(() => wanted(['losss'])).toThrow('It draws: loss, time, errors, roc.')
})

test('an inference figure without inference says what to add', () => {
  expect(() => wanted(['roc'], false)).toThrow('Add inference.enabled=true.')
})

test('without the inference that a report makes by itself, its figures are left out, unless they are asked for', () => {
  expect(wanted(['loss', 'roc'], false, ['inference.enabled']).training).toEqual(['loss'])
  const both = ['inference.enabled', 'outputs.which_figures']
  expect(() => wanted(['loss', 'roc'], false, both)).toThrow('Add inference.enabled=true.')
})
