/** Whether a path is one of Windows, `C:\runs` or `\\host\share`, on a system where it leads nowhere. */
export function isForeignWindowsPath(path: string, platform = process.platform): boolean {
  return platform !== 'win32' && /^[A-Za-z]:[\\/]|^\\\\?[^\\]/.test(path)
}

/**
 * A sentence, with a space before it, on a Windows path that another system, or YAML, has misread; empty
 * for any other path.
 */
export function windowsAdvice(path: string, platform = process.platform): string {
  if (/[\t\n\r\f\v\b]/.test(path)) {
    return ' Within double quotes a backslash is an escape in YAML: write the path in single quotes, or with /.'
  }
  if (!isForeignWindowsPath(path, platform)) return ''
  return path.startsWith('\\')
    ? ' This is a path of a Windows share, and this is another system: mount the share, and give the path of its folder.'
    : ' This is a Windows path, and this is another system: in WSL, C:\\runs is /mnt/c/runs.'
}

/** A path with `/` between its parts, as patterns and Vite write it on Windows, too. */
export function slashedPath(path: string, platform = process.platform): string {
  return platform === 'win32' ? path.replaceAll('\\', '/') : path
}
