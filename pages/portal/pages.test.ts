import { describe, expect, test } from 'vitest'
import { caseStates } from '../../server/cases/contract.ts'
import type { CasePage, Said } from './case.ts'
import { renderCase } from './case-page.tsx'
import { type CaseLine, type CasesPage, renderCases } from './cases-page.tsx'
import { renderSignIn, type SignInPage } from './sign-in-page.tsx'

/** What a person reads: no tags, no style, one space between words. */
const read = (html: string): string =>
  html
    .replace(/<style>[\s\S]*?<\/style>/g, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()

const base = { company: 'Riverside School', languages: [null], timeZone: 'UTC', me: 'Ana Lima' }
const found: CasePage['found'] = {
  ...{ id: 7, number: 1042, need: 'My phone is silent', state: 'open', owner: 'Mia Berg' },
  ...{ heldOnDuty: false, isOwn: true },
}
const casePage = (change: Partial<CasePage> = {}): CasePage => ({
  ...base,
  ...{
    found,
    promises: [],
    proposal: null,
    said: [],
    earlier: null,
    isNewest: true,
    once: 'o'.repeat(20),
    told: null,
  },
  ...change,
})
const said = (change: Partial<Said> = {}): Said => ({
  ...{ id: 1, kind: 'message', at: '2026-11-20T08:10:00Z', by: 'customer', name: 'Ana Lima' },
  ...{ text: 'It is silent.', files: [] },
  ...change,
})

describe('the page of a case', () => {
  test('tells in each state in plain words what happens next, and names who does it', () => {
    const texts = caseStates.map((state) => read(renderCase(casePage({ found: { ...found, state } }))))
    expect(new Set(texts).size).toBe(caseStates.length)
    for (const [index, state] of caseStates.entries()) {
      expect(texts[index]).toContain('Mia Berg has your case')
      // No name of a state as we store it.
      if (state.includes('-')) expect(texts[index]).not.toContain(state)
    }
  })

  test('says what was promised, by whom and by when, only while there is something to keep', () => {
    const promised = {
      ...{ id: 1, what: 'Call you back', dueAt: '2026-11-24T09:00:00Z', keeperName: 'Mia Berg' },
      isBroken: false,
    }
    const at = (change: Partial<CasePage['found']>, promises = [promised]) =>
      read(renderCase(casePage({ found: { ...found, ...change }, promises })))
    const by = 'Tuesday, November 24 at 9:00 AM UTC'
    expect(at({})).toContain(`What we promised you Call you back Mia Berg, by ${by}`)
    expect(at({ state: 'solved' })).not.toContain('promised')
    expect(at({}, [])).not.toContain('promised')
    expect(at({}, [{ ...promised, isBroken: true }])).toContain(
      `This was due ${by}. We are late; Mia Berg knows`,
    )
  })

  test('of a colleague can be read and not written to', () => {
    const shared = { ...found, isOwn: false }
    const html = renderCase(casePage({ found: shared, said: [said()] }))
    expect(html).not.toMatch(/<textarea|type="file"|\/manager/)
    expect(read(html)).toContain('Mia Berg has this case')
    expect(read(html)).toContain('Ana Lima Nov 20, 2026')
    expect(read(html)).not.toContain('You Nov')
  })

  test('leads back to the list and names the case by its number', () => {
    const html = renderCase(casePage())
    expect(html).toContain('href="/my"')
    expect(read(html)).toContain('Your case 1042')
    expect(html).toContain('<title>My phone is silent · Riverside School</title>')
  })

  test('has two forms whose marks differ, so that a word to a manager is not taken for the same message', () => {
    const marks = [...renderCase(casePage()).matchAll(/name="once" value="([^"]+)"/g)].map(([, mark]) => mark)
    expect(marks).toHaveLength(2)
    expect(new Set(marks).size).toBe(2)
    for (const mark of marks) expect(mark).toMatch(/^[\w-]{16,64}$/)
  })

  test('asks the question only where there is one, with both answers as buttons', () => {
    const proposal = { id: 3, words: 'We changed the phone.', proposer: 'Mia Berg' }
    const html = renderCase(casePage({ proposal }))
    expect(html).toContain('action="/my/cases/7/solutions/3/yes"')
    expect(html).toContain('action="/my/cases/7/solutions/3/not-yet"')
    expect(read(html)).toContain('Is it solved? We changed the phone. Yes, it is solved')
    expect(renderCase(casePage())).not.toContain('/solutions/')
  })

  test.each(['written', 'manager', 'answered', 'overtaken'] as const)(
    'answers what was done (%s) where it is read aloud',
    (told) => {
      const html = renderCase(casePage({ told }))
      expect(html).toMatch(/role="status">[^<]{10,}/)
      expect(renderCase(casePage())).not.toContain('role="status"')
    },
  )
})

describe('what was said', () => {
  const conversation = (items: readonly Said[], change: Partial<CasePage> = {}) => {
    const text = read(renderCase(casePage({ said: items, ...change })))
    return text.slice(text.indexOf('What we said'), text.indexOf('Write to us'))
  }

  test('names the reader "You" and everybody else by name', () => {
    const text = conversation([
      said(),
      said({ id: 2, by: 'staff', name: 'Mia Berg', text: 'I look into it.' }),
      said({ id: 3, by: 'other', name: 'The Boss', text: 'Please hurry.' }),
    ])
    expect(text).toMatch(/You Nov .* It is silent\. .* Mia Berg Nov .* The Boss Nov/)
  })

  test.each([
    ['call', 'customer', 'Sam, Mia', 'You called us and spoke with Sam, Mia'],
    ['call', 'customer', '', 'You called us'],
    ['call', 'staff', 'Sam', 'Sam called you'],
    ['call', 'staff', '', 'We called you'],
    ['visit', 'staff', 'Sam', 'Sam was with you'],
    ['visit', 'customer', '', 'A visit'],
  ] as const)('a %s by the %s with %j is told as that', (kind, by, name, words) => {
    expect(conversation([said({ kind, by, name, text: 'hidden summary' })])).toContain(`${words} ·`)
    expect(conversation([said({ kind, by, name, text: 'hidden summary' })])).not.toContain('hidden')
  })

  test('a message of files alone has no empty words, and each file its size', () => {
    const files = [{ id: 5, name: 'photo.jpg', size: 2_340_000 }]
    const html = renderCase(casePage({ said: [said({ text: ' \n ', files })] }))
    expect(html).toContain('<a href="/my/cases/7/files/5">photo.jpg</a>')
    expect(read(html)).toContain('photo.jpg 2.3 MB')
    expect(html).not.toContain('<p class="text"></p>')
  })

  test('leads to what was said before and back to the newest, where there is any', () => {
    expect(renderCase(casePage())).not.toContain('before=')
    const middle = renderCase(casePage({ earlier: 'abc', isNewest: false }))
    expect(middle).toContain('href="/my/cases/7?before=abc"')
    expect(read(middle)).toContain('Back to the newest')
  })
})

describe('the list of cases', () => {
  const line: CaseLine = {
    ...{ id: 7, number: 1042, need: 'My phone is silent', state: 'open', owner: 'Mia Berg' },
    ...{ customer: null, at: '2026-11-20T08:10:00Z' },
  }
  const list = (change: Partial<CasesPage> = {}) =>
    renderCases({ ...base, which: 'own', organisation: null, cases: [line], next: null, ...change })

  test('says of each what state it is in, who has it and when it last moved', () => {
    const html = list()
    expect(html).toContain('href="/my/cases/7"')
    expect(read(html)).toContain(
      'My phone is silent We are working on it · Mia Berg · Last news Nov 20, 2026, 8:10 AM',
    )
  })

  test('of an organisation says whose case it is, and leads back to one’s own', () => {
    const html = list({
      which: 'shared',
      organisation: 'Acme',
      cases: [{ ...line, customer: 'Max' }],
      next: 'n1',
    })
    expect(read(html)).toContain('Cases of Acme')
    expect(read(html)).toContain('We are working on it · Max ·')
    expect(html).toContain('href="/my/organisation?after=n1"')
    expect(html).toContain('href="/my"')
  })

  test('leads to older ones and to the organisation only where there are any', () => {
    expect(list()).not.toMatch(/after=|\/my\/organisation/)
    const html = list({ organisation: 'Acme', next: 'n1' })
    expect(html).toContain('href="/my?after=n1"')
    expect(html).toContain('href="/my/organisation"')
  })

  test('with nothing in it welcomes instead of showing an empty frame', () => {
    const html = list({ cases: [] })
    expect(read(html)).toContain('No cases yet')
    expect(html).not.toContain('<ul')
  })
})

describe('the door', () => {
  const door = (step: SignInPage['step']) =>
    renderSignIn({
      ...{ company: 'Riverside School', languages: ['de', 'en'], step, next: '/my/cases/7' },
      action: '/my/sign-in/secret',
    })

  test('asks for the address with a labelled field a phone knows how to fill', () => {
    const html = door('ask')
    expect(html).toContain('<label for="email">')
    const [field = ''] = /<input id="email"[^>]*>/.exec(html) ?? []
    for (const says of ['type="email"', 'autoComplete="email"', 'required=""', 'name="email"'])
      expect(field).toContain(says)
    expect(html).toContain('name="next" value="/my/cases/7"')
  })

  test('has nothing to press after a link was sent, and one thing where a link leads', () => {
    expect(door('sent')).not.toContain('<form')
    expect(door('press').match(/<button/g)).toHaveLength(1)
    expect(door('press')).not.toContain('type="email"')
  })

  test('offers a new link where one was used up', () => {
    expect(read(door('spent'))).toContain('Ask for a new one.')
    expect(door('spent')).toContain('type="email"')
  })

  test('tells nobody who is known: what is said after asking depends on nothing', () => {
    expect(door('sent')).not.toContain('secret')
    expect(read(door('sent'))).toContain('If we know that address')
  })
})
