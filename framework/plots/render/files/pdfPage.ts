/** Of a point: a ten thousandth of a millimetre. */
const DECIMALS = 4

/**
 * Gives the only page of a PDF its size in parts of a point. Skia rounds it to whole ones, half a point more than the
 * text of a document is wide, which LaTeX calls overfull. The top of the page stays where it is.
 *
 * @param pdf as Skia writes it: with a table of where objects begin
 * @param width points
 * @param height points
 */
export function withPageSize(pdf: Buffer, width: number, height: number): Buffer {
  const text = pdf.toString('latin1')
  const box = /\/MediaBox \[0 0 (\d+) (\d+)\]/.exec(text)
  if (box === null) throw new Error('The PDF of a figure has no page whose size could be set.')
  const [found, , top] = box as unknown as [string, string, string]
  const number = (value: number) => String(Number(value.toFixed(DECIMALS)))
  const exact = `/MediaBox [0 ${number(Number(top) - height)} ${number(width)} ${top}]`
  const longer = exact.length - found.length
  const moved = (offset: string) =>
    Number(offset) > box.index ? Number(offset) + longer : Number(offset)
  const tables = text.lastIndexOf('\nxref\n')
  const resized = text.slice(0, tables).replace(found, () => exact)
  const places = text
    .slice(tables)
    .replace(/^(\d{10}) (\d{5} n)/gm, (_, offset: string, rest: string) => {
      return `${String(moved(offset)).padStart(10, '0')} ${rest}`
    })
    .replace(/startxref\n(\d+)/, (_, offset: string) => `startxref\n${moved(offset)}`)
  return Buffer.from(resized + places, 'latin1')
}
