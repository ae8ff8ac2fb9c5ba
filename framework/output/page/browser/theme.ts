import { byId } from './dom.ts'
import { isForbidden } from './forbidden.ts'

/** The button that switches between light and dark; until it is used, the reader's system decides. What was chosen is kept. */
export function themeSwitch(): void {
  const button = byId<HTMLButtonElement>('theme')
  const system = matchMedia('(prefers-color-scheme: dark)')
  const isDark = () => {
    const chosen = document.documentElement.dataset.theme
    return chosen === undefined ? system.matches : chosen === 'dark'
  }
  const describe = () => {
    button.textContent = isDark() ? 'Light' : 'Dark'
    button.title = `Show this page ${isDark() ? 'light' : 'dark'}`
  }
  const kept = keptTheme()
  if (kept !== null) document.documentElement.dataset.theme = kept
  button.hidden = false
  describe()
  system.addEventListener('change', describe)
  button.addEventListener('click', () => {
    const theme = isDark() ? 'light' : 'dark'
    document.documentElement.dataset.theme = theme
    keepTheme(theme)
    describe()
  })
}

/** For all reports of one place: whoever reads one in the dark reads the next one so. */
const KEY = 'thesis-report.theme'

function keptTheme(): 'light' | 'dark' | null {
  try {
    const kept = localStorage.getItem(KEY)
    return kept === 'light' || kept === 'dark' ? kept : null
  } catch (error) {
    if (!isForbidden(error)) throw error
    return null
  }
}

/** Where the browser keeps nothing for pages, the choice holds until the page is loaded again. */
function keepTheme(theme: 'light' | 'dark'): void {
  try {
    localStorage.setItem(KEY, theme)
  } catch (error) {
    if (!(isForbidden(error) || isFull(error))) throw error
  }
}

function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'QuotaExceededError'
}
