/** The style sheet of the list of reports; colours have a contrast of 4.5 or more, light and dark. */
export const REPORT_LIST_STYLE = `
:root { color-scheme: light dark; --text: #1d1d1f; --muted: #595959; --ground: #fff; --line: #d0d0d0; --link: #0b57d0; --good: #1a6b32; --bad: #b3261e }
@media (prefers-color-scheme: dark) {
  :root { --text: #e8e8e8; --muted: #a8a8a8; --ground: #1b1b1d; --line: #48484a; --link: #8ab4f8; --good: #7bd293; --bad: #f2948c }
}
body { margin: 0; background: var(--ground); color: var(--text); font: 15px/1.45 system-ui, sans-serif }
main { max-width: 76rem; margin: 0 auto; padding: 1.5rem }
h1 { font-size: 1.5rem; margin: 0 0 1rem }
h2 { font-size: 1.1rem; margin: 2rem 0 0.5rem }
a { color: var(--link) }
.scroll { overflow-x: auto }
table { width: 100%; min-width: 50rem; border-collapse: collapse }
th:first-child { width: 28% }
th:last-child { width: 36% }
th, td { padding: 0.6rem 0.8rem 0.6rem 0; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; font-weight: normal; overflow-wrap: anywhere }
thead th { font-weight: 600; white-space: nowrap }
td.number { text-align: end; font-variant-numeric: tabular-nums }
small { color: var(--muted); font-size: 13px }
time { white-space: nowrap }
ul { margin: 0; padding-inline-start: 1.1rem }
.holds { color: var(--good) }
.broken { color: var(--bad) }
@media print {
  :root { color-scheme: light; --text: #000; --muted: #444; --ground: #fff; --line: #999; --link: #000; --good: #000; --bad: #000 }
  main { max-width: none; padding: 0 }
  table { min-width: 0 }
  .scroll { overflow: visible }
  tr { break-inside: avoid }
}
`
