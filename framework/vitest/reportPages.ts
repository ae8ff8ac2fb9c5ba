import { createReadStream, existsSync, realpathSync, statSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { PAGE_FILE } from '../output/data/readReport.ts'

/** Where the pages are, on the server of Vitest's UI. */
const ROUTE = '/__thesis_report__/'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.json': 'application/json',
  '.md': 'text/plain; charset=utf-8',
  '.pdf': 'application/pdf',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.tex': 'text/plain; charset=utf-8',
  '.yaml': 'text/plain; charset=utf-8',
}

/** What Vitest's UI shows of a link: it links pictures only, each to itself. */
const BUTTON = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="36" role="img" aria-label="Open the page of the report"><rect x="1" y="1" width="198" height="34" rx="6" fill="#fff" stroke="#0b57d0"/><text x="100" y="23" font-family="sans-serif" font-size="14" text-anchor="middle" fill="#0b57d0">Open the report’s page</text></svg>`

/** Serves the reports that a watching Vitest has made, so that its UI can link to their pages. */
export class ReportPages {
  /** Directories of reports, by name. */
  readonly #reports = new Map<string, string>()

  add(name: string, report: string): void {
    this.#reports.set(name, report)
  }

  /** Answers what is asked of {@link ROUTE}, and leaves everything else to `next`. */
  readonly serve = (request: IncomingMessage, response: ServerResponse, next: () => void): void => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    if (request.method !== 'GET' || !pathname.startsWith(ROUTE)) {
      next()
      return
    }
    // The address of a page is at once that of the picture which links to it.
    response.setHeader('Vary', 'Accept')
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('X-Content-Type-Options', 'nosniff')
    const [name = '', ...rest] = pathname.slice(ROUTE.length).split('/').map(decodeURIComponent)
    const wanted = rest.join('/')
    if (wanted === '' && request.headers.accept?.startsWith('image/')) {
      response.setHeader('Content-Type', 'image/svg+xml')
      response.end(BUTTON)
      return
    }
    const file = fileOf(this.#reports.get(name), wanted === '' ? PAGE_FILE : wanted)
    if (file === undefined) {
      // A page is there once its report has been made: until then, browsers look again.
      const refresh = wanted === '' ? { Refresh: '2' } : {}
      response.writeHead(404, { 'Content-Type': 'text/plain; charset=utf-8', ...refresh })
      response.end(
        wanted === ''
          ? 'The report is being made, or failed. Its page is looked for again every two seconds.'
          : 'The report has no such file.',
      )
      return
    }
    const type = CONTENT_TYPES[path.extname(file)] ?? 'application/octet-stream'
    response.setHeader('Content-Type', type)
    createReadStream(file).pipe(response)
  }
}

/** The address of a report's page. */
export function pageAddress(origin: string, name: string): string {
  return `${origin}${ROUTE}${encodeURIComponent(name)}/`
}

/** A file of a report, absolute; undefined where there is none, or it lies elsewhere. */
function fileOf(report: string | undefined, name: string): string | undefined {
  if (report === undefined) return undefined
  const file = path.join(report, name)
  if (!existsSync(file) || !statSync(file).isFile()) return undefined
  const real = realpathSync(file)
  return real.startsWith(realpathSync(report) + path.sep) ? real : undefined
}
