import { expect, test } from 'vitest'
import type { Case, Story } from '../../../server/cases/contract.ts'
import { render } from '../../app/testing/render.tsx'
import { caseOf, contactOf, legOf, messageOf, minutesAgo } from '../../app/testing/samples.ts'
import { storyOf } from '../../app/testing/story-samples.ts'
import { storyQuery } from '../story/api.ts'
import { ContactCard } from './contact-card.tsx'
import { MessageView } from './message-view.tsx'

const around = (story: Partial<Story>) => ({ known: [[storyQuery(7).queryKey, storyOf(story)]] as const })
const message = (story: Partial<Story> = {}, found: Partial<Case> = {}, change = {}) =>
  render(<MessageView message={messageOf(change)} found={caseOf(found)} />, around(story))
const repeat = { id: 5, messageId: 11, legId: null, contactId: null, factId: null, isRepeat: true }
const noted = { ...repeat, notedBy: 'Sam', notedAt: minutesAgo(1) }
const offer = 'They had to say it again'

test('one click on a customer’s message is offered, not on ours', async () => {
  expect((await message()).names('button')).toContain(offer)
  expect((await message({}, {}, { authorKind: 'staff' })).names('button')).not.toContain(offer)
})

test('a noted one says so in words and can be taken back', async () => {
  const page = await message({ repeats: [noted] })
  expect(page.names('button')).toContain('had to say it again')
  expect(page.names('button')).not.toContain(offer)
})

test('somebody who decided that it was none leaves it open to others', async () => {
  expect((await message({ repeats: [{ ...noted, isRepeat: false }] })).names('button')).toContain(offer)
})

test('a suspicion is a question with the words told before', async () => {
  const suspicion = {
    messageId: 11,
    factId: 3,
    earlierMessageId: null,
    words: 'Order 48-2291',
    percent: 80,
    threshold: 60,
  }
  const page = await message({ suspicions: [suspicion] })
  expect(page.text).toContain('Did they have to say this again? Order 48-2291')
  expect(page.names('button')).toContain('Yes, again')
  expect(page.names('button')).toContain('No')
})

test('who may not write on the case is asked nothing', async () => {
  const may = { ...caseOf().may, help: false }
  expect((await message({}, { may })).names('button')).toEqual([])
})

test('on a call it is noted for each person who served', async () => {
  const legs = [legOf({ id: 31 }), legOf({ id: 32, staffName: 'Otto Ek' })]
  const page = await render(
    <ContactCard contact={contactOf({ legs })} found={caseOf()} />,
    around({ repeats: [{ ...noted, messageId: null, legId: 32 }] }),
  )
  expect(page.names('button')).toEqual([offer, 'had to say it again'])
})
