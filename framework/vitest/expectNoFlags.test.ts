import { expect, test } from 'vitest'
import { expectNoFlags } from './expectNoFlags.ts'

test.each(['--ui', '-t', '--reporter=junit'])('%s after -- is told where it belongs', (flag) => {
  expect(() => expectNoFlags(['inputs.sweep_dir=x', flag])).toThrow(
    `Flags of Vitest come before it: npx vitest run reports/NAME ${flag} -- …`,
  )
})

test('overrides are let through, whatever their values begin with', () => {
  const words = ['inputs.sweep_dir=--x', '~outputs', '+a=-1', '-1']
  expect(() => expectNoFlags(words)).not.toThrow()
})
