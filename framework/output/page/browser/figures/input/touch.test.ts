import type { CDPSession, Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Figure } from '../../../../../plots/figure.ts'
import { parallelCoordinates } from '../../../../../plots/kinds/runs/parallelCoordinates.ts'
import { scatter } from '../../../../../plots/kinds/runs/scatter.ts'
import { HAS_CHROMIUM } from '../../../../../testing/browser/chromium.ts'
import { figureTab } from '../../../../../testing/browser/figureTab.ts'
import { untilDrawn } from '../../../../../testing/browser/mountOnPage.ts'
import { runsOf } from '../../../../../testing/exampleRuns.ts'

const runs = runsOf(
  [0, 1, 2, 3].map((i) => ({ run: `run ${i}`, loss: 1 + i, seed: i, size: 8 * 2 ** i })),
)
const points = scatter(runs, { x: 'seed', y: 'loss', group: null })
const lines = parallelCoordinates(runs, { parameters: ['size', 'seed'], value: 'loss' })

type Point = readonly [x: number, y: number]

describe.skipIf(!HAS_CHROMIUM)('a finger on a figure (needs Chromium)', () => {
  const { page, mount: mountOn } = figureTab({ hasTouch: true })
  let tab: Page
  let touch: CDPSession

  beforeAll(async () => {
    tab = page()
    touch = await tab.context().newCDPSession(tab)
  })

  async function mount(figure: Figure): Promise<{ left: number; top: number; width: number }> {
    await mountOn(figure)
    // There is something to scroll.
    await tab.evaluate(() => {
      document.body.style.paddingBottom = '2000px'
    })
    const box = await tab.getByRole('img').boundingBox()
    return { left: box?.x ?? 0, top: box?.y ?? 0, width: box?.width ?? 0 }
  }
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...fingers: Point[]) =>
    touch.send('Input.dispatchTouchEvent', {
      type,
      touchPoints: fingers.map(([x, y], id) => ({ x, y, id })),
    })
  /** Fingers that go from a place to another in a few steps, and are lifted. */
  async function drag(...ways: (readonly [from: Point, to: Point])[]): Promise<void> {
    const at = (share: number) =>
      ways.map(([[x, y], [toX, toY]]): Point => [x + (toX - x) * share, y + (toY - y) * share])
    await send('touchStart', ...at(0))
    for (const step of [1, 2, 3, 4, 5]) await send('touchMove', ...at(step / 5))
    await send('touchEnd')
    await untilDrawn(tab)
  }
  const told = () => tab.evaluate(() => globalThis.told)
  const zoom = async () => (await told()).states.at(-1)?.zoom as Record<'x' | 'y', Point>
  /** A place on the screen whose colour is that of a point: everything else is grey. */
  const firstColoured = (): Promise<[x: number, y: number]> =>
    tab.evaluate(() => {
      const canvas = document.querySelector('canvas') as HTMLCanvasElement
      const { data, width, height } = (
        canvas.getContext('2d') as CanvasRenderingContext2D
      ).getImageData(0, 0, canvas.width, canvas.height)
      const at = Array.from({ length: width * height }, (_, pixel) => pixel).find((pixel) => {
        const [red = 0, green = 0, blue = 0, alpha = 0] = data.slice(4 * pixel, 4 * pixel + 4)
        return alpha === 255 && Math.max(red, green, blue) - Math.min(red, green, blue) > 60
      })
      if (at === undefined) throw new Error('nothing is coloured')
      const box = canvas.getBoundingClientRect()
      return [
        box.left + ((at % width) * box.width) / width,
        box.top + (Math.floor(at / width) * box.height) / height + 1,
      ]
    })
  const scrolled = () => tab.evaluate(() => scrollY)
  const tip = () => tab.locator('.live-figure-tip')

  test('that taps names the run, until it taps elsewhere', async () => {
    const { left, top } = await mount(points)
    expect(await tip().isHidden()).toBe(true)
    await tab.touchscreen.tap(...(await firstColoured()))
    expect(await tip().locator('div').first().textContent()).toMatch(/^run \d$/)
    expect((await told()).selected.at(-1)).toEqual([expect.stringMatching(/^run \d$/)])
    await tab.touchscreen.tap(left + 10, top + 900 - 250)
    expect(await tip().isHidden()).toBe(true)
  })

  test('that moves scrolls the page, and neither zooms nor selects', async () => {
    const { left, top } = await mount(points)
    await drag([
      [left + 200, top + 300],
      [left + 200, top + 100],
    ])
    await expect.poll(scrolled).toBeGreaterThan(100)
    expect(await told()).toEqual({ selected: [], states: [] })
  })

  test('and another one zoom where they part, and move what is between them', async () => {
    const { left, top } = await mount(points)
    const [x, y] = [left + 250, top + 180]
    await drag(
      [
        [x - 30, y],
        [x - 90, y],
      ],
      [
        [x + 30, y],
        [x + 90, y],
      ],
    )
    const near = await zoom()
    // Three times as near, of 0 to 3 with a margin.
    expect(near.x[1] - near.x[0]).toBeGreaterThan(0.9)
    expect(near.x[1] - near.x[0]).toBeLessThan(1.3)
    await drag(
      [
        [x - 30, y],
        [x + 30, y],
      ],
      [
        [x + 30, y],
        [x + 90, y],
      ],
    )
    const moved = await zoom()
    expect(moved.x[0]).toBeLessThan(near.x[0])
    expect(moved.x[1] - moved.x[0]).toBeCloseTo(near.x[1] - near.x[0], 5)
    expect((await told()).selected).toEqual([])
    expect(await scrolled()).toBe(0)
    expect(await tab.evaluate(() => visualViewport?.scale)).toBe(1)
  })

  test('brushes parallel coordinates by the ends of their axes', async () => {
    await mount(lines)
    const slider = tab.getByRole('slider', { name: 'size, from' })
    const box = await slider.boundingBox()
    const other = await tab.getByRole('slider', { name: 'size, to' }).boundingBox()
    const x = (box?.x ?? 0) + 12
    const [low, high] = [(box?.y ?? 0) + 4, (other?.y ?? 0) + 24]
    await drag([
      [x, low],
      [x, (low + high) / 2],
    ])
    expect([...((await told()).selected.at(-1) ?? [])].sort()).toEqual(['run 2', 'run 3'])
    expect(await scrolled()).toBe(0)
  })
})
