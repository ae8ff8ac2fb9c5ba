import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'

const CHROMIUM = '/usr/bin/chromium'

/** Whether there is a browser to test in. */
export const HAS_CHROMIUM = existsSync(CHROMIUM)

let launched: Promise<Browser> | undefined

/** The browser of this process, which its test files share. It ends with the process: close tabs, not the browser. */
export function sharedChromium(): Promise<Browser> {
  launched ??= chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu'],
  })
  return launched
}
