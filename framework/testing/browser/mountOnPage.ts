import type { Page } from 'playwright-core'
import type {
  FigureState,
  LiveFigure,
  mountFigure as Mount,
} from '../../output/page/browser/figures/liveFigure.ts'
import type { Figure } from '../../plots/figure.ts'

declare global {
  var mountFigure: typeof Mount
  var live: LiveFigure
  /** What the figure has told, the last at the end. */
  var told: { selected: (readonly string[])[]; states: FigureState[] }
}

/**
 * Puts a live figure on a page of {@link writeFigurePage}, and waits until it is drawn. It is `live` on the
 * page then.
 *
 * @param setting what the figure's tooltips say of each run
 */
export async function mountOnPage(
  page: Page,
  figure: Figure,
  setting: readonly string[] = ['seed=42'],
): Promise<void> {
  await page.evaluate(
    ([json, lines]) => {
      const told: typeof globalThis.told = { selected: [], states: [] }
      globalThis.told = told
      globalThis.live = mountFigure(
        document.querySelector('main') as HTMLElement,
        JSON.parse(json),
        {
          onSelect: (names) => told.selected.push(names),
          onState: (state) => told.states.push(state),
          describeRun: (run) => [run, ...lines],
        },
      )
    },
    [JSON.stringify(figure), setting] as const,
  )
  await untilDrawn(page)
}

/** Waits for the state of the figure that was last asked for. */
export async function untilDrawn(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const canvas = document.querySelector('canvas')
    return canvas !== null && canvas.width > 300 && canvas.style.width !== ''
  })
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  )
}
