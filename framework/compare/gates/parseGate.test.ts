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
