import { utimesSync } from 'node:fs'
import { isOfFile } from './isOfFile.ts'

/** Sets a file's times to now, where that is possible: nothing depends on it but how fresh the file seems. */
export function touch(file: string): void {
  const now = new Date()
  try {
    utimesSync(file, now, now)
  } catch (error) {
    if (!isOfFile(error)) throw error
  }
}
