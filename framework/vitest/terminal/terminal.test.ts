import { EventEmitter } from 'node:events'
import { expect, test } from 'vitest'
import { Terminal } from './terminal.ts'

/** A stream that keeps what is written to it. */
function stream(properties: { isTTY: boolean; columns?: number }) {
  const written: string[] = []
  const write = (text: string) => written.push(text) > 0
  const { isTTY, columns = 80 } = properties
  return { written, stream: Object.assign(new EventEmitter(), { write, isTTY, columns }) }
}

test('a terminal of 40 columns gets lines that fit, a file whole ones', () => {
  const line = 'Finding: vq is worse than none, by a factor of thirteen.'
  for (const [isTTY, lines] of [
    [true, ['Finding: vq is worse than none, by a\n', '  factor of thirteen.\n']],
    [false, [`${line}\n`]],
  ] as const) {
    const { written, stream: to } = stream({ isTTY, columns: 40 })
    new Terminal(to, {}).line(line)
    expect(written).toEqual(lines)
  }
})

test.each([
  [true, {}, true],
  [true, { NO_COLOR: '1' }, false],
  [true, { TERM: 'dumb' }, false],
  [false, { FORCE_COLOR: '1' }, false],
])('on a terminal: %s, with %j there are colours: %s', (isTTY, env, hasColours) => {
  const { written, stream: to } = stream({ isTTY })
  new Terminal(to, env).line('a', 'red')
  expect(written.join('').includes('\u001b[')).toBe(hasColours)
})

test('on a terminal progress is one line that is written over', () => {
  const { written, stream: to } = stream({ isTTY: true })
  const terminal = new Terminal(to, {})
  terminal.progress('1 of 2', 0)
  terminal.progress('2 of 2', 1)
  terminal.line('done')
  expect(written).toEqual(['\r\u001b[2K  1 of 2', '\r\u001b[2K  2 of 2', '\r\u001b[2K', 'done\n'])
})

test('a log gets a line of progress every few seconds', () => {
  const { written, stream: to } = stream({ isTTY: false })
  const terminal = new Terminal(to, {})
  for (const second of [0, 1, 4, 5, 9, 11]) terminal.progress(`at ${second}`, second * 1_000)
  expect(written).toEqual(['  at 0\n', '  at 5\n', '  at 11\n'])
})

test.each(['EPIPE', 'ENOSPC'])(
  'nothing more is written after %s, and nothing is thrown',
  (code) => {
    const { written, stream: to } = stream({ isTTY: false })
    const terminal = new Terminal(to, {})
    to.emit('error', Object.assign(new Error(code), { code }))
    terminal.line('more')
    expect(written).toEqual([])
  },
)

test('of a remark of megabytes the beginning is printed', () => {
  const { written, stream: to } = stream({ isTTY: false })
  new Terminal(to, {}).line('a'.repeat(5_000_000))
  expect(written).toEqual([`${'a'.repeat(5_000)}…\n`])
})
