/** A word that can stand where one is being typed. */
export interface Candidate {
  /** The whole word. It ends in `=`, `.` or `/` where more can follow it. */
  readonly word: string
  /** What it is; shells that show no descriptions leave it out. */
  readonly description?: string
}

export function toCandidate(word: string): Candidate {
  return { word }
}
