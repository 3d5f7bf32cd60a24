import { existsSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addCase, addCustomer, addStaff, addTeam } from '../../../tests/factories/desk.ts'
import { createTestDatabase } from '../../../tests/harness/database.ts'
import fc from '../../../tests/harness/properties.ts'
import { type Connection, connect } from '../../platform/db/pool.ts'
import { transact } from '../../platform/db/transaction.ts'
import { type StaffActor, systemActor } from '../../platform/identity/actor.ts'
import { indexWords } from './index-words.ts'
import { search } from './search.ts'

let connection: Connection
let all: StaffActor
let stranger: StaffActor
let teamId: number
let customerId: number
const caseIds = new Map<string, number>()

const needs: Record<string, string> = {
  english: 'Two houses without a connection since Monday',
  german: 'Die Rechnungen für unsere Häuser stimmen leider nicht mehr',
  swedish: 'Räkningen för telefonerna är fel den här månaden',
  arabic: 'هاتفي لا يعمل منذ الأمس والفواتير خاطئة',
  chinese: '我的電話壞了，請幫我換一台新的',
  thai: 'โทรศัพท์ของฉันเสีย',
  russian: 'Мой телефон не работает уже второй день',
  french: 'La cliente n’a jamais reçu le téléphone commandé',
}

const addNeed = async (need: string, at = new Date()) => {
  const caseId = await addCase(connection.db, { teamId, owner: all, customerId, need })
  await transact(connection.db, systemActor('test'), (tx) =>
    indexWords(tx, { caseId, kind: 'need', objectId: caseId, at, text: need }),
  )
  return caseId
}

beforeAll(async () => {
  connection = connect((await createTestDatabase()).url, 4, 'test')
  all = await addStaff(connection.db)
  stranger = await addStaff(connection.db, { reach: 'own' })
  teamId = await addTeam(connection.db, all)
  customerId = await addCustomer(connection.db, 'Aurélie Marchand', 'aurelie@marchand.example')
  for (const [name, need] of Object.entries(needs)) caseIds.set(name, await addNeed(need))
})
afterAll(() => connection.close())

const find = async (q: string, actor = all) => (await search(connection.db, actor, { q })).items
const cases = async (q: string, actor = all) => {
  const hits = await find(q, actor)
  return hits.flatMap(({ caseId }) => [...caseIds].filter(([, id]) => id === caseId).map(([name]) => name))
}

describe('search finds', () => {
  test.each([
    ['the word as it stands', 'connection', 'english'],
    ['another form of it', 'house', 'english'],
    ['another form in another language', 'Rechnung', 'german'],
    ['an inflected form', 'telefonens', 'swedish'],
    ['without accents', 'telephone', 'french'],
    ['with accents left out of a German word', 'hauser', 'german'],
    ['the beginning, as it is typed', 'connec', 'english'],
    ['the beginning in Cyrillic', 'телеф', 'russian'],
    ['an Arabic word without the joined conjunction', 'الفواتير', 'arabic'],
    ['two Chinese characters', '電話', 'chinese'],
    ['one Chinese character', '壞', 'chinese'],
    ['a Thai word inside others', 'ของฉัน', 'thai'],
    ['words in any order', 'monday two', 'english'],
    ['a phrase', '"since Monday"', 'english'],
    ['a misspelt word', 'conection', 'english'],
    ['a word misspelt in German', 'Rechnnungen', 'german'],
  ])('%s: %s', async (_, q, name) => expect(await cases(q)).toContain(name))

  test.each([
    ['a word that is missing', 'connection holiday'],
    ['a phrase in another order', '"Monday since"'],
    ['another form of a quoted word', '"house"'],
    ['a stem of another language', 'Haus connection'],
  ])('nothing for %s', async (_, q) => expect(await cases(q)).toEqual([]))

  test('the case of a number before everything else', async () => {
    const { number } = await connection.db
      .selectFrom('cases')
      .select('number')
      .where('id', '=', caseIds.get('thai') ?? 0)
      .executeTakeFirstOrThrow()
    expect((await find(`#${number}`))[0]).toMatchObject({
      kind: 'case',
      caseNumber: number,
      title: needs.thai,
    })
    expect(await find(`#${number}`, stranger)).toEqual([])
  })

  test('customers by name, also misspelt, and by address', async () => {
    const customer = { kind: 'customer', customerId, title: 'Aurélie Marchand' }
    expect((await find('Marchand'))[0]).toMatchObject(customer)
    expect((await find('Aurelie Marchan'))[0]).toMatchObject(customer)
    expect((await find('aurelie@marchand'))[0]).toMatchObject(customer)
  })

  test('one hit for each case, with its matches marked', async () => {
    const caseId = caseIds.get('english') ?? 0
    await transact(connection.db, systemActor('test'), async (tx) => {
      await indexWords(tx, { caseId, kind: 'file', objectId: 77, at: new Date(), text: 'houses_2026.pdf' })
    })
    const hits = await find('houses')
    expect(hits.filter((hit) => hit.caseId === caseId)).toHaveLength(1)
    expect(hits[0]?.excerpt).toContain('\ue000houses\ue001')
  })
})

describe('search shows only what the reader may see', () => {
  test('nothing to somebody without cases', async () =>
    expect(await cases('connection', stranger)).toEqual([]))

  test('the case somebody takes part in', async () => {
    await connection.db
      .insertInto('case_participants')
      .values({ case_id: caseIds.get('german') ?? 0, staff_id: stranger.staffId, part: 'consulted' })
      .execute()
    expect(await cases('Rechnungen', stranger)).toEqual(['german'])
  })

  test('the cases of a team', async () => {
    const member: StaffActor = { ...stranger, staffId: 999, reach: 'team', teamIds: [teamId] }
    expect(await cases('connection', member)).toEqual(['english'])
    expect(await cases('connection', { ...member, teamIds: [teamId + 1] })).toEqual([])
  })

  test('no customers to a token that may not read them', async () => {
    expect(await find('Marchand', { ...all, scopes: ['cases.read'] })).toEqual([])
  })
})

describe('search ranks and pages', () => {
  test('the newer of two alike first, and every case once', async () => {
    const days = Array.from({ length: 45 }, (_, age) => age)
    const made: number[] = []
    for (const age of days)
      made.push(await addNeed('A pelican in the office', new Date(Date.now() - age * 86_400_000)))
    const found: (number | null)[] = []
    let after: string | undefined
    do {
      const page = await search(connection.db, all, { q: 'pelican', ...(after && { after }) })
      found.push(...page.items.map(({ caseId }) => caseId))
      after = page.next ?? undefined
    } while (after)
    expect(found).toEqual(made)
  })

  test('a broken cursor is a wrong request', async () => {
    const cursor = Buffer.from('["x", null]').toString('base64url')
    for (const after of ['?', cursor, Buffer.from('[1e300,1]').toString('base64url')])
      await expect(search(connection.db, all, { q: 'pelican', after })).rejects.toMatchObject({ status: 400 })
  })
})

describe('nothing anybody types is an error (T27)', () => {
  test('random text of every kind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), async (q) => {
        await find(q)
      }),
      { numRuns: 150 },
    )
  })

  test('the grammar of tsquery, LIKE, JSON paths and SQL', async () => {
    const pieces = [
      "'",
      '"',
      '\\',
      '&',
      '|',
      '!',
      '<->',
      '<2>',
      ':*',
      ':A',
      '(',
      ')',
      '%',
      '_',
      '$$',
      '--',
      ';',
    ]
    const words = fc.array(fc.constantFrom(...pieces, 'phone', 'or', 'and', 'not', '電', 'x'), {
      maxLength: 12,
    })
    await fc.assert(
      fc.asyncProperty(words, async (parts) => {
        await find(parts.join(''))
        await find(parts.join(' '))
      }),
      { numRuns: 150 },
    )
  })

  const list = new URL('../../../../shared/data/strings-hostile/naughty-strings.json', import.meta.url)
  test.skipIf(!existsSync(list))('every known naughty string (the list is not present here)', async () => {
    const strings: unknown = JSON.parse(readFileSync(list, 'utf8'))
    const texts = (Array.isArray(strings) ? strings : []).map(String).filter((text) => text.trim() !== '')
    expect(texts.length).toBeGreaterThan(100)
    for (const q of texts) await find(q.slice(0, 200))
  })
})
