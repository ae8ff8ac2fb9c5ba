/** The text that a config was read from, and its name for messages. */
export interface SourceText {
  readonly name: string
  readonly text: string
}

/** A place in a source text. */
export interface Origin {
  readonly source: SourceText
  readonly offset: number
}

/** `name:line:column`, counted from one. */
export function describeOrigin({ source, offset }: Origin): string {
  const before = source.text.slice(0, offset)
  const line = before.split('\n').length
  return `${source.name}:${line}:${offset - before.lastIndexOf('\n')}`
}
