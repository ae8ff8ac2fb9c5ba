import { expect, test } from 'vitest'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { compareParameters } from '../parameters/compareParameters.ts'
import { plainRemark, remarkSentences } from './remark.ts'

test('remarks that differ in their details alone are one sentence, each detail once', () => {
  const about = (detail: string) => ({ before: 'Averaged in ', details: [detail], after: '.' })
  expect(remarkSentences([about('2 by lr'), about('1 by depth'), about('2 by lr')])).toEqual([
    'Averaged in 2 by lr, 1 by depth.',
  ])
})

test('details that are lists themselves are set apart by semicolons, and many are cut', () => {
  const details = ['a, b', 'c', 'd', 'e', 'f', 'g']
  expect(remarkSentences([{ before: '', details, after: '!' }])).toEqual([
    'a, b; c; d; e and 2 more!',
  ])
})

function remarksOf(more: (cells: { lr: number; depth: number }) => RunCells): readonly string[] {
  const rows = [1, 2].flatMap((lr) =>
    [3, 4].flatMap((depth) =>
      [1, 2, 3].map((seed) => ({
        lr,
        depth,
        seed,
        loss: 1 + (lr * seed) / depth,
        ...more({ lr, depth }),
      })),
    ),
  )
  const parameters = ['lr', 'depth', 'width']
  return compareParameters(runsOf(rows), { metric: 'loss', better: 'lower', parameters }).remarks
}

test('a warning about several parameters is one sentence that names them', () => {
  const of = (text: string) =>
    remarksOf(({ lr, depth }) => ({
      width: 1,
      git_commit: `${lr}${depth}`,
      loss: lr === 1 && depth === 3 ? Number.POSITIVE_INFINITY : 1,
    })).filter((remark) => remark.includes(text))
  expect(of('diverged')).toEqual([
    '3 of 12 runs diverged (the last logged loss is NaN or infinite): ' +
      "by lr 3 of 6 runs of 1 (Fisher's exact p: 1 and 2: 0.182), " +
      "by depth 3 of 6 runs of 3 (Fisher's exact p: 3 and 4: 0.182). They count as the worst: verdicts of " +
      'comparisons with them come from ranks, and ratios, differences and intervals there are of finite pairs only.',
  ])
  expect(of('code version')).toEqual([
    'Groups differ in code version (git_commit), which is compared along with lr (1: 13, 14; 2: 23, 24); ' +
      'depth (3: 13, 23; 4: 14, 24).',
  ])
})

test('that two parameters change together is said once, not from either side', () => {
  const remarks = remarksOf(({ lr }) => ({ width: `w${lr}` }))
  expect(remarks.filter((remark) => remark.includes('together'))).toEqual([
    'lr and width change together (1 with w1, 2 with w2): what is compared is both together.',
  ])
})

test('a remark without details is its sentence', () => {
  expect(remarkSentences([plainRemark('Nothing.'), plainRemark('Nothing.')])).toEqual(['Nothing.'])
})
