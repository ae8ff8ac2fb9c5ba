/** A rectangle in CSS pixels. */
export interface Target {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** What a finger or an unsteady hand hits. */
const LEAST = 24

/** The rectangles as large as a hand needs, as far as their neighbours leave room; they never overlap more. */
export function legendTargets(entries: readonly Target[]): Target[] {
  const wide = entries.map((entry) => {
    const beside = entries.filter((other) => other !== entry && overlap(entry, other, 'y'))
    const { from, size } = grown(entry.left, entry.width, beside.map(spanX))
    return { ...entry, left: from, width: size }
  })
  return wide.map((entry) => {
    const beside = wide.filter((other) => other !== entry && overlap(entry, other, 'x'))
    const { from, size } = grown(entry.top, entry.height, beside.map(spanY))
    return { ...entry, top: from, height: size }
  })
}

interface Span {
  readonly from: number
  readonly size: number
}

const spanX = ({ left, width }: Target): Span => ({ from: left, size: width })
const spanY = ({ top, height }: Target): Span => ({ from: top, size: height })

function overlap(a: Target, b: Target, direction: 'x' | 'y'): boolean {
  const span = direction === 'x' ? spanX : spanY
  const [one, other] = [span(a), span(b)]
  return one.from < other.from + other.size && other.from < one.from + one.size
}

/** A span made larger on both sides, to half of the gap to the next one at most. */
function grown(from: number, size: number, others: readonly Span[]): Span {
  const more = Math.max(0, LEAST - size) / 2
  const end = from + size
  const before = others.filter((other) => other.from + other.size <= from + EDGE)
  const after = others.filter((other) => other.from >= end - EDGE)
  const room = {
    before: Math.min(...before.map((other) => (from - other.from - other.size) / 2)),
    after: Math.min(...after.map((other) => (other.from - end) / 2)),
  }
  const start = from - Math.max(0, Math.min(more, room.before))
  return { from: start, size: end + Math.max(0, Math.min(more, room.after)) - start }
}

/** Entries that touch, but for rounding. */
const EDGE = 0.5
