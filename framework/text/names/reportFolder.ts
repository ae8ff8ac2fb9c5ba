/** Begins the name of a report's folder, and of what is beside it while it is made: `report_20251103-140953_`. */
export const REPORT_FOLDER: RegExp = /^report_\d{8}-\d{6}_/
