import { checkArguments, TEXT } from '../../text/checkOptions.ts'
import type { Allowance, Gate, JudgedOn, LimitGate, Operator } from './gate.ts'
import { GateWords } from './gateWords.ts'

const OPERATORS = ['<=', '<', '>=', '>'] as const

/**
 * Reads a gate:
 *
 *     METRIC [of SUBJECT] OP NUMBER            SUBJECT: best COLUMN, or COLUMN = VALUE
 *     [COLUMN =] VALUE not worse than VALUE [by more than NUMBER [%]]
 *     not worse than baseline [by more than NUMBER [%]]
 *
 * each followed by `on mean` or `on interval` (the default). OP is `<=`, `<`, `>=` or `>`; names with
 * blanks or signs stand in quotes.
 *
 * @throws {ReportError} GATE_INVALID with the text and the place in it
 */
export function parseGate(text: string): Gate {
  checkArguments('GATE_INVALID', 'parseGate', { gate: text }, { gate: TEXT })
  const words = new GateWords(text)
  if (words.skip('not')) {
    for (const word of ['worse', 'than', 'baseline']) words.expect(word)
    return end(words, { kind: 'baseline', allowed: allowanceOf(words) })
  }
  const name = words.name('a metric, or a value to be compared')
  if (words.isNext('of') || OPERATORS.some((sign) => words.isNext(sign))) {
    const subject = subjectOf(words)
    const operator = words.expect(...OPERATORS).text as Operator
    return end(words, { kind: 'limit', metric: name, subject, operator, bound: words.number() })
  }
  const isColumn = words.skip('=')
  const value = isColumn ? words.name('a value') : name
  if (!words.isNext('not')) {
    throw words.wrong(
      isColumn ? 'expected "not worse than"' : 'expected "of", <=, <, >=, > or "not worse than"',
      isColumn ? ['not'] : ['of', 'not', ...OPERATORS],
    )
  }
  words.expect('not')
  words.expect('worse')
  words.expect('than')
  const reference = words.name('the value that it is compared with')
  const column = isColumn ? name : undefined
  return end(words, { kind: 'groups', column, value, reference, allowed: allowanceOf(words) })
}

function subjectOf(words: GateWords): LimitGate['subject'] {
  if (!words.skip('of')) return { kind: 'all' }
  if (words.skip('best')) return { kind: 'best', column: words.name('a parameter') }
  if (words.peek(1)?.text !== '=')
    throw words.wrong('expected "best COLUMN" or "COLUMN = VALUE"', ['best'])
  const column = words.name('a parameter')
  words.expect('=')
  return { kind: 'value', column, value: words.name('a value') }
}

function allowanceOf(words: GateWords): Allowance | undefined {
  if (!words.skip('by')) return undefined
  words.expect('more')
  words.expect('than')
  const amount = words.number({ least: 0 })
  const isShare = words.skip('%')
  return { amount: isShare ? amount / 100 : amount, isShare }
}

type WithoutEnd<G> = G extends Gate ? Omit<G, 'text' | 'on'> : never

function end(words: GateWords, gate: WithoutEnd<Gate>): Gate {
  let on: JudgedOn = 'interval'
  if (words.skip('on')) on = words.expect('interval', 'mean').text as JudgedOn
  if (words.peek() !== undefined) {
    const mayAllow = 'allowed' in gate && gate.allowed === undefined
    const more = mayAllow ? ['by', 'on'] : ['on']
    throw words.wrong(
      `expected the end, ${mayAllow ? '"by more than", ' : ''}"on interval" or "on mean"`,
      more,
    )
  }
  return { ...gate, text: words.text, on }
}
