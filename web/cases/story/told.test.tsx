import { describe, expect, test } from 'vitest'
import type { Case, Story } from '../../../server/cases/contract.ts'
import { render } from '../../app/testing/render.tsx'
import { caseOf, minutesAgo } from '../../app/testing/samples.ts'
import { countsOf, factOf, storyOf } from '../../app/testing/story-samples.ts'
import { storyQuery } from './api.ts'
import { Told } from './told.tsx'

const draw = (story: Partial<Story> = {}, found: Partial<Case> = {}) =>
  render(<Told found={caseOf(found)} />, { known: [[storyQuery(7).queryKey, storyOf(story)]] })
const line = (text: string | null, name?: string) => ({
  text,
  writtenBy: name ? { id: 1, name } : null,
  writtenAt: name ? minutesAgo(5) : null,
})

describe('in short', () => {
  test('five lines: need, so far, tried, next, feels', async () => {
    const page = await draw()
    for (const label of ['Need', 'So far', 'Tried', 'Next', 'Feels']) expect(page.text).toContain(label)
    expect(page.text).toContain('No dial tone since the storm')
    expect(page.text).toContain('1 contact, 1 person, 1 team in 1 hr')
  })

  test('the telephone story fits into one line', async () => {
    const counts = countsOf({ contacts: 6, people: 9, teams: 2, elapsedSeconds: 418 * 60 })
    expect((await draw({ counts })).text).toContain('6 contacts, 9 people, 2 teams in 6 hr')
  })

  test('a line that a person wrote says by whom', async () => {
    const brief = { ...storyOf().brief, feeling: line('Tired of repeating herself', 'Sam Ek') }
    const page = await draw({ brief })
    expect(page.text).toContain('Tired of repeating herself')
    expect(page.text).toContain('written by Sam Ek, 5 min. ago')
  })

  test.each([
    [{ customerWaitingSince: minutesAgo(9) }, 'They wait for our answer'],
    [{ state: 'waiting-for-customer' as const }, 'We wait for their answer'],
    [{ state: 'solution-proposed' as const }, 'They say whether it is solved'],
    [{ state: 'open' as const }, 'Ours to say'],
    [{ state: 'solved' as const }, 'Solved'],
    [{ nextDueAt: minutesAgo(-30), nextDueKind: 'promise' as const }, 'A promise is due'],
  ])('what is next by the record alone: %o', async (found, words) => {
    expect((await draw({}, found)).text).toContain(words)
  })

  test('who may not write it may read it', async () => {
    const may = { ...caseOf().may, help: false }
    const page = await draw({ facts: [factOf()] }, { may })
    expect(page.names('button')).toEqual([expect.stringContaining('Pebble 2')])
    expect(page.all('textbox')).toEqual([])
  })
})

describe('what it took them', () => {
  test('says what went wrong and nothing that did not', async () => {
    const counts = countsOf({
      ...{ path: ['Service', 'Technical', 'Service', 'Technical'], groupHandOffs: 3, pingPong: 2 },
      ...{ disconnections: 1, reconnects: 1, repeats: 8, waitingSeconds: 86 * 60, longestQueueSeconds: 1080 },
    })
    const page = await draw({ counts })
    expect(page.names('list')).toContain('Teams in order: Service → Technical → Service → Technical')
    expect(page.text).toContain('sent on 3 times, straight back 2 times')
    expect(page.text).toContain('cut off once, had to call again')
    expect(page.text).toContain('had to say it again 8 times')
    expect(page.text).toContain('1 hr 26 min of waiting on the line, 18 min at once')
    expect(page.text).not.toContain('without a word')
  })

  test('a quiet journey has no such part', async () => {
    expect((await draw()).names('heading')).not.toContain('What it took them')
  })
})

describe('already told us', () => {
  test('each fact leads back to its words, can be put right and taken back', async () => {
    const page = await draw({ facts: [factOf()] })
    expect(page.names('button')).toContain('Pebble 2, bought in May Show where it was said')
    expect(page.names('button')).toContain('Correct: Pebble 2, bought in May')
    expect(page.names('button')).toContain('Take back: Pebble 2, bought in May')
  })

  test('what was told on an earlier case says so and leads there', async () => {
    const page = await draw({ earlierFacts: [factOf({ caseId: 3, caseNumber: 900 })] })
    expect(page.names('heading')).toContain('Told on earlier cases')
    expect(page.one('link', 'Pebble 2, bought in May #900').attributes.href).toBe('/desk/all/3')
  })

  test('what was tried and how they feel stand in their own places', async () => {
    const facts = [
      factOf({ id: 1, slot: 'tried', text: 'Restarted' }),
      factOf({ id: 2, slot: 'feeling', text: 'Worried' }),
    ]
    const page = await draw({ facts })
    expect(page.names('heading')).toEqual(['In short', 'Already told us', 'Tried', 'How they feel'])
    expect(page.text.indexOf('Already told us')).toBeLessThan(page.text.indexOf('Restarted'))
    expect(page.names('textbox')).toEqual([
      'What they told us',
      'What was tried',
      'A word they would agree with',
    ])
  })

  test('a fact that nobody heard in a message is only words', async () => {
    const page = await draw({ facts: [factOf({ messageId: null, quote: '' })] })
    expect(page.names('button').filter((name) => name.startsWith('Pebble'))).toEqual([])
    expect(page.text).toContain('Pebble 2')
  })
})

test('while it loads, its place is kept', async () => {
  const page = await render(<Told found={caseOf()} />)
  expect(page.names('heading')).toEqual(['In short'])
})
