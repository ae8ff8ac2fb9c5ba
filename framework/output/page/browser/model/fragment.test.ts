import { expect, test } from 'vitest'
import { fragmentOf, readFragment, type ViewState } from './fragment.ts'

test('an address gives back the view that it was made of', () => {
  const view: ViewState = {
    filter: 'a = "ü" & b < 1',
    sort: [{ column: 'x#y', dir: 'desc' }],
    selected: ['job 1'],
    figures: { '0': { zoom: [1, 2] } },
  }
  expect(readFragment(fragmentOf(view))).toEqual(view)
  expect(fragmentOf({})).toBe('')
})

test.each(['', '#runs', '#view=', '#view={', '#view=%', '#view=[1]', '#view=null'])(
  'an address without a view shows the page as it was made: %s',
  (hash) => {
    expect(readFragment(hash)).toEqual({})
  },
)

test('what is of another kind in a view is left out', () => {
  const view = {
    filter: 7,
    group: 'lr',
    columns: ['a', 1],
    sort: [{ column: 'a', dir: 'up' }],
    figures: 3,
  }
  expect(readFragment(`#view=${encodeURIComponent(JSON.stringify(view))}`)).toEqual({ group: 'lr' })
})
