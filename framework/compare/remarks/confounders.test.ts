import { expect, test } from 'vitest'
import { type RunCells, runsOf } from '../../testing/exampleRuns.ts'
import { compareGroups } from '../compareGroups.ts'
import type { CompareGroupsOptions } from '../compareOptions.ts'

function remarksOf(
  more: (tokenizer: string, seed: number) => RunCells,
  options: Partial<CompareGroupsOptions> = {},
): readonly string[] {
  const rows = [1, 2, 3, 4].flatMap((seed) =>
    ['none', 'vq'].map((tokenizer) => ({
      ...{ tokenizer, seed, loss: seed * (tokenizer === 'vq' ? 2 + seed / 9 : 1) },
      ...more(tokenizer, seed),
    })),
  )
  const all = { metric: 'loss', by: 'tokenizer', better: 'lower', ...options } as const
  return compareGroups(runsOf(rows), all).remarks
}
/** Compared by nothing else than the tokenizer, so that other columns are no parameters. */
const ALONE = { parameters: ['tokenizer'] }
const along = (what: string, values: string) =>
  `Groups differ in ${what}, which is compared along with tokenizer (${values}).`

test.each([
  ['dataset_name', 'dataset'],
  ['git_commit', 'code version'],
  ['encoder', 'encoder'],
  ['latent_dim', 'latent dimension'],
])('groups that differ in %s are told to', (column, name) => {
  const remarks = remarksOf((tokenizer) => ({ [column]: `of ${tokenizer}` }), ALONE)
  expect(remarks).toEqual([along(`${name} (${column})`, 'none: of none, vq: of vq')])
})

test('by the tokenizer as well, where something else is compared', () => {
  const remarks = remarksOf((tokenizer) => ({ optimizer: tokenizer === 'vq' ? 'adam' : 'sgd' }), {
    by: 'optimizer',
    parameters: ['optimizer'],
  })
  expect(remarks).toEqual([
    'Groups differ in tokenizer (tokenizer), which is compared along with optimizer (adam: vq, sgd: none).',
  ])
})

test('what both groups have alike, in whatever order, needs no remark', () => {
  expect(remarksOf((_, seed) => ({ git_commit: `c${seed % 2}` }), ALONE)).toEqual([])
  const turned = (tokenizer: string, seed: number) => ({
    git_commit: `c${(seed + (tokenizer === 'vq' ? 1 : 0)) % 2}`,
  })
  expect(remarksOf(turned, ALONE)).toEqual([])
})

test('a group that does not know it cannot be told to differ', () => {
  const known = (tokenizer: string) => ({ git_commit: tokenizer === 'vq' ? 'abc' : null })
  expect(remarksOf(known, ALONE)).toEqual([])
  const partly = (tokenizer: string, seed: number) => ({
    git_commit: tokenizer === 'vq' || seed > 1 ? 'abc' : null,
  })
  expect(remarksOf(partly, ALONE)).toEqual([])
})

test('a third group that does not know it is said to miss it', () => {
  const third = [1, 2, 3].map((seed) => ({
    tokenizer: 'rvq',
    seed,
    loss: seed / 2,
    git_commit: null,
  }))
  const rows = [1, 2, 3].flatMap((seed) => [
    { tokenizer: 'none', seed, loss: seed, git_commit: 'a' },
    { tokenizer: 'vq', seed, loss: seed * (2 + seed / 9), git_commit: 'b' },
  ])
  const options = { metric: 'loss', by: 'tokenizer', better: 'lower', ...ALONE } as const
  expect(compareGroups(runsOf([...rows, ...third]), options).remarks).toContain(
    along('code version (git_commit)', 'none: a, rvq: (missing), vq: b'),
  )
})

test('a group none of whose runs has a value of the metric is not described', () => {
  const rows = [1, 2, 3].flatMap((seed) => [
    { tokenizer: 'none', seed, loss: seed, git_commit: 'a' },
    { tokenizer: 'vq', seed, loss: seed * (2 + seed / 9), git_commit: 'b' },
    { tokenizer: 'rvq', seed, loss: null, git_commit: 'c' },
  ])
  const options = { metric: 'loss', by: 'tokenizer', better: 'lower', ...ALONE } as const
  expect(compareGroups(runsOf(rows), options).remarks).toContain(
    along('code version (git_commit)', 'none: a, vq: b'),
  )
})

test('many values are cut: numbers to their range, texts to the first, each to its end', () => {
  const texts = remarksOf((tokenizer, seed) => ({ git_commit: `${tokenizer}${seed}` }), ALONE)
  expect(texts).toEqual([
    along(
      'code version (git_commit)',
      'none: none1, none2, none3 and 1 more; vq: vq1, vq2, vq3 and 1 more',
    ),
  ])
  const three = remarksOf(
    (tokenizer, seed) => ({ latent_dim: (tokenizer === 'vq' ? 8 : 16) * Math.min(seed, 3) }),
    ALONE,
  )
  expect(three).toEqual([along('latent dimension (latent_dim)', 'none: 16, 32, 48; vq: 8, 16, 24')])
  const four = remarksOf(
    (tokenizer, seed) => ({ latent_dim: (tokenizer === 'vq' ? 1.2345678 : 1000.0625) * seed }),
    ALONE,
  )
  expect(four).toEqual([
    along('latent dimension (latent_dim)', 'none: 1000.06 to 4000.25, vq: 1.23457 to 4.93827'),
  ])
  const mixed = remarksOf(
    (tokenizer, seed) => ({ encoder: seed === 4 ? 'x' : seed * (tokenizer === 'vq' ? 1 : 10) }),
    ALONE,
  )
  expect(mixed).toEqual([
    along('encoder (encoder)', 'none: 10, 20, 30 and 1 more; vq: 1, 2, 3 and 1 more'),
  ])
  const [of30, of31] = ['x'.repeat(30), `start${'x'.repeat(26)}`]
  const long = (tokenizer: string) => ({ git_commit: tokenizer === 'vq' ? of30 : of31 })
  expect(remarksOf(long, ALONE)).toEqual([
    along('code version (git_commit)', `none: …tart${'x'.repeat(26)}, vq: ${of30}`),
  ])
})

test('values stand in their order, whatever that of the runs', () => {
  const downwards = remarksOf(
    (tokenizer, seed) => ({ latent_dim: (tokenizer === 'vq' ? 1 : 10) * (20 - seed) }),
    ALONE,
  )
  expect(downwards).toEqual([
    along('latent dimension (latent_dim)', 'none: 160 to 190, vq: 16 to 19'),
  ])
})

test('what says the same as the group in the same words is no other parameter', () => {
  expect(remarksOf((tokenizer) => ({ encoder: tokenizer }), ALONE)).toEqual([])
  expect(remarksOf((tokenizer) => ({ encoder: tokenizer }))).toEqual([])
  const oneDiffers = (tokenizer: string) => ({ encoder: tokenizer === 'vq' ? 'vq' : 'other' })
  expect(remarksOf(oneDiffers, ALONE)).toEqual([along('encoder (encoder)', 'none: other, vq: vq')])
  // A parameter of another kind is told in any words, whatever its name.
  expect(remarksOf((tokenizer) => ({ kind: tokenizer }))).toEqual([
    'kind and tokenizer change together (none with none, vq with vq): what is compared is both together.',
  ])
  expect(remarksOf((tokenizer) => ({ constructor: tokenizer }))).toEqual([
    'constructor and tokenizer change together (none with none, vq with vq): what is compared is both together.',
  ])
})

test('a parameter that changes with the group is named from the side of the first name', () => {
  const together = (name: string) =>
    remarksOf((tokenizer) => ({ [name]: tokenizer === 'vq' ? 1 : 10 }))
  expect(together('lr')).toEqual([
    'lr and tokenizer change together (1 with vq, 10 with none): what is compared is both together.',
  ])
  expect(together('width')).toEqual([
    'tokenizer and width change together (none with 10, vq with 1): what is compared is both together.',
  ])
})

test('what one group alone has belongs to it', () => {
  const remarks = remarksOf((tokenizer) => ({ codebook: tokenizer === 'vq' ? 512 : null }))
  expect(remarks.join()).not.toContain('change together')
})

const EPOCHS = '. The longer ones had more time, and more epochs to choose the best from.'

test('numbers of epochs are compared unless they are a parameter', () => {
  const of = (tokenizer: string) => ({ epochs: tokenizer === 'vq' ? 100 : 50 })
  expect(remarksOf(of)).toEqual([
    `Groups trained for different numbers of epochs: by tokenizer (none: 50, vq: 100)${EPOCHS}`,
  ])
  expect(remarksOf(() => ({ epochs: 50 }))).toEqual([])
  expect(remarksOf((_, seed) => ({ epochs: 50 + seed }))).toEqual([])
  const swept = remarksOf(of, { parameters: ['tokenizer', 'epochs'] })
  expect(swept).toEqual([
    'epochs and tokenizer change together (50 with none, 100 with vq): what is compared is both together.',
  ])
})
