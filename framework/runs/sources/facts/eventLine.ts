import { parsePythonJson } from '../../../text/python/pythonJson.ts'

export type EventRecord = Readonly<Record<string, unknown>>

/** As `json.dumps` writes it by default, and with `separators=(',', ':')`. */
const HISTORIES = /(, ?)"histories": ?\{/
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
    const found = HISTORIES.exec(line)
    if (!found) return parsePythonJson(line) as EventRecord
    const [head, comma = ''] = found
    try {
      const rest = parsePythonJson(`${line.slice(0, found.index)}}`) as EventRecord
      const histories = line.slice(found.index + head.length - 1)
      return { ...rest, ...this.#parseHistories(histories, comma) }
    } catch {
      // The histories may stand within another value.
      return parsePythonJson(line) as EventRecord
    }
  }

  #parseHistories(text: string, comma: string): EventRecord {
    if (text !== this.#historiesText) {
      const json = secondForm(text, comma) ?? `{"histories": ${text}`
      this.#histories = parsePythonJson(json) as EventRecord
      this.#historiesText = text
    }
    return this.#histories
  }
}

/** `{"a": [1]}, "history_a": [1]}` -> `{"history_a": [1]}`, where the two agree. */
function secondForm(text: string, comma: string): string | undefined {
  const end = text.indexOf(`}${comma}${COPY_PREFIX}`)
  if (end < 0) return undefined
  const second = text.slice(end + 1 + comma.length)
  const agrees = `${text.slice(1, end)}}` === second.replaceAll(COPY_PREFIX, '"')
  return agrees ? `{${second}` : undefined
}
