/** Characters that a terminal acts on instead of showing them: controls, and switches of direction. */
const ACTIVE = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu

/** Text from runs and configs, fit for one line of a terminal: active characters are spelled out. */
export function printable(text: string): string {
  return text.replace(ACTIVE, (character) => {
    const code = character.charCodeAt(0).toString(16)
    return `\\u${code.padStart(4, '0')}`
  })
}

/** {@link printable} for a text of several lines; tabs stay too. */
export function printableLines(text: string): string {
  return text.replace(/[^\t\n]+/g, printable)
}
