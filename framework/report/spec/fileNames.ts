/** Letters and digits of any script, and the signs that every file system bears. */
const FILE_NAME = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_ .-]*[\p{L}\p{N}_-])?$/u
/** Longer ones do not fit a file name with what stands before and after it. */
const MAX_BYTES = 200

/**
 * Why a name of a figure or table cannot name a file in the report's folder, such as `cannot name a
 * file …`; undefined where it can.
 */
export function fileNameProblem(
  name: string,
  reserved: readonly string[] = [],
): string | undefined {
  if (reserved.includes(name)) {
    return `would take the place of the report's own ${name}. Rename it.`
  }
  if (FILE_NAME.test(name) && Buffer.byteLength(name) <= MAX_BYTES) return undefined
  return `cannot name a file. Use letters, digits, _ and -, at most ${MAX_BYTES} bytes.`
}
