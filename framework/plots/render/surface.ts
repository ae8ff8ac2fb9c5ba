import { createRequire } from 'node:module'
import type { ChartConfiguration } from 'chart.js'
import { ChartJSNodeCanvas } from 'chartjs-node-canvas'
import { PX_PER_INCH } from '../theme.ts'
import type { FileCanvas } from './files/fileCanvas.ts'

/** chartjs-node-canvas over a canvas that is given for every figure. */
export class Surface extends ChartJSNodeCanvas {
  /** Synchronous, so that two figures can never be drawn into each other. */
  draw(config: ChartConfiguration<'scatter'>, canvas: FileCanvas): Buffer {
    // Typed for the canvases of another package; what is used of one, ours have.
    Object.assign(this, { _createCanvas: () => canvas })
    return this.renderToBufferSync(config as ChartConfiguration)
  }
}

let theSurface: Surface | undefined

/** One surface a process, with the bundled font: without a font, text silently vanishes. */
export function surface(): Surface {
  theSurface ??= createSurface()
  return theSurface
}

function createSurface(): Surface {
  const created = new Surface({ width: PX_PER_INCH, height: PX_PER_INCH })
  const { resolve } = createRequire(import.meta.url)
  const fontFile = (style: string) =>
    resolve(`@expo-google-fonts/source-sans-3/${style}/SourceSans3_${style}.ttf`)
  created.registerFont(fontFile('400Regular'), { family: 'SourceSans' })
  created.registerFont(fontFile('600SemiBold'), { family: 'SourceSans' })
  return created
}
