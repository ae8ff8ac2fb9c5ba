import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import type { FigureDataset, LegendSection } from '../../../../plots/figure.ts'
import { horizontalBars } from '../../../../plots/kinds/groups/horizontalBars.ts'
import { parallelCoordinates } from '../../../../plots/kinds/runs/parallelCoordinates.ts'
import { scatter } from '../../../../plots/kinds/runs/scatter.ts'
import { timeline } from '../../../../plots/kinds/runs/timeline.ts'
import { fixedAxis } from '../../../../plots/parts/axes/axes.ts'
import {
  bandDatasets,
  composeFigure,
  lineDataset,
  noteFigure,
} from '../../../../plots/parts/composeFigure.ts'
import { HAS_CHROMIUM } from '../../../../testing/browser/chromium.ts'
import { figureTab } from '../../../../testing/browser/figureTab.ts'
import { untilDrawn } from '../../../../testing/browser/mountOnPage.ts'
import { runsOf } from '../../../../testing/exampleRuns.ts'

const runs = runsOf(
  [0, 1, 2, 3].map((i) => ({
    run: `run ${i}`,
    loss: 1 + i,
    seed: i,
    size: 8 * 2 ** i,
    tokenizer: i < 2 ? 'vq' : 'none',
  })),
)
const points = scatter(runs, { x: 'seed', y: 'loss', group: 'tokenizer' })

describe.skipIf(!HAS_CHROMIUM)('a live figure (needs Chromium)', () => {
  const { page, mount } = figureTab()
  let tab: Page

  beforeAll(() => {
    tab = page()
  })
  const drawn = () => untilDrawn(tab)
  const told = () => tab.evaluate(() => globalThis.told)
  const state = async () => (await told()).states.at(-1)
  const selected = async () => (await told()).selected.at(-1)
  const picture = () =>
    tab.evaluate(() => (document.querySelector('canvas') as HTMLCanvasElement).toDataURL())
  const tip = () => tab.locator('.live-figure-tip div').allTextContents()
  const button = (name: string | RegExp) => tab.getByRole('button', { name })
  const canvas = () => tab.getByRole('img')

  /** Where a run's marker is on the screen, as the figure tells by its keys. */
  async function placeOf(run: string): Promise<{ x: number; y: number }> {
    await canvas().focus()
    await tab.keyboard.press('Home')
    while (!(await tab.locator('[aria-live]').textContent())?.includes(`: ${run}`)) {
      await tab.keyboard.press('ArrowRight')
    }
    const place = await tab.evaluate(() => {
      const over = document.querySelector('.live-figure-over') as HTMLCanvasElement
      const context = over.getContext('2d') as CanvasRenderingContext2D
      const { data, width } = context.getImageData(0, 0, over.width, over.height)
      let [n, x, y] = [0, 0, 0]
      for (let at = 3; at < data.length; at += 4) {
        if (data[at] === 0) continue
        const pixel = (at - 3) / 4
        ;[n, x, y] = [n + 1, x + (pixel % width), y + Math.floor(pixel / width)]
      }
      const { left, top } = over.getBoundingClientRect()
      const scale = over.getBoundingClientRect().width / over.width
      return { x: left + (x / n) * scale, y: top + (y / n) * scale }
    })
    await tab.keyboard.press('Escape')
    await canvas().blur()
    return place
  }
  async function drag(from: { x: number; y: number }, to: { x: number; y: number }) {
    await tab.mouse.move(from.x, from.y)
    await tab.mouse.down()
    await tab.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2)
    await tab.mouse.move(to.x, to.y)
    await tab.mouse.up()
    await drawn()
  }

  test('is a picture with a text in the place of it', async () => {
    await mount(points)
    expect(await canvas().getAttribute('aria-label')).toBe(points.alt)
  })

  test('names the run under the pointer, its setting and its values', async () => {
    await mount(points)
    const { x, y } = await placeOf('run 2')
    await tab.mouse.move(x + 3, y - 3)
    expect(await tip()).toEqual(['run 2', 'seed=42', 'Seed: 2', 'Loss: 3'])
    await tab.mouse.move(2, 2)
    expect(await tab.locator('.live-figure-tip').isHidden()).toBe(true)
  })

  const linesFigure = (
    line: FigureDataset,
    legend: LegendSection[] = [],
    band: FigureDataset[] = [],
  ) =>
    composeFigure({
      kind: 'test',
      x: fixedAxis('x', { title: 'x' }, 'linear', 0, 10),
      y: fixedAxis('y', { title: 'y' }, 'linear', 0, 10),
      datasets: [line, ...band],
      legend,
      legendSide: 'below',
      caption: '',
      alt: 'A line.',
    })

  /** What is told where the pointer first meets something: down the figure, or across it. */
  async function tipAlong({ isAcross = false } = {}): Promise<string[]> {
    const box = await canvas().boundingBox()
    for (let at = 60; at < 560 && (await tip()).length === 0; at += 5) {
      const [x, y] = isAcross ? [at, 160] : [300, at - 50]
      await tab.mouse.move((box?.x ?? 0) + x, (box?.y ?? 0) + y)
    }
    return tip()
  }

  test('names the group of a line of no single run, in the words of the legend', async () => {
    const ends = [0, 10].map((at) => ({ x: at, y: at }))
    const line = lineDataset(ends, { colour: '#155c9d', width: 2 })
    await mount(
      linesFigure(line, [
        { title: '', items: [{ text: 'mean', symbol: 'line', colour: '#155c9d' }] },
      ]),
    )
    const [name, x, y] = await tipAlong()
    expect(name).toBe('mean')
    // Between the ends of the line, x and y are the same.
    expect(x).toMatch(/^x: [1-9]/)
    expect(y).toBe(x?.replace('x', 'y'))
  })

  test('names what a mean is of, where its line says so', async () => {
    const line = lineDataset(
      [0, 10].map((at) => ({ x: at, y: 5 })),
      { colour: '#155c9d', width: 2 },
    )
    await mount(linesFigure({ ...line, label: 'mean of 2 runs\nlr = 0.1' }))
    expect((await tipAlong()).slice(0, 2)).toEqual(['mean of 2 runs', 'lr = 0.1'])
  })

  test('does not take the edges of a band for lines', async () => {
    const edge = (y: number) => [0, 10].map((x) => ({ x, y }))
    const mean = { ...lineDataset(edge(5), { colour: '#155c9d', width: 2 }), label: 'the mean' }
    await mount(linesFigure(mean, [], bandDatasets(edge(1), edge(9), '#155c9d')))
    expect((await tipAlong())[0]).toBe('the mean')
  })

  test('says of the riser of a step only the values of its ends', async () => {
    const step = [
      { x: 5, y: 0 },
      { x: 5, y: 10 },
    ]
    await mount(linesFigure(lineDataset(step, { colour: '#155c9d', width: 2 })))
    expect(await tipAlong({ isAcross: true })).toEqual([
      'x: 5',
      expect.stringMatching(/^y: (0|10)$/),
    ])
  })

  test('says of points beside a value that they are of that value', async () => {
    const shared = runsOf(
      [0, 1, 2, 3].map((i) => ({
        run: `run ${i}`,
        loss: i,
        lr: i < 2 ? 1 : 10,
        tokenizer: `t${i % 2}`,
      })),
    )
    await mount(scatter(shared, { x: 'lr', y: 'loss', group: 'tokenizer' }))
    const { x, y } = await placeOf('run 3')
    await tab.mouse.move(x, y)
    expect(await tip()).toContain('Lr: 10')
  })

  test('steps through its runs by keys, reads them out, and selects one', async () => {
    await mount(points)
    await canvas().focus()
    await tab.keyboard.press('ArrowRight')
    const live = tab.locator('[aria-live]')
    expect(await live.textContent()).toMatch(/^Run 1 of 4: run \d; seed=42; Seed: \d; Loss: \d$/)
    await tab.keyboard.press('ArrowLeft')
    expect(await live.textContent()).toMatch(/^Run 4 of 4: /)
    await tab.keyboard.press('Home')
    await tab.keyboard.press('Enter')
    expect(await selected()).toEqual([expect.stringMatching(/^run \d$/)])
  })

  test('tells a click on a run, and one beside all', async () => {
    await mount(points)
    const { x, y } = await placeOf('run 1')
    await tab.mouse.click(x, y)
    expect(await selected()).toEqual(['run 1'])
    await tab.mouse.click(x + 60, y - 60)
    expect(await selected()).toEqual([])
  })

  test('takes a hostile name for text', async () => {
    const hostile = '<img src=x onerror="document.title=1">'
    await mount(points, [hostile])
    const { x, y } = await placeOf('run 2')
    await tab.mouse.move(x, y)
    expect((await tip())[1]).toBe(hostile)
    expect(await tab.locator('img').count()).toBe(0)
  })

  test('switches a group off and on by its entry in the legend', async () => {
    await mount(points)
    const before = await picture()
    const entry = button(/none \(n = 2\)/)
    expect(await entry.getAttribute('aria-pressed')).toBe('true')
    await entry.click()
    await drawn()
    expect(await entry.getAttribute('aria-pressed')).toBe('false')
    expect(await state()).toEqual({ off: ['0.0'] })
    expect(await picture()).not.toBe(before)
    await entry.press('Enter')
    await drawn()
    expect(await picture()).toBe(before)
  })

  test('zooms to what is drawn over, and shows all again', async () => {
    await mount(points)
    const before = await picture()
    const [a, b] = [await placeOf('run 1'), await placeOf('run 2')]
    await drag({ x: a.x - 20, y: a.y + 20 }, { x: b.x + 20, y: b.y - 20 })
    const { zoom } = (await state()) as { zoom: Record<'x' | 'y', [number, number]> }
    expect([zoom.x[0] > 0, zoom.x[0] < 1, zoom.x[1] > 2, zoom.x[1] < 3]).toEqual(
      Array(4).fill(true),
    )
    expect([zoom.y[0] > 1, zoom.y[0] < 2, zoom.y[1] > 3, zoom.y[1] < 4]).toEqual(
      Array(4).fill(true),
    )
    expect(await picture()).not.toBe(before)
    await button('Reset zoom and axes').click()
    await drawn()
    expect(await state()).toEqual({})
    expect(await picture()).toBe(before)
  })

  test('zooms along one axis where the way is flat', async () => {
    await mount(points)
    const [a, b] = [await placeOf('run 1'), await placeOf('run 2')]
    await drag({ x: a.x - 20, y: a.y }, { x: b.x + 20, y: a.y + 2 })
    expect(Object.keys((await state())?.zoom as object)).toEqual(['x'])
  })

  test('zooms by the wheel with Ctrl only, about the pointer', async () => {
    await mount(points)
    const { x, y } = await placeOf('run 1')
    await tab.mouse.move(x, y)
    await tab.mouse.wheel(0, -200)
    expect(await state()).toBe(undefined)
    await tab.keyboard.down('Control')
    await tab.mouse.wheel(0, -200)
    await tab.keyboard.up('Control')
    await drawn()
    const { zoom } = (await state()) as { zoom: Record<'x' | 'y', [number, number]> }
    expect(zoom.x[1] - zoom.x[0]).toBeLessThan(2.5)
    const after = await placeOf('run 1')
    expect([Math.abs(after.x - x) < 3, Math.abs(after.y - y) < 3]).toEqual([true, true])
  })

  test('zooms, moves and resets by keys', async () => {
    await mount(points)
    const before = await picture()
    await canvas().focus()
    await tab.keyboard.press('+')
    const near = (await state()) as { zoom: Record<'x', [number, number]> }
    await tab.keyboard.press('Shift+ArrowRight')
    const moved = (await state()) as { zoom: Record<'x', [number, number]> }
    expect(moved.zoom.x[0]).toBeGreaterThan(near.zoom.x[0])
    await tab.keyboard.press('0')
    // On a busy machine the next frame may take a while.
    await expect.poll(picture, { timeout: 5000 }).toBe(before)
  })

  test('switches between a linear and a logarithmic axis', async () => {
    await mount(points)
    const log = button('Logarithmic vertical axis')
    expect(await log.getAttribute('aria-pressed')).toBe('false')
    await log.click()
    await drawn()
    expect(await log.getAttribute('aria-pressed')).toBe('true')
    expect(await state()).toEqual({ scale: { y: 'logarithmic' } })
    await log.click()
    expect(await state()).toEqual({})
  })

  test('has a part of one panel where panels have axes of their own', async () => {
    const figure = scatter(runs, {
      x: 'seed',
      y: 'loss',
      group: null,
      facet: 'tokenizer',
      facetAxes: 'free y',
    })
    await mount(figure)
    const box = await canvas().boundingBox()
    const at = (x: number, y: number) => ({ x: (box?.x ?? 0) + x, y: (box?.y ?? 0) + y })
    await drag(at(600, 60), at(602, 200))
    expect(Object.keys((await state())?.zoom as object)).toEqual(['y1'])
  })

  test('selects the runs in a rectangle drawn with Shift', async () => {
    await mount(points)
    const [a, b] = [await placeOf('run 0'), await placeOf('run 1')]
    await tab.keyboard.down('Shift')
    await drag({ x: a.x - 20, y: a.y + 20 }, { x: b.x + 20, y: b.y - 20 })
    await tab.keyboard.up('Shift')
    expect([...((await selected()) ?? [])].sort()).toEqual(['run 0', 'run 1'])
    expect(await state()).toBe(undefined)
  })

  test('of parallel coordinates is brushed along its axes', async () => {
    await mount(parallelCoordinates(runs, { parameters: ['size', 'seed'], value: 'loss' }))
    const box = await canvas().boundingBox()
    const paper = { x: box?.x ?? 0, y: box?.y ?? 0, height: box?.height ?? 0 }
    const axis = await tab.evaluate(() => {
      const mark = document.querySelector('.live-figure-paper') as HTMLElement
      return mark.clientWidth
    })
    // The first axis stands a quarter into a plot of two.
    const ends = [paper.y + paper.height * 0.45, paper.y + 5]
    let x = paper.x + 60
    for (; x < paper.x + axis / 2 && (await state()) === undefined; x += 20) {
      await drag({ x, y: ends[0] as number }, { x, y: ends[1] as number })
    }
    expect(Object.keys((await state())?.brush as object)).toEqual(['0'])
    expect([...((await selected()) ?? [])].sort()).toEqual(['run 2', 'run 3'])
    expect(await tab.locator('.live-figure-brush').count()).toBe(1)
  })

  test('highlights and hides runs that are selected elsewhere', async () => {
    await mount(points)
    const before = await picture()
    const select = (highlighted: string[], hidden: string[]) =>
      tab.evaluate(
        ([highlighted, hidden]) =>
          live.select({ highlighted: new Set(highlighted), hidden: new Set(hidden) }),
        [highlighted, hidden],
      )
    await select(['run 1'], [])
    await drawn()
    const highlighted = await picture()
    expect(highlighted).not.toBe(before)
    await select([], ['run 1'])
    await drawn()
    expect([before, highlighted]).not.toContain(await picture())
    const { x, y } = await placeOf('run 2')
    await tab.mouse.move(x, y)
    expect((await tip())[0]).toBe('run 2')
    await select([], [])
    await drawn()
    expect(await picture()).toBe(before)
  })

  test('is restored from its state, whatever that is', async () => {
    await mount(points)
    const before = await picture()
    await tab.evaluate(() => live.restore({ zoom: { x: [0.5, 1.5] }, off: ['0.1'] }))
    await drawn()
    const restored = await picture()
    expect(restored).not.toBe(before)
    expect((await told()).states).toEqual([])
    await tab.evaluate(() => live.restore({ zoom: 'all', off: 7 }))
    await drawn()
    expect(await picture()).toBe(before)
  })

  test('is arranged anew where its place gets narrower', async () => {
    await mount(points)
    await tab.setViewportSize({ width: 320, height: 700 })
    await tab.waitForFunction(() => document.querySelector('canvas')?.clientWidth === 320)
    const narrow = await canvas().boundingBox()
    // The legend is below then.
    const entry = await button(/vq/).boundingBox()
    expect(entry?.y).toBeGreaterThan((narrow?.y ?? 0) + (narrow?.height ?? 0) / 2)
  })

  test('names runs by their bars', async () => {
    await mount(horizontalBars(runs, { value: 'loss', scale: 'linear', group: 'tokenizer' }))
    const { x, y } = await placeOf('run 3')
    await tab.mouse.move(x, y)
    expect((await tip()).slice(0, 3)).toEqual(['run 3', 'seed=42', 'Loss: 4'])
  })

  test('tells from when to when a run of a timeline lasted', async () => {
    const started = runsOf(
      [0, 1, 2].map((i) => ({
        run: `run ${i}`,
        started_at: new Date(1e12 + i * 600_000).toISOString(),
        duration_s: 240,
      })),
    )
    await mount(timeline(started))
    const { x, y } = await placeOf('run 1')
    await tab.mouse.move(x, y)
    expect((await tip()).slice(0, 3)).toEqual([
      'run 1',
      'seed=42',
      'Time since the first start (min): from 10 to 14',
    ])
  })

  test('of nothing has nothing to do, and says why', async () => {
    await mount(noteFigure('scatter', 'No run was selected.'))
    expect(await tab.getByRole('button').count()).toBe(0)
    expect(await canvas().getAttribute('aria-label')).toContain('No run was selected.')
  })

  test('is drawn when it comes near the window, or goes to paper', async () => {
    await mount(points)
    await tab.evaluate((json) => {
      const place = document.createElement('div')
      place.style.marginTop = '5000px'
      place.id = 'far'
      document.body.append(place)
      mountFigure(place, JSON.parse(json), {
        onSelect: () => {},
        onState: () => {},
        describeRun: () => [],
      })
    }, JSON.stringify(points))
    await drawn()
    const isDrawn = () =>
      tab.evaluate(() => document.querySelector<HTMLElement>('#far canvas')?.style.width !== '')
    expect(await isDrawn()).toBe(false)
    await tab.evaluate(() => window.dispatchEvent(new Event('beforeprint')))
    expect(await isDrawn()).toBe(true)
  })

  test('leaves nothing on the page when it is destroyed', async () => {
    await mount(points)
    await tab.evaluate(() => live.destroy())
    expect(await tab.locator('main').innerHTML()).toBe('')
  })
})
