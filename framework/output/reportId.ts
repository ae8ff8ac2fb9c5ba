import { existsSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import path from 'node:path'

/** A report's name is a folder, a file, a config and a part of the report's id. */
export const REPORT_NAME: RegExp = /^[A-Za-z0-9_][\w-]{0,99}$/

/** Hydra's form of a local time, `YYYYMMDD-HHMMSS`, so that a report stands beside its sweeps. */
export function timestamp(time: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const date = `${time.getFullYear()}${two(time.getMonth() + 1)}${two(time.getDate())}`
  return `${date}-${two(time.getHours())}${two(time.getMinutes())}${two(time.getSeconds())}`
}

/**
 * A report holds its id by its staging folder from here until it is published; so an id whose
 * staging folder is ours and whose final place is empty is nobody else's.
 */
export async function reserveId(staging: string, reports: string, base: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    const id = attempt === 1 ? base : `${base}_${attempt}`
    try {
      await mkdir(path.join(staging, id))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue
      throw error
    }
    if (!existsSync(path.join(reports, id))) return id
    await rm(path.join(staging, id), { recursive: true })
  }
}
