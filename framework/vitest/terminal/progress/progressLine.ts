import type { ReportProgress } from '../../../report/stages/outcomes/reportProgress.ts'
import { count } from '../../../text/counts.ts'

const MS_PER_S = 1_000
const S_PER_MIN = 60
const MIN_PER_H = 60

/** Words progress as a line, with the rate and the time left once two points of a task are known. */
export class ProgressLine {
  #task = ''
  #first = { done: 0, ms: 0 }

  /** @param now milliseconds of any clock */
  describe({ task, unit, done, total }: ReportProgress, now: number): string {
    if (task !== this.#task || done < this.#first.done) {
      this.#task = task
      this.#first = { done, ms: now }
    }
    const share = total > 0 ? Math.floor((100 * done) / total) : 100
    const line = `${task}: ${number(done)} of ${number(total)} ${count(2, unit).slice(2)} (${share} %)`
    const seconds = (now - this.#first.ms) / MS_PER_S
    const rate = (done - this.#first.done) / seconds
    if (!(seconds > 0) || !(rate > 0)) return line
    const left = describeSeconds((total - done) / rate)
    return `${line}, ${number(Number(rate.toPrecision(3)))} per second, ${left} left`
  }
}

function number(value: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: 1 })
}

/** A time in the one or two units that matter: `0.4 s`, `12 s`, `3 min 20 s`, `2 h 5 min`. */
export function describeSeconds(seconds: number): string {
  if (seconds < 10) return `${seconds.toFixed(1)} s`
  const whole = Math.round(seconds)
  if (whole < S_PER_MIN) return `${whole} s`
  const minutes = Math.floor(whole / S_PER_MIN)
  if (minutes < MIN_PER_H) return `${minutes} min ${whole % S_PER_MIN} s`
  return `${Math.floor(minutes / MIN_PER_H)} h ${minutes % MIN_PER_H} min`
}
