import { expect, test } from 'vitest'
import { mentionedIn } from './mentioned.ts'

test('those mentioned are found whatever the order of the marks, each once', () => {
  const html =
    '<p><span class="m" data-type="mention" data-id="7" data-label="Sam">@Sam</span> and ' +
    '<span data-id="12" data-type="mention">@Mia</span>, <span data-type="mention" data-id="7">@Sam</span></p>'
  expect(mentionedIn(html)).toEqual([7, 12])
})

test('words that only look like a mention name nobody', () => {
  expect(mentionedIn('<p>@Sam data-id="7"</p>')).toEqual([])
  expect(mentionedIn('')).toEqual([])
})
