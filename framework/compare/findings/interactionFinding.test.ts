import { expect, test } from 'vitest'
import { runsOf } from '../../testing/exampleRuns.ts'
import { examineGroups } from '../groups/examineGroups.ts'
import type { InteractingContrast, ParameterInteraction } from '../interactions/interactionOf.ts'
import { findingOfInteraction, levelsText } from './interactionFinding.ts'

/** What vq does to the loss of none at these values of beta, five pairs each but where told otherwise. */
function interactionOver(
  factors: Readonly<Record<string, number>>,
  more: { readonly scale?: 'difference'; readonly nPairs?: (beta: number) => number } = {},
): ParameterInteraction {
  const effectAt = Object.entries(factors).map(([beta, factor]) => [Number(beta), factor] as const)
  const runs = runsOf(
    effectAt.flatMap(([beta, factor]) =>
      Array.from({ length: more.nPairs?.(beta) ?? 5 }, (_, seed) => {
        const loss = 1 + seed / 1000
        const other = more.scale === 'difference' ? loss + factor : loss * factor
        return [
          { tokenizer: 'none', beta, seed, loss },
          { tokenizer: 'vq', beta, seed, loss: other + (seed % 2) / 1e6 },
        ]
      }).flat(),
    ),
  )
  const { interaction } = examineGroups(runs, {
    ...{ metric: 'loss', by: 'tokenizer', better: 'lower', ...more },
  })
  if (interaction === undefined) throw new Error('no interaction was found')
  return interaction
}

const CONTEXT = { metric: 'loss', isSettled: true, reservation: '' }
const find = (interaction: ParameterInteraction, more = {}) =>
  findingOfInteraction(interaction, { ...CONTEXT, ...more })

test('an effect that depends on another parameter is told at its values', () => {
  const [finding, ...others] = find(interactionOver({ 0: 2, 1: 4 }))
  expect(others).toEqual([])
  expect(finding).toEqual({
    key: 'tokenizer-by-beta',
    sentence:
      'tokenizer: its effect depends on beta (p < 0.001): vq has 2 times the loss of none with beta=0, 4 times ' +
      'with beta=1.',
    values: {
      ...{ least: expect.closeTo(2, 4), greatest: expect.closeTo(4, 4), p: expect.any(Number) },
    },
  })
})

test('effects of differences are told as such', () => {
  const [finding] = find(interactionOver({ 0: 0.25, 1: -0.5 }, { scale: 'difference' }))
  expect(finding).toMatchObject({
    sentence:
      'tokenizer: its effect depends on beta (p < 0.001): vq has a loss 0.25 higher than none with beta=0, 0.5 lower ' +
      'with beta=1.',
    values: { least: expect.closeTo(-0.5, 4), greatest: expect.closeTo(0.25, 4) },
  })
})

test('where nothing else tells which is better, it says how few pairs there are', () => {
  const even = find(interactionOver({ 0: 2, 1: 4 }), {
    isSettled: false,
    reservation: '; and so on',
  })
  expect(even[0]?.sentence).toMatch(
    /; 5 pairs at each value of beta are too few to tell which tokenizer is better; and so on\.$/,
  )
  const uneven = interactionOver({ 0: 2, 1: 4 }, { nPairs: (beta) => 4 + 2 * beta })
  expect(find(uneven, { isSettled: false })[0]?.sentence).toContain(
    '; 4 to 6 pairs at each value of beta are too few',
  )
})

test('a single pair at each value is one', () => {
  const interaction = interactionOver({ 0: 2, 1: 4 })
  const contrasts = interaction.contrasts.map((contrast) => ({
    ...contrast,
    levels: contrast.levels.map((level) => ({ ...level, n: 1 })),
  }))
  const [finding] = find({ ...interaction, contrasts }, { isSettled: false })
  expect(finding?.sentence).toContain('; 1 pair at each value of beta is too few')
})

test('of more than three values the least and the greatest effect are told', () => {
  const [of3, of4] = [
    interactionOver({ 0: 2, 1: 8, 2: 4 }),
    interactionOver({ 0: 2, 1: 8, 2: 1.5, 3: 4 }),
  ].map(({ contrasts }) =>
    levelsText(contrasts[0] as InteractingContrast, {
      by: 'tokenizer',
      partner: 'beta',
      metric: 'loss',
    }),
  )
  expect(of3).toBe('2 times the loss of none with beta=0, 8 times with beta=1, 4 times with beta=2')
  expect(of4).toBe('from 1.5 times the loss of none with beta=2 to 8 times with beta=1')
})

test('one without a contrast is no finding', () => {
  expect(find({ by: 'tokenizer', partner: 'beta', pValue: 0.01, contrasts: [] })).toEqual([])
})
