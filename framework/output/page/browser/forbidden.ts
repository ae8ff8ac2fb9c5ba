/** Whether the browser denied something to this page, as settings and sandboxes do. */
export function isForbidden(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'SecurityError'
}
