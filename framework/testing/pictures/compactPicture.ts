import { constants } from 'node:zlib'
import { PNG } from 'pngjs'

/**
 * A PNG as it is kept: without opacity and metadata, packed as small as it gets. Figures are mostly flat
 * areas, which pack better as they are than as differences from their neighbours.
 */
export function compactPicture(png: Uint8Array): Buffer {
  const picture = PNG.sync.read(Buffer.from(png))
  return PNG.sync.write(picture, {
    colorType: 2,
    filterType: 0,
    deflateLevel: constants.Z_BEST_COMPRESSION,
    deflateStrategy: constants.Z_DEFAULT_STRATEGY,
  })
}
