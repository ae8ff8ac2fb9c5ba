/** Letters and digits of any script, and the signs that every file system bears. */
const FILE_NAME = /^[\p{L}\p{N}_](?:[\p{L}\p{N}_ .-]*[\p{L}\p{N}_-])?$/u
/** Longer ones do not fit a file name with what stands before and after it. */
const MAX_BYTES = 200

/**
 * Why a name of a figure or table cannot name a file in the report's folder, such as `cannot name a
 * file …`; undefined where it can. Letters that differ in case only make one file on some systems.
 *
 * @param others names of the same folder that come before it
 * @param reserved names of files that the report itself writes there
 */
export function fileNameProblem(
  name: string,
  others: readonly string[] = [],
  reserved: readonly string[] = [],
): string | undefined {
  const isSame = (other: string) => other.toLowerCase() === name.toLowerCase()
  const own = reserved.find(isSame)
  if (own !== undefined) return `would take the place of the report's own ${own}. Rename it.`
  const other = others.find(isSame)
  if (other !== undefined) return `differs from "${other}" in case only. Rename one of them.`
  if (FILE_NAME.test(name) && Buffer.byteLength(name) <= MAX_BYTES) return undefined
  return `cannot name a file. Use letters, digits, _ and -, at most ${MAX_BYTES} bytes.`
}
