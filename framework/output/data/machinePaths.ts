import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

/** What may stand before a path in a sentence, an override or a command. */
const ABSOLUTE = /(?<=^|[\s"'`=,:;(<[{])\/([^\s/"'`,;:()<>[\]{}]+)(?:\/[^\s/"'`,;:()<>[\]{}]+)+/g

/**
 * A text without the absolute paths of this machine: those below `cwd` become relative to it, those in
 * the home directory begin with `~`, and of others only the last name stays, after `…/`. A name such as
 * `/val/loss` is none of its paths, since there is no such folder.
 */
export function withoutMachinePaths(text: string, cwd: string): string {
  if (!text.includes('/')) return text
  return replaceFolder(replaceFolder(text, cwd, ''), homedir(), '~/').replace(
    ABSOLUTE,
    (found: string, first: string) =>
      existsSync(`/${first}`) ? `…/${path.posix.basename(found)}` : found,
  )
}

function replaceFolder(text: string, folder: string, name: string): string {
  return folder === path.sep ? text : text.replaceAll(`${folder.replace(/\/$/, '')}/`, name)
}
