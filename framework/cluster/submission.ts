import path from 'node:path'
import * as v from 'valibot'
import { isOfFile } from '../files/isOfFile.ts'
import { ProcessIdentitySchema } from '../files/processIdentity.ts'
import { readText } from '../files/regularFile.ts'
import { writeAtomically } from '../files/writeAtomically.ts'

const FILE = 'submitted.json'

const SubmissionSchema = v.strictObject({
  submitted_utc: v.string(),
  /** The ids that the batch system gave: of the shards and of the report, or of both together. */
  jobs: v.array(v.string()),
  /** The process that starts the others, without a batch system; null with one. */
  process: v.nullable(ProcessIdentitySchema),
})

/** How a plan was submitted last. */
export type Submission = Readonly<v.InferOutput<typeof SubmissionSchema>>

/** Keeps how a plan was submitted, beside it. */
export async function writeSubmission(
  folder: string,
  submission: Pick<Submission, 'jobs'> & Partial<Submission>,
): Promise<void> {
  const full: Submission = {
    ...{ submitted_utc: new Date().toISOString(), process: null },
    ...submission,
  }
  await writeAtomically(path.join(folder, FILE), `${JSON.stringify(full, null, 2)}\n`)
}

/** How a plan was submitted last; undefined where it never was, as after a dry run. */
export function readSubmission(folder: string): Submission | undefined {
  try {
    return v.parse(SubmissionSchema, JSON.parse(readText(path.join(folder, FILE))))
  } catch (error) {
    if (isOfFile(error) || error instanceof SyntaxError || error instanceof v.ValiError)
      return undefined
    throw error
  }
}
