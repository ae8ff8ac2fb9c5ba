import { expect, test } from 'vitest'
import { loadedRun } from '../../../testing/loadedRun.ts'
import type { Goal } from '../../sources/source.ts'
import { metricColumns } from './metricColumns.ts'

function columns(
  runs: readonly Readonly<Record<string, number | readonly number[]>>[],
  { goals = {}, taken = [] }: { goals?: Record<string, Goal>; taken?: string[] } = {},
) {
  const loaded = runs.map((metrics, at) => loadedRun(`run${at}`, { metrics }))
  return Object.fromEntries(metricColumns(loaded, new Map(Object.entries(goals)), new Set(taken)))
}

test('a metric is its last value, and with a goal its best with the step', () => {
  expect(columns([{ acc: [0.5, 0.9, 0.7] }, {}], { goals: { acc: 'max' } })).toEqual({
    acc: [0.7, null],
    'acc.best': [0.9, null],
    'acc.best_step': [1, null],
  })
  expect(columns([{ loss: [2, 1, 3] }], { goals: { loss: 'min' } })).toMatchObject({
    'loss.best': [1],
    'loss.best_step': [1],
  })
})

test('a metric without a goal has no best', () => {
  expect(columns([{ x: [1, 2] }])).toEqual({ x: [2] })
})

test('a metric that is called like another column has a prefix, and so has its best', () => {
  expect(columns([{ lr: [2, 1] }], { goals: { lr: 'min' }, taken: ['lr'] })).toEqual({
    'metric.lr': [1],
    'metric.lr.best': [1],
    'metric.lr.best_step': [1],
  })
})

test('no best and no prefixed name takes the place of a metric that is called so', () => {
  const metrics = { x: 1, 'x.best': 2, 'x.best_step': 3, y: 4, 'metric.y': 5 }
  expect(columns([metrics], { goals: { x: 'min' }, taken: ['y'] })).toEqual({
    x: [1],
    'x.best': [2],
    'x.best_step': [3],
    'metric.x.best': [1],
    'metric.x.best_step': [0],
    'metric.metric.y': [4],
    'metric.y': [5],
  })
})

test('a best whose step alone is taken has a prefix too', () => {
  const given = { goals: { x: 'max' as const }, taken: ['x.best_step'] }
  expect(Object.keys(columns([{ x: 1 }], given))).toEqual([
    'x',
    'metric.x.best',
    'metric.x.best_step',
  ])
})
