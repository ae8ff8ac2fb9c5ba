import { ReportError } from '../errors.ts'
import { isOfFile } from '../files/isOfFile.ts'

/** What the system does not let be written is reported with the remedy. */
export async function whereWritable<T>(outputRoot: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (cause) {
    if (cause instanceof ReportError || !isOfFile(cause)) throw cause
    throw new ReportError(
      'OUTPUT_NOT_WRITABLE',
      `Reports cannot be written below "${outputRoot}" (${(cause as Error).message}). ` +
        `${REMEDIES[(cause as NodeJS.ErrnoException).code ?? ''] ?? ''}Choose another place with env.output_root=DIR.`,
      { cause },
    )
  }
}

const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: remove what nobody needs, such as with `thesis-report clean`. ',
  EDQUOT: 'Your quota is used up: remove what nobody needs, such as with `thesis-report clean`. ',
}
