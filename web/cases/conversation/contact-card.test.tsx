import { expect, test } from 'vitest'
import { render } from '../../app/testing/render.tsx'
import { caseOf, contactOf, legOf } from '../../app/testing/samples.ts'
import { ContactCard } from './contact-card.tsx'

const draw = (change: Parameters<typeof contactOf>[0] = {}) =>
  render(<ContactCard contact={contactOf(change)} found={caseOf()} />)
const passedOn = [
  legOf({ id: 1, howEnded: 'transferred', queueSeconds: 60, talkSeconds: 120 }),
  legOf({
    id: 2,
    staffName: 'Otto Ek',
    teamName: 'Lines',
    queueSeconds: 240,
    talkSeconds: 600,
    holdSeconds: 60,
  }),
]

test('a call tells how long the customer talked, how long they only waited, and with how many people', async () => {
  const page = await draw({ legs: passedOn })
  expect(page.text).toContain('18 min in all: 12 min talking, 6 min waiting, 2 people')
})

test('one person is one person, however many legs they had', async () => {
  const legs = [legOf({ id: 1 }), legOf({ id: 2 })]
  expect((await draw({ legs })).text).toContain('1 person')
})

test('each leg names its person, its team, its lengths and its end, for those who do not see the strip', async () => {
  const page = await draw({ legs: passedOn })
  expect(page.all('listitem').map(({ text }) => text)).toEqual([
    'Mia Lindqvist Support passed on',
    'Otto Ek Lines helped',
  ])
  expect(page.names('img')).toEqual([
    '1 min in the queue, 2 min talking',
    '4 min in the queue, 10 min talking, 1 min on hold',
  ])
})

test.each([
  ['resolved', 'helped'],
  ['transferred', 'passed on'],
  ['sent-elsewhere', 'sent elsewhere'],
  ['disconnected', 'cut off'],
  ['abandoned', 'gave up waiting'],
  ['ended', 'ended'],
] as const)('a leg that was %s reads “%s”', async (howEnded, words) => {
  const page = await draw({ legs: [legOf({ howEnded })] })
  expect(page.one('listitem').text).toBe(`Mia Lindqvist Support ${words}`)
})

test('a call that was cut off says so at its head, one that was not does not', async () => {
  const cut = await draw({ legs: [legOf({ howEnded: 'disconnected' })] })
  expect(cut.one('region', 'Call').text).toMatch(/^Call 1 hr. ago cut off/)
  expect((await draw()).text).not.toContain('cut off')
})

test('who called whom, what was said and who wrote it down', async () => {
  const page = await draw({ direction: 'out', subject: 'About the outage', enteredBy: 'Otto Ek' })
  expect(page.text).toMatch(/^About the outage 1 hr. ago we called/)
  expect(page.text).toContain('She asked when the line is back.')
  expect(page.text).toContain('Written down by Otto Ek')
})

test('a visit has no legs and shows none', async () => {
  const page = await draw({ channel: 'visit', legs: [], summary: 'Came to the shop.' })
  expect(page.one('region', 'Visit').text).toBe('Visit 1 hr. ago Came to the shop.')
  expect(page.all('list')).toEqual([])
})
