let measure = (text: string): number => text.length
let isLoaded = false

/** Loads, once, what {@link textWidth} measures signs beyond ASCII with, which takes 60 ms. */
export async function loadTextWidth(): Promise<void> {
  if (isLoaded) return
  measure = (await import('string-width')).default
  isLoaded = true
}

/** Columns of a terminal that a text takes; beyond ASCII after {@link loadTextWidth}, before it the letters. */
export function textWidth(text: string): number {
  return /^[ -~]*$/.test(text) ? text.length : measure(text)
}
