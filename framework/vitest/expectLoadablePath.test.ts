import { expect, test } from 'vitest'
import { expectLoadablePath } from './expectLoadablePath.ts'

test.each(['/c#/thesis/reports', '/what?/reports'])(
  '%s is refused, and the character named',
  (file) => {
    const character = /[#?]/.exec(file)?.[0]
    expect(() => expectLoadablePath('/home', file)).toThrow(
      `Vitest cannot load ${file}: it takes the "${character}" in the path for a part of a URL.`,
    )
  },
)

test('paths with blanks, percent signs, other scripts and signs of globs are fine', () => {
  expect(() => expectLoadablePath('/a b/50%/%20/漢字 é/(copy) [2]{3}/reports')).not.toThrow()
})
