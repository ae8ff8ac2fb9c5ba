/** The first line of what a library threw: the rest are traces of its own insides. */
export function firstLine(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause)
  return message.trim().split('\n', 1)[0] ?? ''
}
