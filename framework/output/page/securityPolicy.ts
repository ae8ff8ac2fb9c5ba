import { createHash } from 'node:crypto'

/**
 * What the page may do, for its `Content-Security-Policy`: run its own script and styles, which their
 * hashes tell from any other, and show pictures that lie beside it. It asks nothing of any network, and
 * no text in it can become a script.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
export function securityPolicy({
  script,
  style,
}: {
  readonly script: string
  readonly style: string
}): string {
  return [
    "default-src 'none'",
    `script-src ${hashSource(script)}`,
    `style-src ${hashSource(style)}`,
    // A page that was opened as a file is of no origin: its neighbours are files.
    "img-src 'self' data: file:",
    'font-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ')
}

/** A script or style in a policy, by its hash. */
export function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}
