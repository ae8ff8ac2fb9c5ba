import { expect, test } from 'vitest'
import { escapeHtml } from './html.ts'

test('ordinary text is left alone, whatever its script and lines', () => {
  expect(escapeHtml('größe β 東京 שלום 🙂\n\tnext')).toBe('größe β 東京 שלום 🙂\n\tnext')
})

test('no character acts as markup, in text or in an attribute of either quote', () => {
  expect(escapeHtml(`</script><b a="1" b='2'>&amp;`)).toBe(
    '&#60;/script&#62;&#60;b a=&#34;1&#34; b=&#39;2&#39;&#62;&#38;amp;',
  )
})

test('switches of direction and controls are spelled out', () => {
  expect(escapeHtml('\u202egnp.exe\u0000')).toBe('\\u202egnp.exe\\u0000')
})
