import { beforeAll, describe, expect, test } from 'vitest'
import { type CaseDesk, createCaseDesk } from '../../tests/factories/case-desk.ts'
import { regroupingBy } from '../../tests/factories/regrouping.ts'
import type { Visitor } from '../../tests/harness/visitor.ts'
import { conversationSchema, factSchema, regroupingSchema, repeatSchema, storySchema } from './contract.ts'
import { routes } from './routes.ts'

let desk: CaseDesk
let mia: Visitor
let sam: Visitor
let tom: Visitor
beforeAll(async () => {
  desk = await createCaseDesk(routes)
  mia = await desk.at(desk.mia)
  sam = await desk.at(desk.sam)
  tom = await desk.at(desk.tom)
})

const storyOf = async (visitor: Visitor, caseId: number) =>
  (await visitor.get(`/cases/${caseId}/story`)).as(storySchema)
const keep = (visitor: Visitor, caseId: number, fact: object) => visitor.post(`/cases/${caseId}/facts`, fact)
const texts = (facts: readonly { text: string }[]) => facts.map(({ text }) => text)
const newsOf = async (caseId: number, type: string) => {
  const { rows } = await desk.platform.database.pool.query(
    'select attributes from journal where case_id = $1 and type = $2 order by seq',
    [caseId, type],
  )
  return rows.map(({ attributes }) => attributes)
}

describe('a fact', () => {
  test('selected in a message by one person is there for the next, with where it was said', async () => {
    const { caseId, messageId } = await desk.mail('My phone is a Pebble 2,\nbought in May.')
    const answer = await keep(mia, caseId, {
      text: 'Pebble 2',
      slot: 'device',
      messageId,
      quote: 'Pebble 2, bought',
    })
    expect(answer.status).toBe(201)
    const fact = answer.as(factSchema)
    expect(fact).toMatchObject({
      ...{
        caseId,
        messageId,
        contactId: null,
        slot: 'device',
        text: 'Pebble 2',
        corrections: [],
        version: 1,
      },
      addedBy: { id: desk.mia.staffId, name: 'Mia' },
    })
    expect((await storyOf(sam, caseId)).facts).toEqual([fact])
    expect(await newsOf(caseId, 'cases.fact-added')).toEqual([{ factId: fact.id, slot: 'device' }])
  })

  test('is not a line in the conversation', async () => {
    const { caseId } = await desk.mail('Hello')
    await keep(mia, caseId, { text: 'Prefers to be called Annie' })
    const { items } = (await mia.get(`/cases/${caseId}/conversation`)).as(conversationSchema)
    expect(items.map(({ type }) => type)).toEqual(['message'])
  })

  test('never quotes what was not said there', async () => {
    const { caseId, messageId } = await desk.mail('My phone is silent.')
    const answer = await keep(mia, caseId, { text: 'Pebble 2', messageId, quote: 'Pebble 2' })
    expect(answer.status).toBe(400)
    expect(answer.body).toMatchObject({ code: 'cases.not-said-there' })
    expect((await keep(mia, caseId, { text: 'x', quote: 'a quote from nowhere' })).status).toBe(400)
    expect((await storyOf(mia, caseId)).facts).toEqual([])
  })

  test('hangs on no message of another case, and on no two things', async () => {
    const other = await desk.mail('Other words')
    const { caseId, messageId, contactId } = await desk.mail('Hello')
    expect((await keep(mia, caseId, { text: 'x', messageId: other.messageId })).status).toBe(404)
    expect((await keep(mia, caseId, { text: 'x', messageId, contactId })).status).toBe(400)
  })

  test('is corrected with its history kept; two who correct at once: the second sees the first', async () => {
    const { caseId } = await desk.mail('Hello')
    const { id } = (await keep(mia, caseId, { text: 'Has a Pebble 2', slot: 'device' })).as(factSchema)
    const place = `/cases/${caseId}/facts/${id}`
    const corrected = (await sam.patch(place, { text: 'Has a Pebble 3' }, 1)).as(factSchema)
    expect(corrected).toMatchObject({ text: 'Has a Pebble 3', version: 2 })
    expect(corrected.corrections).toMatchObject([{ text: 'Has a Pebble 2', slot: 'device', by: 'Sam' }])
    const late = await mia.patch(place, { text: 'Has a Pebble 4' }, 1)
    expect(late.status).toBe(412)
    expect(late.body).toMatchObject({ code: 'platform.changed-meanwhile' })
    expect((await mia.patch(place, { text: 'Has none' })).status).toBe(428)
    expect(texts((await storyOf(mia, caseId)).facts)).toEqual(['Has a Pebble 3'])
  })

  test('corrected to what it is stays as it is', async () => {
    const { caseId } = await desk.mail('Hello')
    const { id } = (await keep(mia, caseId, { text: 'Same' })).as(factSchema)
    const answer = await mia.patch(`/cases/${caseId}/facts/${id}`, { text: 'Same' }, 1)
    expect(answer.as(factSchema)).toMatchObject({ version: 1, corrections: [] })
  })

  test('that was wrong is retracted, once', async () => {
    const { caseId } = await desk.mail('Hello')
    const { id } = (await keep(mia, caseId, { text: 'Is moving', slot: 'wish' })).as(factSchema)
    const place = `/cases/${caseId}/facts/${id}`
    expect((await sam.remove(place)).status).toBe(204)
    expect((await storyOf(mia, caseId)).facts).toEqual([])
    expect(await newsOf(caseId, 'cases.fact-retracted')).toEqual([{ factId: id, slot: 'wish' }])
    expect((await sam.remove(place)).status).toBe(404)
    expect((await sam.patch(place, { text: 'Is moving' }, 2)).status).toBe(404)
  })

  test('of a case that somebody may not see does not exist for them', async () => {
    const { caseId } = await desk.mail('Hello')
    const { id } = (await keep(mia, caseId, { text: 'Secret' })).as(factSchema)
    expect((await tom.get(`/cases/${caseId}/story`)).status).toBe(404)
    expect((await keep(tom, caseId, { text: 'x' })).status).toBe(404)
    expect((await tom.patch(`/cases/${caseId}/facts/${id}`, { text: 'x' }, 1)).status).toBe(404)
    expect((await tom.remove(`/cases/${caseId}/facts/${id}`)).status).toBe(404)
    const own = await desk.mail('Mine', { teamId: desk.otherTeamId })
    expect((await tom.patch(`/cases/${own.caseId}/facts/${id}`, { text: 'x' }, 1)).status).toBe(404)
  })
})

describe('facts of earlier cases', () => {
  test('come with the customer, but what was tried and felt stays with its need', async () => {
    const { caseId: before } = await desk.mail('An earlier need')
    await keep(mia, before, { text: 'Answers in the evening' })
    await keep(mia, before, { text: 'Restarted it', slot: 'tried' })
    await keep(mia, before, { text: 'Worried', slot: 'feeling' })
    const { caseId } = await desk.mail('A new need')
    const { facts, earlierFacts } = await storyOf(mia, caseId)
    expect(facts).toEqual([])
    expect(earlierFacts).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ text: 'Answers in the evening', caseId: before })]),
    )
    expect(texts(earlierFacts)).not.toContain('Restarted it')
    expect(texts(earlierFacts)).not.toContain('Worried')
  })

  test('only from cases that the reader may see', async () => {
    const { caseId: before } = await desk.mail('Theirs', { teamId: desk.otherTeamId })
    await keep(tom, before, { text: 'Told to the other team' })
    const { caseId } = await desk.mail('Ours')
    expect(texts((await storyOf(mia, caseId)).earlierFacts)).not.toContain('Told to the other team')
    const ada = await desk.at(desk.ada)
    expect(texts((await storyOf(ada, caseId)).earlierFacts)).toContain('Told to the other team')
  })

  test('of somebody whom nobody knows there are none', async () => {
    const { caseId } = await desk.mail('Who am I?', { customerId: null })
    expect((await storyOf(mia, caseId)).earlierFacts).toEqual([])
  })
})

describe('merging, splitting and moving', () => {
  test('facts go along with a merge and come back with its undo', async () => {
    const regroup = regroupingBy(mia)
    const one = await desk.mail('One thing')
    const other = await desk.mail('The same thing')
    await keep(mia, one.caseId, { text: 'From the message', messageId: one.messageId, quote: 'One' })
    await keep(mia, one.caseId, { text: 'Known by itself' })
    const { id } = (await regroup.merge(one.caseId, other.caseId)).as(regroupingSchema)
    expect(texts((await storyOf(mia, other.caseId)).facts)).toEqual(['From the message', 'Known by itself'])
    expect((await keep(mia, one.caseId, { text: 'Too late' })).body).toMatchObject({
      code: 'cases.already-merged',
    })
    await keep(mia, other.caseId, { text: 'Told after' })
    await regroup.undo(id)
    expect(texts((await storyOf(mia, one.caseId)).facts)).toEqual(['From the message', 'Known by itself'])
    expect(texts((await storyOf(mia, other.caseId)).facts)).toEqual(['Told after'])
  })

  test('a split or move takes what was said in it, and an undone split loses nothing', async () => {
    const regroup = regroupingBy(mia)
    const first = await desk.mail('About the phone')
    const second = await desk.mail('About the bill', { caseId: first.caseId })
    await keep(mia, first.caseId, { text: 'A phone', messageId: first.messageId })
    await keep(mia, first.caseId, { text: 'A bill', messageId: second.messageId })
    const split = (await regroup.split(first.caseId, [second.contactId])).as(regroupingSchema)
    expect(texts((await storyOf(mia, split.toCaseId)).facts)).toEqual(['A bill'])
    expect(texts((await storyOf(mia, first.caseId)).facts)).toEqual(['A phone'])
    await keep(mia, split.toCaseId, { text: 'Told since' })
    await regroup.undo(split.id)
    expect(texts((await storyOf(mia, first.caseId)).facts)).toEqual(['A phone', 'A bill', 'Told since'])
    const other = await desk.mail('Another need')
    await regroup.move(first.caseId, [second.contactId], other.caseId)
    expect(texts((await storyOf(mia, other.caseId)).facts)).toEqual(['A bill'])
  })
})

describe('the brief', () => {
  test('is put together from the record', async () => {
    const { caseId } = await desk.mail('The line is dead since the storm.')
    await keep(mia, caseId, { text: 'Changed the cable', slot: 'tried' })
    await keep(mia, caseId, { text: 'Restarted', slot: 'tried' })
    await keep(mia, caseId, { text: 'Tired', slot: 'feeling' })
    expect((await storyOf(sam, caseId)).brief).toMatchObject({
      firstWords: 'The line is dead since the storm.',
      tried: { text: 'Changed the cable; Restarted', writtenBy: null },
      next: { text: null },
      feeling: { text: 'Tired' },
    })
  })

  test('a person’s line stands until it is given back to the record', async () => {
    const { caseId } = await desk.mail('Hello')
    await keep(mia, caseId, { text: 'Restarted', slot: 'tried' })
    const line = `/cases/${caseId}/brief/tried`
    await sam.put(line, { text: 'Everything we know of' })
    expect((await storyOf(mia, caseId)).brief.tried).toMatchObject({
      text: 'Everything we know of',
      writtenBy: { id: desk.sam.staffId, name: 'Sam' },
    })
    await mia.put(line, { text: '  ' })
    expect((await storyOf(mia, caseId)).brief.tried).toMatchObject({ text: 'Restarted', writtenBy: null })
    expect(await newsOf(caseId, 'cases.brief-written')).toEqual([{ line: 'tried' }, { line: 'tried' }])
  })

  test('has no other lines, and none on cases of others', async () => {
    const { caseId } = await desk.mail('Hello')
    expect((await mia.put(`/cases/${caseId}/brief/mood`, { text: 'x' })).status).toBe(400)
    expect((await tom.put(`/cases/${caseId}/brief/next`, { text: 'x' })).status).toBe(404)
  })
})

describe('having to say it again', () => {
  const again = 'Once more: the router loses the line every evening at eight, I restarted it.'

  test('is noted by one click and counted', async () => {
    const { caseId, messageId } = await desk.mail('As I told you, the line is dead')
    const noted = (await mia.post(`/cases/${caseId}/repeats`, { messageId })).as(repeatSchema)
    expect(noted).toMatchObject({ messageId, legId: null, isRepeat: true, notedBy: 'Mia' })
    const { counts, repeats } = await storyOf(sam, caseId)
    expect(repeats).toEqual([noted])
    expect(counts.repeats).toBe(1)
    expect((await sam.remove(`/cases/${caseId}/repeats/${noted.id}`)).status).toBe(204)
    expect((await storyOf(mia, caseId)).counts.repeats).toBe(0)
  })

  test('is suspected, and only a person makes it a repeat', async () => {
    const first = await desk.mail('Hello, the router loses the line every evening at eight, I restarted it.')
    const { caseId } = first
    const { messageId } = await desk.mail(again, { caseId })
    const before = await storyOf(mia, caseId)
    expect(before.suspicions).toMatchObject([{ messageId, earlierMessageId: first.messageId, threshold: 60 }])
    expect(before.counts.repeats).toBe(0)
    await mia.post(`/cases/${caseId}/repeats`, { messageId, isRepeat: false })
    const after = await storyOf(mia, caseId)
    expect(after).toMatchObject({ suspicions: [], counts: { repeats: 0 } })
    await mia.post(`/cases/${caseId}/repeats`, { messageId })
    expect((await storyOf(mia, caseId)).counts.repeats).toBe(1)
  })

  test('names a fact only when its story shows it', async () => {
    const { caseId, messageId } = await desk.mail('Hello')
    const theirs = await desk.mail('Theirs', { teamId: desk.otherTeamId })
    const { id } = (await keep(tom, theirs.caseId, { text: 'Unseen' })).as(factSchema)
    expect((await mia.post(`/cases/${caseId}/repeats`, { messageId, factId: id })).status).toBe(404)
  })

  test('is said of the customer’s own words on this case, by who may see it', async () => {
    const { caseId } = await desk.mail('Hello')
    const other = await desk.mail('Other')
    const at = `/cases/${caseId}/repeats`
    expect((await mia.post(at, { messageId: other.messageId })).status).toBe(404)
    expect((await tom.post(at, { messageId: other.messageId })).status).toBe(404)
    expect((await mia.post(at, {})).status).toBe(400)
    const { id } = (await mia.post(`/cases/${other.caseId}/repeats`, { messageId: other.messageId })).as(
      repeatSchema,
    )
    expect((await mia.remove(`${at}/${id}`)).status).toBe(404)
  })
})

describe('reading first', () => {
  test('is written down once per person and spell', async () => {
    const { caseId } = await desk.mail('Hello')
    for (const visitor of [mia, mia, sam])
      expect((await visitor.post(`/cases/${caseId}/story/reading`)).status).toBe(204)
    expect(await newsOf(caseId, 'cases.record-read')).toHaveLength(2)
    await desk.mail('Hello again', { caseId })
    await mia.post(`/cases/${caseId}/story/reading`)
    expect(await newsOf(caseId, 'cases.record-read')).toHaveLength(3)
    expect((await tom.post(`/cases/${caseId}/story/reading`)).status).toBe(404)
  })
})
