import { expect, test } from 'vitest'
import { asHtml } from './as-html.ts'

test('each line is a paragraph, an empty one too', () => {
  expect(asHtml('Hello\n\nBye')).toBe('<p>Hello</p><p></p><p>Bye</p>')
  expect(asHtml('')).toBe('')
})

test('text never becomes markup', () => {
  expect(asHtml('<img src=x onerror=alert(1)> & "more"')).toBe(
    '<p>&lt;img src=x onerror=alert(1)&gt; &amp; &quot;more&quot;</p>',
  )
})
