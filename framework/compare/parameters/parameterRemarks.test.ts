import { expect, test } from 'vitest'
import type { Trend } from '../trend.ts'
import {
  remarksOnConfounding,
  remarksOnTrends,
  reservationsOn,
  varyTogether,
} from './parameterRemarks.ts'

/** Of a parameter what these remarks ask of its trend. */
const trend = (by: string, within: Trend['within'], verdict: Trend['verdict'] = 'rises') =>
  ({ by, within, verdict }) as Trend
const parameter = (name: string, confoundedWith: readonly string[] = [], isContinuous = false) => ({
  ...{ name, confoundedWith, isContinuous, isNumeric: true, values: [1, 2] },
})

test('trends over all runs are said to be so, unless nothing is tested', () => {
  expect(
    remarksOnTrends([
      trend('lr', 'all runs'),
      trend('depth', 'block'),
      trend('width', 'all runs', 'inconclusive'),
      trend('size', 'all runs', 'descriptive only'),
    ]),
  ).toEqual([
    'No two runs differ in lr, width alone, so that ranks are correlated over all runs: right where the other ' +
      'parameters were drawn at random, and misleading where they were chosen together.',
  ])
  expect(remarksOnTrends([trend('depth', 'block and seed')])).toEqual([])
})

test('what a reader must know of a parameter stands beside its findings', () => {
  const reservations = reservationsOn(
    [parameter('lr', ['twin']), parameter('beta'), parameter('plain')],
    {
      rescaled: new Set(['beta', 'lr']),
      // What changes along with it is told as such.
      goesTogether: new Map([['lr', ['twin', 'width']]]),
      metric: 'loss',
    },
  )
  expect([...reservations]).toEqual([
    [
      'lr',
      'width goes together with it, and may be the cause; twin changed along with it; lr may change what loss measures',
    ],
    ['beta', 'beta may change what loss measures'],
  ])
})

test('parameters that vary together are told once, and not where groups tell it', () => {
  const pair = [parameter('lr', ['twin'], true), parameter('twin', ['lr'], true)]
  const remark =
    'lr, twin vary together: no run tells what one of them does from what the others do.'
  expect(remarksOnConfounding(pair, ['lr', 'twin'])).toEqual([remark])
  const inPairs = [parameter('lr', ['twin']), parameter('twin', ['lr'])]
  expect(remarksOnConfounding(inPairs, ['lr', 'twin'])).toEqual([])
  expect(remarksOnConfounding(inPairs.slice(0, 1), ['lr'])).toEqual([remark])
  expect(remarksOnConfounding([parameter('lr')], ['lr'])).toEqual([])
})

test('of many parameters six are named', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
  expect(varyTogether(names)).toMatch(/^a, b, c, d, e, f and 2 more vary together:/)
  expect(varyTogether(names.slice(0, 6))).toMatch(/^a, b, c, d, e, f vary together:/)
})
