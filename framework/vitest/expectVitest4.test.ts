import { expect, test } from 'vitest'
import { expectVitest4 } from './expectVitest4.ts'

test('Vitest 4 is fine; others are named with the command that installs it', () => {
  expect(() => expectVitest4('4.1.12')).not.toThrow()
  for (const version of ['3.2.4', '5.0.1', '40.0.0']) {
    expect(() => expectVitest4(version)).toThrow(
      `this is Vitest ${version}. Install it with: npm i`,
    )
  }
})
