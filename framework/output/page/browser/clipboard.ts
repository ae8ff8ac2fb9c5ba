/** What is copied: as text, and as markup for programs that take tables. */
export interface Copied {
  readonly text: string
  readonly html?: string
}

/** Puts a text where the reader can paste it from, and says whether the browser let it. */
export async function copy(copied: Copied): Promise<boolean> {
  // Pages of plain HTTP have no clipboard of their own, and some settings deny it to all pages.
  return (await writeToClipboard(copied)) || copyByCommand(copied)
}

async function writeToClipboard({ text, html }: Copied): Promise<boolean> {
  if (navigator.clipboard === undefined) return false
  const written =
    html === undefined
      ? navigator.clipboard.writeText(text)
      : navigator.clipboard.write([new ClipboardItem(blobs({ text, html }))])
  return written.then(
    () => true,
    () => false,
  )
}

function blobs({ text, html }: Required<Copied>): Record<string, Blob> {
  const blob = (type: string, content: string) => [type, new Blob([content], { type })]
  return Object.fromEntries([blob('text/plain', text), blob('text/html', html)])
}

function copyByCommand(copied: Copied): boolean {
  const focused = document.activeElement
  const area = document.createElement('textarea')
  area.value = copied.text
  area.addEventListener('copy', (event) => give(event, copied))
  document.body.append(area)
  area.select()
  const isCopied = document.execCommand('copy')
  area.remove()
  if (focused instanceof HTMLElement) focused.focus()
  return isCopied
}

/** Answers a copy event. */
export function give(event: ClipboardEvent, { text, html }: Copied): void {
  event.clipboardData?.setData('text/plain', text)
  if (html !== undefined) event.clipboardData?.setData('text/html', html)
  event.preventDefault()
}
