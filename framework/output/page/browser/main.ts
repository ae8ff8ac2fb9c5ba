import type { PageData } from '../data/pageData.ts'
import { copyMarkedCells } from './copyMarked.ts'
import { byId } from './dom.ts'
import { liveFigures } from './figurePlaces.ts'
import { Choice } from './model/choice.ts'
import { Fragment, readFragment } from './model/fragment.ts'
import { unpackRuns } from './model/runs.ts'
import { openOnPaper } from './printing.ts'
import { runTable } from './runTableTools.ts'
import { themeSwitch } from './theme.ts'

// What the browser runs: it makes the table of runs and the figures of a page live. Without it, the
// page has all that it says, with the printed figures.
document.documentElement.classList.add('scripted')
themeSwitch()
openOnPaper()
stayInView()
copyMarkedCells()
const data = JSON.parse(byId('page-data').textContent ?? '') as PageData
const runs = unpackRuns(data.runs)
const choice = new Choice(runs)
const fragment = new Fragment(readFragment())
const selected = fragment.state.selected ?? []
if (runs.count > 0) {
  runTable(data, { runs, choice, fragment })
  choice.select(selected.flatMap((name) => runs.rows.get(name) ?? []))
}
liveFigures(data.figures, { runs, choice, fragment })

/** Contents lead to their parts without taking the place of the view in the address. */
function stayInView(): void {
  document.addEventListener('click', (event) => {
    const link = (event.target as Element).closest('a[href^="#"]')
    const target = link && document.getElementById(link.getAttribute('href')?.slice(1) ?? '')
    if (!target) return
    event.preventDefault()
    target.scrollIntoView()
    target.tabIndex = -1
    target.focus({ preventScroll: true })
  })
  // An address that somebody pasted into the same tab.
  addEventListener('hashchange', () => location.reload())
}
