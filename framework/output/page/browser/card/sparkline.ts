import { CURVE_STEPS, type PageCurve } from '../../data/pageData.ts'

const SVG = 'http://www.w3.org/2000/svg'
const WIDTH = 160
const HEIGHT = 36
const MARGIN = 2

interface Range {
  readonly low: number
  readonly high: number
}

/** A small curve as a picture; beside that of another run, on axes that hold both. */
export function sparkline(
  curve: PageCurve,
  other: PageCurve | undefined,
  label: string,
): SVGElement {
  const svg = svgElement('svg', {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    width: String(WIDTH),
    height: String(HEIGHT),
    role: 'img',
    'aria-label': label,
    class: 'sparkline',
  })
  const curves = other ? [other, curve] : [curve]
  const isLog = curves.every(({ low }) => low > 0) && curves.some((each) => each.isLog)
  const scale = (value: number) => (isLog ? Math.log(value) : value)
  const x = rangeOf(curves.flatMap(({ start, end }) => [start, end]))
  const y = rangeOf(curves.flatMap(({ low, high }) => [scale(low), scale(high)]))
  for (const each of curves) {
    const points = each.x.map((step, place): [number, number] => [
      pixel(each.start + (step / CURVE_STEPS) * (each.end - each.start), x, WIDTH),
      HEIGHT - pixel(scale(valueAt(each, each.y[place] ?? 0)), y, HEIGHT),
    ])
    svg.append(line(points, each === curve ? 'own' : 'other'))
  }
  return svg
}

function valueAt({ low, high, isLog }: PageCurve, step: number): number {
  const share = step / CURVE_STEPS
  return isLog ? low * (high / low) ** share : low + share * (high - low)
}

function rangeOf(values: readonly number[]): Range {
  return { low: Math.min(...values), high: Math.max(...values) }
}

/** A constant is drawn in the middle. */
function pixel(value: number, { low, high }: Range, size: number): number {
  const share = high > low ? (value - low) / (high - low) : 0.5
  return Math.round((MARGIN + share * (size - 2 * MARGIN)) * 10) / 10
}

function line(points: readonly [number, number][], name: string): SVGElement {
  const [first] = points
  return points.length === 1 && first
    ? svgElement('circle', {
        cx: String(first[0]),
        cy: String(first[1]),
        r: '2',
        class: `dot ${name}`,
      })
    : svgElement('polyline', {
        points: points.map((point) => point.join(',')).join(' '),
        class: name,
      })
}

function svgElement(tag: string, attributes: Readonly<Record<string, string>>): SVGElement {
  const made = document.createElementNS(SVG, tag)
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value)
  return made
}
