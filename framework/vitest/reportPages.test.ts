import { symlinkSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { writeTree } from '../testing/files/writeTree.ts'
import { pageAddress, ReportPages } from './reportPages.ts'

/** A server with one report, called `a b`; the address of its page. */
async function served(files: Readonly<Record<string, string>>): Promise<string> {
  const pages = new ReportPages()
  const report = writeTree(files)
  symlinkSync('/etc/hosts', path.join(report, 'elsewhere'))
  pages.add('a b', report)
  const server = createServer((request, response) =>
    pages.serve(request, response, () => response.writeHead(418).end()),
  )
  await new Promise<void>((resolve) => server.listen(0, resolve))
  onTestFinished(() => void server.close())
  return pageAddress(`http://localhost:${(server.address() as AddressInfo).port}`, 'a b')
}

const PAGE = { 'index.html': '<h1>page</h1>', 'training/figures/figure-x.png': 'png' }

test('a reader gets the page, and the files that it links to', async () => {
  const address = await served(PAGE)
  const page = await fetch(address)
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8')
  expect(await page.text()).toBe('<h1>page</h1>')
  const figure = await fetch(new URL('training/figures/figure-x.png', address))
  expect(figure.headers.get('content-type')).toBe('image/png')
})

test('whoever asks for a picture gets one that says where it leads', async () => {
  const headers = { accept: 'image/avif,image/webp,*/*;q=0.8' }
  const picture = await fetch(await served(PAGE), { headers })
  expect(picture.headers.get('content-type')).toBe('image/svg+xml')
  expect(await picture.text()).toContain('Open the report’s page')
})

test.each(['gone.txt', 'training', '..%2f..%2f..%2f..%2fetc%2fhosts', 'elsewhere'])(
  'nothing but files of the report: not %s',
  async (name) => {
    const response = await fetch(`${await served(PAGE)}${name}`)
    expect(response.status).toBe(404)
  },
)

test('a page that is not there yet is looked for again by browsers', async () => {
  const early = await fetch(await served({ 'report.json': '{}' }))
  expect(early.status).toBe(404)
  expect(early.headers.get('refresh')).toBe('2')
  const page = await fetch(await served(PAGE))
  expect(page.headers.has('refresh')).toBe(false)
})

test('other addresses are for others to answer', async () => {
  expect((await fetch(new URL('/x', await served(PAGE)))).status).toBe(418)
})
