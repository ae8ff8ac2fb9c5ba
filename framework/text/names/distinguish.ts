import { graphemesOf, letterWidth } from '../graphemes.ts'
import { oneEllipsis, onOneLine, shorten } from '../shorten.ts'
import { type AlignedNames, alignLetters, alignWords } from './alignNames.ts'

type WidthOf = (text: string) => number

/**
 * Short forms of names that stand beside each other, such as the entries of a legend: what the long
 * ones share gives way to an ellipsis, what tells them apart stays, wherever in the name it stands.
 * No two different names get forms that look the same; where nothing else helps they are numbered.
 * Names are cut between letters, never between a letter and its marks.
 *
 * @param names in any order; the same name has the same form
 * @param maxWidth of a form
 * @param widthOf what `maxWidth` counts. Default: letters, of which East Asian ones count as two
 * @returns one form for each name, on one line
 */
export function distinguish(
  names: readonly string[],
  maxWidth: number,
  widthOf: WidthOf = letterWidth,
): string[] {
  const whole = new Map(names.map((name) => [name, onOneLine(name)]))
  const measure = remembering(widthOf)
  const long = [...new Set(whole.values())].filter((text) => measure(text) > maxWidth)
  const cut = cutApart(long, maxWidth, measure)
  const short = [...whole].map(([name, text]) => [name, cut.get(text) ?? text] as const)
  const forms = numberAlike(short, maxWidth, measure)
  return names.map((name) => forms.get(name) as string)
}

/** Whether two texts look the same: so do those that differ in characters that take no room. */
function looks(text: string): string {
  return text.normalize('NFC').replace(/\p{Cf}/gu, '')
}

/**
 * Cuts names. Those that then look the same share more with each other, and are cut by that; where
 * several such groups come out alike, what tells the groups apart goes before it.
 */
function cutApart(names: readonly string[], maxWidth: number, widthOf: WidthOf) {
  const forms = cutShared(names, maxWidth, widthOf)
  const cut = new Map(names.map((name, i) => [name, forms[i] as string]))
  const groups = groupAlike(cut)
  if (groups.length < 2) return cut
  const half = Math.floor(maxWidth / 2)
  const heads = cutShared(
    groups.map(([name]) => cut.get(name as string) as string),
    maxWidth - half - widthOf('…'),
    widthOf,
  )
  const taken = new Set<string>()
  groups.forEach((group, i) => {
    let inner = group.length > 1 ? cutApart(group, maxWidth, widthOf) : cut
    if (group.length > 1 && group.some((name) => taken.has(looks(inner.get(name) as string)))) {
      inner = cutApart(group, half, widthOf)
      for (const [name, form] of inner) inner.set(name, oneEllipsis(`${heads[i]}…${form}`))
    }
    for (const name of group) {
      const form = inner.get(name) as string
      taken.add(looks(form))
      cut.set(name, form)
    }
  })
  return cut
}

/** The names whose forms look the same, together. */
function groupAlike(forms: ReadonlyMap<string, string>): string[][] {
  const groups = new Map<string, string[]>()
  for (const [name, form] of forms) {
    const look = looks(form)
    groups.set(look, [...(groups.get(look) ?? []), name])
  }
  return [...groups.values()]
}

/** Without the words that all share, then the letters, then whatever is in the middle. */
function cutShared(names: readonly string[], maxWidth: number, widthOf: WidthOf): string[] {
  if (names.length < 2) return names.map((name) => shorten(name, maxWidth, widthOf))
  const isLong = (text: string) => widthOf(text) > maxWidth
  const byWords = fill(alignWords(names.map(wordsOf)), maxWidth, widthOf).map((text) =>
    isLong(text) ? text.replace(/^…|…$/g, '') : text,
  )
  const rest = byWords.filter(isLong)
  const aligned = alignLetters(rest.map(graphemesOf))
  const byLetters = sharesMost(aligned) ? fill(aligned, maxWidth, widthOf) : rest
  let next = 0
  return byWords
    .map((text) => (isLong(text) ? (byLetters[next++] as string) : text))
    .map((text, i) => shorten(text === '…' ? (names[i] as string) : text, maxWidth, widthOf))
}

/** Whether at least one name is mostly what all share: letters of unrelated words agree by chance. */
function sharesMost({ blocks, gaps }: AlignedNames): boolean {
  const nShared = blocks.flat().length
  return gaps.length > 1 && gaps.some((own) => own.flat().length <= nShared)
}

/**
 * Writes aligned names with an ellipsis for each block, then gives blocks back, a word at a time, as
 * long as the widest name that fits without them still does: first the words before a difference, which
 * often name it, then those after it.
 */
function fill({ blocks, gaps }: AlignedNames, maxWidth: number, widthOf: WidthOf): string[] {
  const shown = blocks.map((): ShownBlock => ({ head: 0, tail: 0 }))
  const widthOfBlocks = () =>
    blocks.reduce((sum, block, i) => sum + widthOf(blockText(block, shown[i], widthOf)), 0)
  const own = gaps.map((pieces) => pieces.flat().reduce((sum, piece) => sum + widthOf(piece), 0))
  const bare = widthOfBlocks()
  const fitting = own.filter((width) => width + bare <= maxWidth)
  const widest = fitting.length > 0 ? Math.max(...fitting) : maxWidth
  const steps = blocks.flatMap((block, at) => {
    const isFirst = gaps.every((pieces) => pieces[0]?.length === 0) && at === 0
    const sides = isFirst || at < blocks.length - 1 ? TAIL_FIRST : HEAD_FIRST
    return sides.map((side) => ({ block, at, side }))
  })
  for (let isDone = false; !isDone; ) {
    isDone = true
    for (const { block, at, side } of steps) {
      const before = shown[at] as ShownBlock
      if (before.head + before.tail >= block.length) continue
      shown[at] = { ...before, [side]: before[side] + wordLength(block, before, side) }
      if (widest + widthOfBlocks() <= maxWidth) isDone = false
      else shown[at] = before
    }
  }
  const texts = blocks.map((block, i) => blockText(block, shown[i], widthOf))
  return gaps.map((pieces) =>
    oneEllipsis(
      pieces.map((gap, i) => (i === 0 ? '' : (texts[i - 1] as string)) + gap.join('')).join(''),
    ),
  )
}

/** How many pieces of a block are written at its ends. */
interface ShownBlock {
  readonly head: number
  readonly tail: number
}

const TAIL_FIRST = ['tail', 'head'] as const
const HEAD_FIRST = ['head', 'tail'] as const

/** The block, or its ends about an ellipsis where that is shorter than what it stands for. */
function blockText(
  block: readonly string[],
  { head, tail }: ShownBlock = { head: 0, tail: 0 },
  widthOf: WidthOf,
): string {
  const hidden = block.slice(head, block.length - tail).join('')
  const saves = widthOf(hidden) > widthOf('…')
  if (!saves || isJoint(hidden)) return block.join('')
  return `${block.slice(0, head).join('')}…${block.slice(block.length - tail).join('')}`
}

/** What joins words, such as a comma and a space, which an ellipsis would replace by as much. */
function isJoint(text: string): boolean {
  return !WORD.test(text) && text.length <= MAX_JOINT
}

const MAX_JOINT = 3

/** Pieces up to the end of the next word from one side of what a block hides. */
function wordLength(
  block: readonly string[],
  { head, tail }: ShownBlock,
  side: keyof ShownBlock,
): number {
  const hidden = block.slice(head, block.length - tail)
  const inOrder = side === 'head' ? hidden : hidden.reverse()
  return inOrder.findIndex((piece) => WORD.test(piece)) + 1 || hidden.length
}

const WORD = /[\p{L}\p{N}]/u

/** Words and what stands between them; a decimal number is one word. */
function wordsOf(name: string): string[] {
  const words: string[] = []
  let isInWord = false
  const letters = graphemesOf(name)
  letters.forEach((letter, i) => {
    const isPoint =
      letter === '.' && /\p{N}/u.test(letters[i - 1] ?? '') && /\p{N}/u.test(letters[i + 1] ?? '')
    const belongs = WORD.test(letter) || isPoint
    if (belongs && isInWord) words.push((words.pop() as string) + letter)
    else words.push(letter)
    isInWord = belongs
  })
  return words
}

/** Numbers what still looks the same, beginning with 2 at the second. */
function numberAlike(
  forms: readonly (readonly [name: string, form: string])[],
  maxWidth: number,
  widthOf: WidthOf,
): Map<string, string> {
  const taken = new Set<string>()
  const numbered = new Map<string, string>()
  // Names that are whole keep their form.
  const inTurn = forms.toSorted((a, b) => Number(a[0] !== a[1]) - Number(b[0] !== b[1]))
  for (const [name, form] of inTurn) {
    let text = form
    for (let n = 2; taken.has(looks(text)); n++) {
      text = `${shorten(form, maxWidth - widthOf(` (${n})`), widthOf)} (${n})`
    }
    taken.add(looks(text))
    numbered.set(name, text)
  }
  return numbered
}

function remembering(widthOf: WidthOf): WidthOf {
  const known = new Map<string, number>()
  return (text) => {
    const width = known.get(text) ?? widthOf(text)
    known.set(text, width)
    return width
  }
}
