import { expect, test } from 'vitest'
import { count } from './counts.ts'

test.each([
  [1, 'run', '1 run'],
  [0, 'run', '0 runs'],
  [2, 'match', '2 matches'],
  [2, 'box', '2 boxes'],
  [2, 'epoch', '2 epochs'],
])('%i %s is %j', (n, noun, text) => expect(count(n, noun)).toBe(text))
