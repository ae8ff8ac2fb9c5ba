import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { writeTree } from '../../testing/files/writeTree.ts'
import { reportContent } from '../../testing/reportContent.ts'
import { runThesisReport } from '../../testing/testProject.ts'
import { hasDisplay } from './openReport.ts'

const REPORT = 'outputs/reports/report_20260102-030405_mine'
const NO_DISPLAY = { DISPLAY: '', WAYLAND_DISPLAY: '', WSL_DISTRO_NAME: '' }

/** A folder with a report. */
function project(more: Readonly<Record<string, string>> = { [`${REPORT}/index.html`]: '' }) {
  return writeTree({ [`${REPORT}/report.json`]: JSON.stringify(reportContent()), ...more })
}

describe.skipIf(process.platform !== 'linux')('with a display', () => {
  /** A folder with what opens pages, which notes what it is given. */
  function opener(): string {
    const folder = writeTree({})
    writeFileSync(path.join(folder, 'xdg-open'), '#!/bin/sh\nprintf %s "$1" > "${0%/*}/opened"\n')
    chmodSync(path.join(folder, 'xdg-open'), 0o755)
    return folder
  }

  test('the page is opened, and printed', async () => {
    const [root, folder] = [project(), opener()]
    const env = { DISPLAY: ':0', PATH: `${folder}:${process.env.PATH}` }
    const { code, output } = await runThesisReport(root, ['open'], env)
    expect({ code, output }).toEqual({ code: 0, output: `${REPORT}/index.html\n` })
    await expect
      .poll(() => readFileSync(path.join(folder, 'opened'), 'utf8'))
      .toBe(path.join(root, REPORT, 'index.html'))
  })

  test('where nothing opens pages, it is said', async () => {
    const env = { DISPLAY: ':0', PATH: '/nowhere' }
    const { code, output } = await runThesisReport(project(), ['open', 'mine'], env)
    expect(code).toBe(0)
    expect(output).toMatch(/index\.html\nIt could not be opened \(.*ENOENT\): open this file/)
  })
})

test('without a display the page is printed alone', async () => {
  const { code, output } = await runThesisReport(project(), ['open'], NO_DISPLAY)
  expect({ code, output }).toEqual({ code: 0, output: `${REPORT}/index.html\n` })
})

test('a report without a page says how to make one', async () => {
  const { code, output } = await runThesisReport(project({}), ['open', '--print'], NO_DISPLAY)
  expect(code).toBe(1)
  expect(output).toContain(`${REPORT} has no page (index.html)`)
  expect(output).toContain(`thesis-report rebuild ${REPORT}`)
})

test.each([
  ['linux', {}, false],
  ['linux', { DISPLAY: ':0', SSH_CONNECTION: 'x' }, true],
  ['linux', { WAYLAND_DISPLAY: 'wayland-0' }, true],
  ['linux', { WSL_DISTRO_NAME: 'Debian' }, true],
  ['darwin', {}, true],
  ['darwin', { SSH_CONNECTION: 'x' }, false],
  ['win32', {}, true],
])('on %s with %j a browser shows: %s', (platform, env, shows) => {
  expect(hasDisplay({ platform, env })).toBe(shows)
})
