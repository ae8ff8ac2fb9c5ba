import { count } from '../../../text/counts.ts'
import { parsePythonFloat } from '../../../text/python/pythonNumber.ts'
import { MetricHistory } from './metricHistory.ts'

/**
 * Reads the lines `milliseconds value step` of a metric; old stores leave out the step, which is 0.
 * A last line without a line end and with fewer fields than the one before is cut and left out.
 *
 * @param path name of the file in messages
 */
export function readMetricFile(text: string, path: string, findings: string[]): MetricHistory {
  const history = new MetricHistory()
  let fieldsBefore = 0
  let firstBad = 0
  let bad = 0
  for (let start = 0, number = 1; start < text.length; number++) {
    const lineFeed = text.indexOf('\n', start)
    const end = lineFeed === -1 ? text.length : lineFeed
    const line = text.slice(start, end)
    start = end + 1
    if (line === '') continue
    const fields = line.trimEnd().split(' ')
    if (lineFeed === -1 && fields.length < fieldsBefore) {
      findings.push(`${path}:${number}: the last line is cut and left out`)
      continue
    }
    fieldsBefore = fields.length
    const time = parsePythonFloat(fields[0] ?? '')
    const value = parsePythonFloat(fields[1] ?? '')
    const step = parsePythonFloat(fields[2] ?? '0')
    const isPoint = time !== undefined && value !== undefined && step !== undefined
    if (isPoint && fields.length <= 3) {
      history.add(value, step, time)
    } else {
      bad += 1
      if (bad === 1) firstBad = number
    }
  }
  if (bad > 0) {
    const told = `${count(bad, 'line')} not of the form 'time value step'; left out`
    findings.push(`${path}:${firstBad}: ${told}`)
  }
  return history
}
