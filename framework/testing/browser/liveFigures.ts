// What the page of live figures loads: it is bundled for a browser, never run by Node.
import { drawOnCanvas } from '../../output/page/browser/figures/drawOnCanvas.ts'
import { mountFigure } from '../../output/page/browser/figures/liveFigure.ts'

Object.assign(globalThis, { drawOnCanvas, mountFigure })
