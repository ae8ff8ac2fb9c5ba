import { expect, test } from 'vitest'
import { parseGate } from './parseGate.ts'

test.each([
  [
    'loss.total_best of best tokenizer <= 0.05',
    {
      kind: 'limit',
      metric: 'loss.total_best',
      subject: { kind: 'best', column: 'tokenizer' },
      operator: '<=',
      bound: 0.05,
    },
  ],
  [
    'val/acc of optimizer=adam > 0.9 on mean',
    {
      kind: 'limit',
      subject: { kind: 'value', column: 'optimizer', value: 'adam' },
      operator: '>',
      on: 'mean',
    },
  ],
  [
    '"top 5" < 1e-3',
    { kind: 'limit', metric: 'top 5', subject: { kind: 'all' }, bound: 0.001, on: 'interval' },
  ],
  [
    'vq not worse than none by more than 10 %',
    {
      kind: 'groups',
      column: undefined,
      value: 'vq',
      reference: 'none',
      allowed: { amount: 0.1, isShare: true },
    },
  ],
  [
    'lr = 0.1 not worse than 0.01',
    { kind: 'groups', column: 'lr', value: '0.1', reference: '0.01', allowed: undefined },
  ],
  [
    'not worse than baseline by more than 0.01',
    { kind: 'baseline', allowed: { amount: 0.01, isShare: false } },
  ],
])('reads %s', (text, gate) => {
  expect(parseGate(text)).toMatchObject({ text, ...gate })
})

test.each([
  [
    'loss of bset tokenizer <= 1',
    /there is "bset" at column 9; expected "best COLUMN" or "COLUMN = VALUE"\. Did you mean "best"\?\n {2}loss of bset tokenizer <= 1\n {10}\^$/,
  ],
  ['loss = < 1', /there is "<" at column 8; expected a value/],
  ['loss <= low', /there is "low" at column 9; expected a number/],
  ['loss <=', /the gate ends at column 8; expected a number/],
  [
    'vq nto worse than none',
    /there is "nto" at column 4; expected "of", <=, <, >=, > or "not worse than"/,
  ],
  [
    'vq not worse then none',
    /there is "then" at column 14; expected "than"\. Did you mean "than"\?/,
  ],
  ['vq not worse than none by mroe than 1', /"mroe" at column 27; expected "more"/],
  [
    'not worse than baselin',
    /there is "baselin" at column 16; expected "baseline"\. Did you mean "baseline"\?/,
  ],
  ['not wrose than baseline', /there is "wrose" at column 5; expected "worse"/],
  [
    'vq not worse than none by more than -3 %',
    /there is "-3" at column 37; expected a number of at least 0/,
  ],
  ['loss <= 1 on median', /there is "median" at column 14; expected "interval" or "mean"/],
  ['loss <= 1 and more', /there is "and" at column 11; expected the end/],
  ['"loss <= 1', /a quote is not closed at column 1/],
  ['', /the gate ends at column 1; expected a metric/],
])('shows the place of what is wrong in %j', (text, message) => {
  expect(() => parseGate(text)).toThrow(message)
})

test.each<[string, object]>([
  [
    "'top 5' of best 'the model' >= 1",
    { metric: 'top 5', subject: { kind: 'best', column: 'the model' } },
  ],
  ['"<=" <= 1', { metric: '<=' }],
  ['"%" < 1', { metric: '%' }],
  ["'not' not worse than 'by'", { kind: 'groups', value: 'not', reference: 'by' }],
  ['"not" not worse than baseline', { kind: 'groups', value: 'not', reference: 'baseline' }],
  ['  loss <= 1  ', { kind: 'limit', metric: 'loss', bound: 1 }],
  ['vq not worse than none by more than 0', { allowed: { amount: 0, isShare: false } }],
])('what is in quotes is a name, and blanks are none: %j', (text, gate) => {
  expect(parseGate(text)).toMatchObject({ text, ...gate })
})

test.each([
  [
    '<= 1',
    'A gate cannot be read: there is "<=" at column 1; expected a metric, or a value to be compared.',
  ],
  [
    '% < 1',
    'A gate cannot be read: there is "%" at column 1; expected a metric, or a value to be compared.',
  ],
  ['vq not', 'A gate cannot be read: the gate ends at column 7; expected "worse".'],
  [
    'vq not "worse" than none',
    'A gate cannot be read: there is "worse" in quotes at column 8; expected "worse".',
  ],
  [
    'vq not worse than',
    'A gate cannot be read: the gate ends at column 18; expected the value that it is compared with.',
  ],
  [
    'lr = 0.1 nto',
    'A gate cannot be read: there is "nto" at column 10; expected "not worse than". Did you mean "not"?',
  ],
  [
    'vq',
    'A gate cannot be read: the gate ends at column 3; expected "of", <=, <, >=, > or "not worse than".',
  ],
  [
    '100% < 1',
    'A gate cannot be read: there is "%" at column 4; expected "of", <=, <, >=, > or "not worse than". Did you mean "<"?',
  ],
  [
    'vq fo x',
    'A gate cannot be read: there is "fo" at column 4; expected "of", <=, <, >=, > or "not worse than". Did you mean "of"?',
  ],
  ['loss of best', 'A gate cannot be read: the gate ends at column 13; expected a parameter.'],
  [
    'loss of',
    'A gate cannot be read: the gate ends at column 8; expected "best COLUMN" or "COLUMN = VALUE".',
  ],
  ['loss of < = 1', 'A gate cannot be read: there is "<" at column 9; expected a parameter.'],
  ['loss of a =', 'A gate cannot be read: the gate ends at column 12; expected a value.'],
  [
    'loss of a = 1',
    'A gate cannot be read: the gate ends at column 14; expected "<=", "<", ">=" or ">".',
  ],
  ['loss <= "1"', 'A gate cannot be read: there is "1" in quotes at column 9; expected a number.'],
  [
    'loss <= 1 no mean',
    'A gate cannot be read: there is "no" at column 11; expected the end, "on interval" or "on mean". Did you mean "on"?',
  ],
  [
    'a not worse than b bye',
    'A gate cannot be read: there is "bye" at column 20; expected the end, "by more than", "on interval" or "on mean". Did you mean "by"?',
  ],
  [
    'a not worse than b by more than 1 bye',
    'A gate cannot be read: there is "bye" at column 35; expected the end, "on interval" or "on mean".',
  ],
  ['loss  "x', 'A gate cannot be read: a quote is not closed at column 7.'],
])('says what is wrong in %j, and what would be right', (text, message) => {
  expect(() => parseGate(text)).toThrow(
    expect.objectContaining({
      code: 'GATE_INVALID',
      message: expect.stringMatching(firstLine(message)),
    }),
  )
})

/** A text whose first line is this one. */
const firstLine = (text: string) =>
  new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}\n`)
