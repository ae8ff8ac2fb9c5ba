import type { Place } from './place.ts'
import { element } from './stage.ts'

const GAP_PX = 14

/** Shows lines of text beside a place on the paper, within its edges where they fit. */
export function showTip(tip: HTMLElement, lines: readonly string[], { x, y }: Place): void {
  tip.replaceChildren(
    ...lines.map((line) => {
      const row = element('div', '')
      row.textContent = line
      return row
    }),
  )
  tip.hidden = lines.length === 0
  const paper = tip.parentElement
  if (tip.hidden || paper === null) return
  const { offsetWidth: width, offsetHeight: height } = tip
  const left = x + GAP_PX + width > paper.clientWidth ? x - GAP_PX - width : x + GAP_PX
  const top = y + GAP_PX + height > paper.clientHeight ? y - GAP_PX - height : y + GAP_PX
  const within = (at: number, most: number) => Math.max(0, Math.min(at, most))
  tip.style.left = `${within(left, paper.clientWidth - width)}px`
  tip.style.top = `${within(top, paper.clientHeight - height)}px`
}

export function hideTip(tip: HTMLElement): void {
  tip.hidden = true
}
