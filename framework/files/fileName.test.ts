import { expect, test } from 'vitest'
import { fileNameOf } from './fileName.ts'

test('a usual name stays as it is', () => {
  expect(fileNameOf('run_20251103-140953_job0 β=1,lr=0.1')).toBe(
    'run_20251103-140953_job0 β=1,lr=0.1',
  )
})

test('a name that is too long is cut, and told from others that begin the same', () => {
  const [one, two] = ['a', 'b'].map((end) => fileNameOf('é'.repeat(150) + end))
  expect(Buffer.byteLength(one ?? '')).toBeLessThanOrEqual(200)
  expect(one).toMatch(/^é+-[0-9a-f]{8}$/)
  expect(one).not.toBe(two)
})

test('controls, and signs of paths, are replaced', () => {
  expect(fileNameOf('a\nb\u001b[31m/c\u202e')).toMatch(/^a_b_\[31m_c_-[0-9a-f]{8}$/)
  expect(fileNameOf('a/b')).not.toBe(fileNameOf('a\\b'))
})
