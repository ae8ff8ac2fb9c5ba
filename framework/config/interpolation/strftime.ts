/**
 * Formats a local time as `strftime` of Python's `datetime` does, which hands the format to C: POSIX's
 * letters and glibc's, in the C locale, with glibc's flags (`-` no padding, `_` blanks, `0` zeros,
 * `^` upper case, `#` swapped case) and widths. Its own are `%f`, microseconds (here always whole
 * milliseconds), and `%z` and `%Z`, which are empty, since the time has no zone. A letter that is not one of
 * them stays as it is written.
 */
export function strftime(format: string, date: Date): string {
  return format.replace(DIRECTIVE, (text, flags: string, width: string, letter: string) => {
    if (text === '%f') return `${pad(date.getMilliseconds(), 3)}000`
    const write = LETTERS[letter]
    return write === undefined ? text : applyFlags(write(date), letter, flags, width)
  })
}

const DIRECTIVE = /%([-_0^#]*)(\d*)[EO]?([A-Za-z%])/g

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
const DAY_MS = 24 * 60 * 60 * 1000

const LETTERS: Readonly<Record<string, (date: Date) => string>> = {
  '%': () => '%',
  a: (date) => dayName(date).slice(0, 3),
  A: dayName,
  b: (date) => monthName(date).slice(0, 3),
  B: monthName,
  c: (date) => strftime('%a %b %e %H:%M:%S %Y', date),
  C: (date) => pad(Math.floor(date.getFullYear() / 100)),
  d: (date) => pad(date.getDate()),
  D: (date) => strftime('%m/%d/%y', date),
  e: (date) => pad(date.getDate(), 2, ' '),
  F: (date) => strftime('%Y-%m-%d', date),
  g: (date) => pad(isoWeek(date).year % 100),
  G: (date) => String(isoWeek(date).year),
  h: (date) => monthName(date).slice(0, 3),
  H: (date) => pad(date.getHours()),
  I: (date) => pad(hourOfTwelve(date)),
  j: (date) => pad(dayOfYear(date) + 1, 3),
  k: (date) => pad(date.getHours(), 2, ' '),
  l: (date) => pad(hourOfTwelve(date), 2, ' '),
  m: (date) => pad(date.getMonth() + 1),
  M: (date) => pad(date.getMinutes()),
  n: () => '\n',
  p: (date) => (date.getHours() < 12 ? 'AM' : 'PM'),
  P: (date) => (date.getHours() < 12 ? 'am' : 'pm'),
  r: (date) => strftime('%I:%M:%S %p', date),
  R: (date) => strftime('%H:%M', date),
  s: (date) => String(Math.floor(date.getTime() / 1000)),
  S: (date) => pad(date.getSeconds()),
  t: () => '\t',
  T: (date) => strftime('%H:%M:%S', date),
  u: (date) => String(date.getDay() || 7),
  U: (date) => pad(weekOfYear(date, date.getDay())),
  V: (date) => pad(isoWeek(date).week),
  w: (date) => String(date.getDay()),
  W: (date) => pad(weekOfYear(date, (date.getDay() + 6) % 7)),
  x: (date) => strftime('%m/%d/%y', date),
  X: (date) => strftime('%H:%M:%S', date),
  y: (date) => pad(date.getFullYear() % 100),
  Y: (date) => String(date.getFullYear()),
  z: () => '',
  Z: () => '',
}

/** Letters whose text is a number, which `-`, `_`, `0` and a width pad. */
const NUMERIC = new Set('CdegGHIjklmMsSuUVwWyY')

function applyFlags(text: string, letter: string, flags: string, width: string): string {
  const padding = [...flags].findLast((flag) => '-_0'.includes(flag))
  const isNumber = NUMERIC.has(letter)
  let result = text
  if (isNumber && padding !== undefined) {
    const digits = text.trim().replace(/^0+(?=\d)/, '')
    result = padding === '-' ? digits : digits.padStart(text.length, padding === '_' ? ' ' : '0')
  }
  if (flags.includes('^')) result = result.toUpperCase()
  // glibc swaps the case of AM and PM, and makes names upper case.
  if (flags.includes('#')) result = letter === 'p' ? result.toLowerCase() : result.toUpperCase()
  const fill = padding === '0' || (isNumber && padding !== '_') ? '0' : ' '
  return padding === '-' ? result : result.padStart(Number(width), fill)
}

function pad(value: number, width = 2, fill = '0'): string {
  return String(value).padStart(width, fill)
}

function dayName(date: Date): string {
  return DAYS[date.getDay()] as string
}

function monthName(date: Date): string {
  return MONTHS[date.getMonth()] as string
}

function hourOfTwelve(date: Date): number {
  return date.getHours() % 12 || 12
}

/** From zero; counted in UTC, where every day has 24 hours. */
function dayOfYear(date: Date): number {
  const year = date.getFullYear()
  return (Date.UTC(year, date.getMonth(), date.getDate()) - Date.UTC(year, 0, 1)) / DAY_MS
}

/** The week's number where weeks start `daysIntoWeek` days before the date. */
function weekOfYear(date: Date, daysIntoWeek: number): number {
  return Math.floor((dayOfYear(date) + 7 - daysIntoWeek) / 7)
}

/** ISO 8601: a week belongs to the year that its Thursday is in. */
function isoWeek(date: Date): { year: number; week: number } {
  const fromMonday = (date.getDay() + 6) % 7
  const thursday = new Date(date.getFullYear(), date.getMonth(), date.getDate() - fromMonday + 3)
  return { year: thursday.getFullYear(), week: Math.floor(dayOfYear(thursday) / 7) + 1 }
}
