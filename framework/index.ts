export { ReportError } from './errors.ts'
