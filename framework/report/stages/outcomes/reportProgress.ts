/** How far a part of a report that takes long has come. */
export interface ReportProgress {
  /** What is being done, such as `read the runs` or `infer job3`. */
  readonly task: string
  /** What is counted, in the singular. */
  readonly unit: string
  readonly done: number
  readonly total: number
}
