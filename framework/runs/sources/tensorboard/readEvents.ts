import { ReportError } from '../../../errors.ts'
import type { FileWindow } from '../reading/fileWindow.ts'
import type { EventReader } from './eventReader.ts'
import { type BadRecord, readTfRecords } from './tfRecords.ts'

/** Hands the events of a file to a reader, up to the first that is damaged, which is returned. */
export function readEvents(file: FileWindow, events: EventReader): BadRecord | undefined {
  let position = 0
  try {
    return readTfRecords(file, (data, at) => {
      position = at
      events.take(data)
    })
  } catch (error) {
    if (!(error instanceof ReportError)) throw error
    return { position, reason: `it is ${error.message}` }
  }
}
