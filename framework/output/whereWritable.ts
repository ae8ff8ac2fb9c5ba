import { ReportError } from '../errors.ts'
import { isOfFile } from '../files/isOfFile.ts'
import { ownCommand } from '../files/machine/ownCommand.ts'
import { shellWords } from '../text/shellWords.ts'

/** What the system does not let be written is reported with the remedy. */
export async function whereWritable<T>(outputRoot: string, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (cause) {
    if (cause instanceof ReportError || !isOfFile(cause)) throw cause
    const reason = REASONS.get((cause as NodeJS.ErrnoException).code ?? '')
    const clean = `${ownCommand()} clean ${shellWords([outputRoot])}`
    const remedy =
      reason === undefined ? '' : `${reason}: remove what nobody needs, such as with \`${clean}\`. `
    throw new ReportError(
      'OUTPUT_NOT_WRITABLE',
      `Reports cannot be written below "${outputRoot}" (${(cause as Error).message}). ` +
        `${remedy}Choose another place with env.output_root=DIR.`,
      { cause },
    )
  }
}

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'The disk is full'],
  ['EDQUOT', 'Your quota is used up'],
])
