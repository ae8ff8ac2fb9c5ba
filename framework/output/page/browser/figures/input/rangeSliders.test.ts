import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { parallelCoordinates } from '../../../../../plots/kinds/runs/parallelCoordinates.ts'
import { HAS_CHROMIUM } from '../../../../../testing/browser/chromium.ts'
import { figureTab } from '../../../../../testing/browser/figureTab.ts'
import { untilDrawn } from '../../../../../testing/browser/mountOnPage.ts'
import { runsOf } from '../../../../../testing/exampleRuns.ts'

const runs = runsOf(
  [0, 1, 2, 3].map((i) => ({ run: `run ${i}`, loss: 1 + i, seed: i, size: 8 * 2 ** i })),
)
const figure = parallelCoordinates(runs, { parameters: ['size', 'seed'], value: 'loss' })

describe.skipIf(!HAS_CHROMIUM)('sliders of parallel coordinates (needs Chromium)', () => {
  const { page, mount } = figureTab()
  let tab: Page

  beforeEach(async () => {
    tab = page()
    await mount(figure)
  })

  const slider = (name: string) => tab.getByRole('slider', { name })
  const told = () => tab.evaluate(() => globalThis.told)
  const selected = async () => [...((await told()).selected.at(-1) ?? [])].sort()
  const brush = async () => (await told()).states.at(-1)?.brush as Record<string, number[]>
  const said = (name: string) => slider(name).getAttribute('aria-valuetext')

  test('each axis has one for each end of its range', async () => {
    const names = await tab
      .getByRole('slider')
      .evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')))
    expect(names).toEqual(['Size, from', 'Size, to', 'Seed, from', 'Seed, to'])
    expect([await said('size, from'), await said('size, to')]).toEqual(['lowest', 'highest'])
  })

  test('a key takes one more run into a range, or leaves one more out', async () => {
    await slider('size, from').press('ArrowUp')
    expect(await selected()).toEqual(['run 1', 'run 2', 'run 3'])
    await slider('size, from').press('ArrowUp')
    expect(await selected()).toEqual(['run 2', 'run 3'])
    await slider('size, from').press('ArrowDown')
    expect(await selected()).toEqual(['run 1', 'run 2', 'run 3'])
    expect(await tab.locator('[aria-live]').textContent()).toBe('3 runs selected.')
  })

  test('says between which ticks its end is', async () => {
    await slider('seed, from').press('ArrowUp')
    expect(await said('seed, from')).toBe('between 0 and 1')
    const now = Number(await slider('seed, from').getAttribute('aria-valuenow'))
    expect(now).toBeGreaterThan(10)
    expect(now).toBeLessThan(33)
  })

  test('ranges of several axes are gone through together', async () => {
    await slider('seed, to').press('PageDown')
    await slider('size, from').press('ArrowUp')
    expect(await selected()).toEqual(['run 1', 'run 2'])
    expect(Object.keys(await brush())).toEqual(['0', '1'])
  })

  test('an end does not pass the other one', async () => {
    await slider('size, from').press('End')
    const [from = 0, to = 0] = (await brush())[0] as number[]
    expect(from).toBeLessThan(to)
    expect(await slider('size, from').getAttribute('aria-valuemax')).toBe('100')
  })

  test('Escape gives an axis back, and with the last range the selection', async () => {
    await slider('size, to').press('PageDown')
    await slider('size, to').press('Escape')
    expect(await selected()).toEqual([])
    expect((await told()).states.at(-1)).toEqual({})
    expect(await said('size, to')).toBe('highest')
  })

  test('is drawn along its axis', async () => {
    const box = await slider('size, from').boundingBox()
    const other = await slider('size, to').boundingBox()
    const x = (box?.x ?? 0) + 12
    const [low, high] = [box?.y ?? 0, (other?.y ?? 0) + 24]
    await tab.mouse.move(x, low + 8)
    await tab.mouse.down()
    await tab.mouse.move(x, (low + high) / 2)
    await tab.mouse.up()
    await untilDrawn(tab)
    expect(await selected()).toEqual(['run 2', 'run 3'])
    const [from = 0] = (await brush())[0] as number[]
    expect(Math.abs(from - 0.5)).toBeLessThan(0.06)
  })
})
