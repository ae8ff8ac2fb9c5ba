// What tests of reports use: `thesis-report/testing`. Reports themselves never load it.

export { appendEvent, type TrainingEvent } from './appendEvent.ts'
export { appendScalars, type ScalarsRow } from './appendScalars.ts'
export { fakeRun } from './fakeRun.ts'
export { fakeSweep } from './fakeSweep.ts'
export { portable } from './portable.ts'
export { type RanReport, type RunReportOptions, runReport } from './runReport.ts'
