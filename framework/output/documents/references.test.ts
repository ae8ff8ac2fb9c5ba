import { expect, test } from 'vitest'
import { REFERENCES } from './references.ts'

test.each(Object.entries(REFERENCES))('the reference %s is whole', (key, reference) => {
  const { short, author, title, year, journal, booktitle, pages, volume } = reference
  const families = author.split(' and ').map((each) => each.split(', ')[0] as string)
  const names =
    families.length < 2
      ? families.join()
      : `${families.slice(0, -1).join(', ')} and ${families.at(-1)}`
  expect(short).toBe(`${names} ${year}`)
  expect(author.split(' and ').every((each) => /^[^,]+, \p{Lu}/u.test(each))).toBe(true)
  expect(key).toBe(`${(families[0] as string).toLowerCase()}${year}`)
  expect(title).toMatch(/^\p{Lu}.{10,}\p{L}$/u)
  // A journal has volume and pages; of proceedings the year is enough.
  expect(journal ?? booktitle).toMatch(/^\p{Lu}.+\p{L}$/u)
  if (journal !== undefined) expect(volume).toBeGreaterThan(0)
  expect(pages ?? '1--2').toMatch(/^\d+--\d+$/)
  const [first, last] = (pages ?? '1--2').split('--').map(Number)
  expect(first).toBeLessThan(last as number)
})
