import path from 'node:path'

/**
 * What a file's name says of its kind: the extension, or where that has no letter the name with `0` in
 * place of each number, such as `events.out.tfevents.0.host.0.0`.
 */
export function fileKind(file: string): string {
  const extension = path.extname(file)
  return /\p{L}/u.test(extension) ? extension : path.basename(file).replace(/\d+/g, '0')
}
