import type { Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, expect } from 'vitest'
import type { Figure } from '../../plots/figure.ts'
import { sharedChromium } from './chromium.ts'
import { openFigurePage, VIEWPORT, writeFigurePage } from './figurePage.ts'
import { mountOnPage } from './mountOnPage.ts'

/** A tab that the tests of a `describe` share. */
export interface FigureTab {
  /** From `beforeAll` on. */
  page(): Page
  /** Puts a figure on the page, which is loaded anew, and waits until it is drawn; see {@link mountOnPage}. */
  mount(figure: Figure, setting?: readonly string[]): Promise<void>
}

/**
 * Opens a tab for the live figures of a `describe`, and closes it at the end. Each test fails whose page
 * complains.
 */
export function figureTab(options: { readonly hasTouch?: boolean } = {}): FigureTab {
  let opened: Awaited<ReturnType<typeof openFigurePage>>
  beforeAll(async () => {
    opened = await openFigurePage(await sharedChromium(), await writeFigurePage(), options)
  })
  afterEach(() => {
    expect(opened.errors.splice(0)).toEqual([])
  })
  afterAll(() => opened.page.context().close())
  return {
    page: () => opened.page,
    async mount(figure, setting) {
      const { page } = opened
      await page.setViewportSize(VIEWPORT)
      await page.mouse.move(0, 0)
      await opened.load()
      await mountOnPage(page, figure, setting)
    },
  }
}
