import { parsePythonJson } from '../../../text/pythonJson.ts'

export type EventRecord = Readonly<Record<string, unknown>>

const HISTORIES = ', "histories": {'
const COPY_PREFIX = '"history_'

/**
 * Parses lines of one run's `events.jsonl`. Nearly all of a line are histories, which the trainer
 * writes twice, as `histories: {rec_tokens: […]}` and `history_rec_tokens: […]`, and again in the
 * next record of the same epoch: what is the same text is parsed once. Records have the second form.
 */
export class EventLineParser {
  #historiesText = ''
  #histories: EventRecord = {}

  /** Throws `SyntaxError` as `JSON.parse` does. */
  parse(line: string): EventRecord {
    const at = line.indexOf(HISTORIES)
    if (at < 0) return parsePythonJson(line) as EventRecord
    try {
      const rest = parsePythonJson(`${line.slice(0, at)}}`) as EventRecord
      return { ...rest, ...this.#parseHistories(`{${line.slice(at + ', '.length)}`) }
    } catch {
      // The histories may stand within another value.
      return parsePythonJson(line) as EventRecord
    }
  }

  #parseHistories(text: string): EventRecord {
    if (text !== this.#historiesText) {
      this.#histories = parsePythonJson(withoutFirstForm(text)) as EventRecord
      this.#historiesText = text
    }
    return this.#histories
  }
}

/** `{"histories": {"a": [1]}, "history_a": [1]}` -> `{"history_a": [1]}`, where the two agree. */
function withoutFirstForm(text: string): string {
  const end = text.indexOf(`}, ${COPY_PREFIX}`)
  if (end < 0) return text
  const first = text.slice(HISTORIES.length - 1, end)
  const second = text.slice(end + '}, '.length)
  return `${first}}` === second.replaceAll(COPY_PREFIX, '"') ? `{${second}` : text
}
