import { createRequire } from 'node:module'
import type { ChartConfiguration } from 'chart.js'
import { ChartJSNodeCanvas } from 'chartjs-node-canvas'
import type { FigureFormat } from '../figure.ts'
import { PX_PER_INCH } from '../theme.ts'

/** chartjs-node-canvas with a canvas of another size and type for every figure. */
export class Surface extends ChartJSNodeCanvas {
  declare protected _width: number
  declare protected _height: number
  declare protected _type?: 'svg' | 'pdf'

  /** Synchronous, so that two figures can never be drawn into each other. */
  draw(
    config: ChartConfiguration<'scatter'>,
    width: number,
    height: number,
    format: FigureFormat,
  ): Buffer {
    this._width = width
    this._height = height
    if (format === 'png') delete this._type
    else this._type = format
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
