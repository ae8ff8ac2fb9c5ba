import { byId } from './dom.ts'

/** The button that switches between light and dark; until it is used, the reader's system decides. */
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
  button.hidden = false
  describe()
  system.addEventListener('change', describe)
  button.addEventListener('click', () => {
    document.documentElement.dataset.theme = isDark() ? 'light' : 'dark'
    describe()
  })
}
