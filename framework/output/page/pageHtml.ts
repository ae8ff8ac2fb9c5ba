import { count } from '../../text/counts.ts'
import { makePageData } from './data/makePageData.ts'
import type { WrittenReport } from './data/writtenReport.ts'
import { type Html, html, trusted } from './html.ts'
import type { PageAssets } from './pageAssets.ts'
import { figureSection } from './sections/figureSections.ts'
import { provenanceSections } from './sections/provenanceSections.ts'
import { runsSection } from './sections/runsSection.ts'
import { type Section, sectionHtml } from './sections/section.ts'
import { skippedSection, summarySections } from './sections/summarySections.ts'
import { tableSections } from './sections/tableSections.ts'
import { securityPolicy } from './securityPolicy.ts'

/**
 * The text of `index.html`: the whole report in one file, which needs no other to be read, asks nothing
 * of any network, and holds every name and sentence as text.
 */
export function pageHtml(written: WrittenReport, assets: PageAssets): string {
  return pageAround(written, assets)(heading(written))
}

/** The page of a report that follows its runs, and the same without that mark, for when it has ended. */
export function livePageHtml(
  written: WrittenReport,
  assets: PageAssets,
): { readonly page: string; readonly ended: string } {
  const around = pageAround(written, assets)
  const { live: _, ...ended } = written.report
  return { page: around(heading(written)), ended: around(heading({ ...written, report: ended })) }
}

/** All of a page but its heading, in which alone a report that follows its runs differs. */
function pageAround(written: WrittenReport, assets: PageAssets): (heading: Html) => string {
  const { report, figures } = written
  const data = makePageData(written)
  const isLive = (figure: WrittenReport['figures'][number]) =>
    data.figures[figures.indexOf(figure)] !== null
  const hasInferred = figures.some(({ part }) => part === 'inference')
  const [comparisons, inference] = tableSections(written) as [Section, Section]
  const sections = [
    ...summarySections(report),
    runsSection(written, data.runs),
    figureSection(figures, 'training', isLive),
    comparisons,
    inference,
    ...(hasInferred ? [figureSection(figures, 'inference', isLive)] : []),
    skippedSection(report),
    ...provenanceSections(written),
  ]
  const json = trusted(jsonForHtml(data))
  const main = html`${sections.map(sectionHtml)}`
  return (top) =>
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${securityPolicy(assets)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="generator" content="${report.product.name} ${report.product.version}">
<link rel="icon" href="data:,">
<title>${report.title}</title>
<style>${trusted(assets.style)}</style>
</head>
<body>
<a class="skip" href="#findings">To the findings</a>
${top}
<nav aria-label="Contents"><ul>${sections.map(({ id, title }) => html`<li><a href="#${id}">${title}</a></li>`)}</ul></nav>
<main>
${main}</main>
<footer><p>Made by ${report.product.name} ${report.product.version}. This page asks nothing of any network.</p></footer>
<div id="told" class="unseen" role="status" aria-live="polite"></div>
<script type="application/json" id="page-data">${json}</script>
<script>${trusted(assets.script)}</script>
</body>
</html>
`.markup
}

function heading({ report, figures }: WrittenReport): Html {
  const { created_utc, num_runs, skipped, title, request } = report
  const counts = [
    count(num_runs, 'run'),
    ...(skipped.length > 0 ? [`${skipped.length} left out`] : []),
    count(figures.length, 'figure'),
  ]
  const failed = report.gates.filter(({ holds }) => !holds).length
  return html`<header><div class="top"><h1 dir="auto">${title}</h1><button type="button" id="theme" hidden>Dark</button></div>
<p class="under">${counts.join(' · ')} · made <time datetime="${created_utc}">${created_utc.slice(0, 16).replace('T', ' ')} UTC</time>${
    report.live &&
    html` · <span class="badge pass">live</span> reload the page for the newest state`
  }${
    report.gates.length > 0 &&
    html` · <a href="#gates" class="badge ${failed > 0 ? 'fail' : 'pass'}">${failed > 0 ? `✗ ${count(failed, 'gate')} failed` : '✓ gates pass'}</a>`
  }</p>
${
  request && html`<p class="asked"><span>What was asked:</span> <code>${request.command}</code></p>`
}
</header>`
}

/** JSON that no text in it can end. */
function jsonForHtml(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', '\\u003c')
}
