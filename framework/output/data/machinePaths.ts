import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { slashedPath } from '../../files/windowsPath.ts'

/** What may stand before a path in a sentence, an override or a command. */
const ABSOLUTE = /(?<=^|[\s"'`=,:;(<[{])\/([^\s/"'`,;:()<>[\]{}]+)(?:\/[^\s/"'`,;:()<>[\]{}]+)+/g

/** The same on Windows, where names of folders often have blanks: only a `\` or `/` ends one. */
const ABSOLUTE_ON_WINDOWS =
  /(?<=^|[\s"'`=,:;(<[{])[A-Za-z]:[\\/](?:[^"'`,;:()<>[\]{}\\/]+[\\/])*([^\s"'`,;:()<>[\]{}\\/]+)/g

/**
 * A text without the absolute paths of this machine: those below `cwd` become relative to it, those in
 * the home directory begin with `~`, and of others only the last name stays, after `…/`. A name such as
 * `/val/loss` is none of its paths, since there is no such folder.
 */
export function withoutMachinePaths(text: string, cwd: string): string {
  if (!/[\\/]/.test(text)) return text
  const known = replaceFolder(replaceFolder(text, cwd, ''), homedir(), '~/')
  if (process.platform === 'win32') {
    return known.replace(ABSOLUTE_ON_WINDOWS, (_, last: string) => `…/${last}`)
  }
  return known.replace(ABSOLUTE, (found: string, first: string) =>
    existsSync(`/${first}`) ? `…/${path.posix.basename(found)}` : found,
  )
}

function replaceFolder(text: string, folder: string, name: string): string {
  if (folder === path.sep) return text
  const prefix = `${folder.replace(/[\\/]$/, '')}${path.sep}`
  return text.replaceAll(prefix, name).replaceAll(slashedPath(prefix), name)
}
