import { expect, test } from 'vitest'
import fc from '../../../tests/harness/properties.ts'
import { sanitiseHtml, sanitiseWithPictures } from './sanitise.ts'

/** Pieces from which markup is put together that no mail program would write, and some attacker would. */
const pieces = [
  ...[
    '<p>',
    '</p>',
    '<div style="',
    '">',
    '<a href="',
    '<img src="',
    "'",
    '"',
    '>',
    '<',
    '</',
    '/>',
    '<!--',
    '-->',
  ],
  ...[
    '<table>',
    '<tr>',
    '<td>',
    '</table>',
    '<b',
    '<svg>',
    '<math>',
    '<style>',
    '</style>',
    '<script>',
    '</script>',
  ],
  ...[
    '<template>',
    '<textarea>',
    '</textarea>',
    '<title>',
    '<noscript>',
    '<xmp>',
    '<![CDATA[',
    ']]>',
    '<?x',
    '\0',
  ],
  ...[
    'javascript:',
    'data:text/html,',
    'https://a.example/',
    'cid:x',
    'color:red',
    'position:fixed',
    'url(x)',
    ';',
  ],
  ...[
    ' onerror=alert(1)',
    ' onclick="x"',
    ' class=x',
    ' id="y"',
    '&lt;',
    '&#60;',
    '&#x3c;script&gt;',
    '&amp;lt;',
  ],
  ...['words', ' ', '\n', 'Ä', '電', '👋', '\u202e', '\u2028'],
]
const soup = fc.array(fc.constantFrom(...pieces), { maxLength: 30 }).map((parts) => parts.join(''))

/** What a browser would run, fetch or obey; looked for only inside of tags. */
const tags = (html: string) => html.match(/<[^>]*>/g) ?? []

test('whatever is thrown together, nothing in it runs and a second pass changes nothing', () => {
  fc.assert(
    fc.property(soup, (html) => {
      const clean = sanitiseHtml(html)
      for (const tag of tags(clean)) {
        expect(tag).not.toMatch(/^<\/?(script|svg|math|style|template|textarea|title|noscript|xmp|!|\?)/i)
        expect(tag.replace(/"[^"]*"/g, '""')).not.toMatch(/\s(on\w+|class|id)\s*=/i)
        expect(tag).not.toMatch(/(href|src)="\s*(javascript|data:text)/i)
        expect(tag).not.toMatch(/position|url\(/i)
      }
      expect(sanitiseHtml(clean)).toBe(clean)
    }),
    { numRuns: 400 },
  )
})

test('words that hold no markup come back as they were', () => {
  const words = fc.string({ unit: fc.constantFrom('a', 'Ä', '電', '👋', ' ', '.', '!', '\n', '1', "'") })
  fc.assert(
    fc.property(words, (text) => {
      expect(sanitiseHtml(text)).toBe(text)
      expect(sanitiseHtml(`<p>${text}</p>`)).toBe(`<p>${text}</p>`)
    }),
  )
})

test('a picture is shown from nowhere but the address it is given', () => {
  fc.assert(
    fc.property(soup, (html) => {
      const shown = sanitiseWithPictures(html, () => 'data:image/png;base64,AAAA')
      for (const tag of tags(shown).filter((one) => one.startsWith('<img'))) {
        const src = /src="([^"]*)"/.exec(tag)?.[1] ?? 'data:image/png;base64,AAAA'
        expect(src).toBe('data:image/png;base64,AAAA')
      }
      expect(tags(sanitiseWithPictures(html, () => null)).filter((tag) => /^<img.*src=/.test(tag))).toEqual(
        [],
      )
    }),
    { numRuns: 200 },
  )
})
