import path from 'node:path'

/** A figure of a report, as documents take it in. */
export interface DocumentFigure {
  readonly name: string
  /** In one folder, one for each format. */
  readonly files: readonly string[]
  /** On paper. */
  readonly widthInches: number
  readonly caption: string
  /** What stands below the picture. */
  readonly notes: readonly string[]
  /** The picture in words. */
  readonly alt: string
}

/** The name of the file in the first of these formats that there is, such as `figure-roc.pdf`. */
export function preferredFile(
  { files }: DocumentFigure,
  formats: readonly ('pdf' | 'svg' | 'png')[],
): string | undefined {
  const inFormat = (format: string) => files.find((file) => path.extname(file) === `.${format}`)
  const file = formats.map(inFormat).find((found) => found !== undefined)
  return file === undefined ? undefined : path.basename(file)
}
