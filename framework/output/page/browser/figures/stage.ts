import type { Figure } from '../../../../plots/figure.ts'
import { adoptStyles } from './styles.ts'

/** The elements of a live figure. */
export interface Stage {
  readonly root: HTMLElement
  readonly tools: HTMLElement
  /** What lies on the canvas is placed in it. */
  readonly paper: HTMLElement
  readonly canvas: HTMLCanvasElement
  /** Over the figure, for what is pointed at. */
  readonly over: HTMLCanvasElement
  readonly tip: HTMLElement
  /** Reads out what changes in it. */
  readonly live: HTMLElement
}

const KEYS =
  'Arrow keys step through the runs, Enter selects one, Escape leaves. Plus and minus zoom, Shift and arrow ' +
  'keys move, 0 shows all again. Sliders on parallel axes select runs by ranges.'

let nStages = 0

/** Puts the elements of a figure in its place; none of its texts is taken for markup. */
export function setStage(place: HTMLElement, figure: Figure): Stage {
  adoptStyles()
  const id = `live-figure-${++nStages}`
  const root = element('div', 'live-figure')
  const tools = element('div', 'live-figure-tools')
  const paper = element('div', 'live-figure-paper')
  const canvas = element('canvas', 'live-figure-canvas')
  const over = element('canvas', 'live-figure-over')
  const tip = element('div', 'live-figure-tip')
  const live = element('div', 'live-figure-unseen')
  const keys = element('div', 'live-figure-unseen')
  tools.setAttribute('role', 'group')
  tools.setAttribute('aria-label', 'View of the figure')
  setAttributes(canvas, {
    role: 'img',
    tabindex: '0',
    'aria-label': figure.alt,
    'aria-describedby': id,
  })
  canvas.textContent = figure.alt
  over.setAttribute('aria-hidden', 'true')
  tip.setAttribute('aria-hidden', 'true')
  tip.hidden = true
  live.setAttribute('aria-live', 'polite')
  keys.id = id
  keys.textContent = KEYS
  paper.append(canvas, over, tip)
  root.append(tools, paper, live, keys)
  place.append(root)
  return { root, tools, paper, canvas, over, tip, live }
}

/** An element of a class. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name)
  made.className = className
  return made
}

export function setAttributes(target: Element, attributes: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(attributes)) target.setAttribute(name, value)
}

/** Puts an element at a rectangle of a figure. */
export function placeAt(
  target: HTMLElement,
  scale: number,
  { left, top, width, height }: { left: number; top: number; width: number; height: number },
): void {
  Object.assign(target.style, {
    left: `${left * scale}px`,
    top: `${top * scale}px`,
    width: `${width * scale}px`,
    height: `${height * scale}px`,
  })
}
