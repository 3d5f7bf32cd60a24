import { describe, expect, test } from 'vitest'
import { sanitiseHtml, sanitiseWithPictures } from './sanitise.ts'

/** Ways in which mail has run code or fetched things in other desks; each must come out harmless. */
const attacks = [
  '<script>alert(1)</script>',
  '<ScRiPt src=//evil.example/x.js></sCrIpT>',
  '<img src=x onerror=alert(1)>',
  '<img src="javascript:alert(1)">',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<svg><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<form><math><mtext></form><form><mglyph><svg><mtext><style><path id="</style><img onerror=alert(1) src>">',
  '<a href="javascript:alert(1)">x</a>',
  '<a href="java&#x09;script:alert(1)">x</a>',
  '<a href=" &#14; javascript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:msgbox(1)">x</a>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<object data="data:text/html;base64,PHNjcmlwdD4="></object><embed src="x.swf">',
  '<base href="https://evil.example/">',
  '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
  '<link rel="stylesheet" href="https://evil.example/x.css">',
  '<style>@import "https://evil.example/x.css"; body{background:url(https://evil.example/)}</style>',
  '<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:99999">sign in</div>',
  '<div style="background:url(https://evil.example/x.png)">x</div>',
  '<div style="background-image:url(\'https://evil.example/x.png\')">x</div>',
  '<div style="width:expression(alert(1))">x</div>',
  '<div style="color:red;behavior:url(x.htc);-moz-binding:url(x.xml)">x</div>',
  '<div style="margin-top:-9999px;margin:-20px">x</div>',
  '<form action="https://evil.example/"><input name=password><button formaction="javascript:alert(1)">x</button></form>',
  '<video src="https://evil.example/x.mp4" poster="https://evil.example/x.png"></video>',
  '<audio src=x onerror=alert(1)>',
  '<body onload=alert(1)>x</body>',
  '<p onclick="alert(1)" onmouseover=alert(1)>x</p>',
  '<template><script>alert(1)</script></template>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<textarea><img src=x onerror=alert(1)></textarea>',
  '<title><img src=x onerror=alert(1)></title>',
  '<xmp><img src=x onerror=alert(1)></xmp>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[<img src=x onerror=alert(1)>]]>',
  '<img src="data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+">',
  '<img src="data:text/html,<script>alert(1)</script>">',
  '<img srcset="https://evil.example/x.png 1x" src="cid:logo">',
  '<table background="https://evil.example/x.png"><tr><td background="https://evil.example/y.png">x</td></tr></table>',
  '<input type=image src=x onerror=alert(1)>',
  '<details open ontoggle=alert(1)>x</details>',
  '<marquee onstart=alert(1)>x</marquee>',
  '<a href="https://good.example/" target="_top" rel="opener" ping="https://evil.example/">x</a>',
  '<p id="cookie" name="body" class="rail">x</p>',
  `${'<div>'.repeat(2000)}deep${'</div>'.repeat(2000)}`,
]

const harmful =
  /<\s*\/?\s*(script|svg|math|iframe|object|embed|base|meta|link|style|form|input|button|video|audio|template|body|textarea|details|marquee|xmp)\b|\son\w+\s*=|javascript:|vbscript:|data:(?!image\/(png|jpeg|gif|webp);base64,)|position|url\(|expression|behavior|-moz-binding|srcset|background=|ping=|target="_top"|rel="opener"|\sid=|\sname=|\sclass=|margin[^;"]*-\d/i

describe('what a stranger sends', () => {
  test.each(attacks)('cannot run or fetch: %s', (html) => {
    expect(sanitiseHtml(html)).not.toMatch(harmful)
  })

  test.each(attacks)('is the same after a second pass, and after five rounds of quoting: %s', (html) => {
    let clean = sanitiseHtml(html)
    expect(sanitiseHtml(clean)).toBe(clean)
    for (let round = 0; round < 5; round += 1) clean = sanitiseHtml(`<blockquote>${clean}</blockquote>`)
    expect(clean).not.toMatch(harmful)
  })
})

describe('what people meant to say stays', () => {
  test('words, lists, tables, colours and sizes', () => {
    const html =
      '<p style="color:#c00;font-size:14px"><b>Hi</b> <i>Ana</i></p><ul><li>one</li></ul>' +
      '<table border="1"><tbody><tr><td colspan="2" style="padding:4px 8px">x</td></tr></tbody></table>'
    expect(sanitiseHtml(html)).toBe(html)
  })

  test('links open elsewhere and tell nobody where they come from', () => {
    expect(sanitiseHtml('<a href="https://shop.example/?a=1&amp;b=2">shop</a>')).toBe(
      '<a href="https://shop.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer">shop</a>',
    )
    expect(sanitiseHtml('<a href="mailto:a@example.org">mail</a>')).toContain('href="mailto:a@example.org"')
  })

  test('an address without a scheme would point into the desk and is dropped', () => {
    expect(sanitiseHtml('<a href="/api/v1/session">x</a><img src="/api/v1/x">')).toBe('<a>x</a><img />')
    expect(sanitiseHtml('<a href="//evil.example">x</a>')).toBe('<a>x</a>')
  })

  test('letters that look like markup are letters', () => {
    expect(sanitiseHtml('1 &lt; 2 &amp;&amp; "x" > y')).toBe('1 &lt; 2 &amp;&amp; "x" &gt; y')
  })
})

describe('pictures', () => {
  const html =
    '<img src="cid:logo@x" alt="Logo"><img src="https://far.example/a.png"><img src="data:image/png;base64,AAAA">'

  test('get the address they are given, or none', () => {
    const shown = sanitiseWithPictures(html, (src) =>
      src.startsWith('cid:') ? 'data:image/png;base64,BBBB' : null,
    )
    expect(shown).toBe('<img src="data:image/png;base64,BBBB" alt="Logo" /><img /><img />')
  })

  test('stay as they are in what is stored', () => {
    expect(sanitiseHtml(html)).toContain('src="cid:logo@x"')
  })
})
