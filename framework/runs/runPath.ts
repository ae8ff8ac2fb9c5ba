/**
 * Paths of runs as Python's `pathlib` writes them: joined with `/`, without `.` parts, doubled or
 * trailing slashes; `..` stays, since behind a symbolic link it is not the parent's name.
 */
export function normaliseRunPath(path: string): string {
  const slashed = process.platform === 'win32' ? path.replaceAll('\\', '/') : path
  const parts = slashed.split('/').filter((part) => part !== '' && part !== '.')
  const root = slashed.startsWith('/') ? '/' : ''
  return `${root}${parts.join('/')}` || '.'
}

/** Paths sorted part by part, by code point: `a/b` before `a-b`, whatever the locale. */
export function sortRunPaths(paths: Iterable<string>): string[] {
  const keyed = Array.from(paths, (path) => ({
    path,
    // Bytes of UTF-8 sort as code points do; NUL, which no path holds, ends each part first.
    key: Buffer.from(path.replaceAll('/', '\0')),
  }))
  return keyed.sort((a, b) => Buffer.compare(a.key, b.key)).map(({ path }) => path)
}
