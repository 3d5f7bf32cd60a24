import { describe, expect, test } from 'vitest'
import fc from '../../../tests/harness/properties.ts'
import { defineErrors, problemSchema, Refusal } from './errors.ts'
import { adminsOnly, definePermission, everyStaff, permissionsOf } from './permission.ts'
import { emailSchema, idText, line, lineOrNothing, pageQuery, prose } from './schemas.ts'

const fits = (schema: { safeParse(given: unknown): { success: boolean } }, given: unknown) =>
  schema.safeParse(given).success

describe('one line that a person typed', () => {
  test('comes without the space around it', () => {
    expect(line(10).parse('  Ada Lima \n')).toBe('Ada Lima')
    expect(lineOrNothing(10).parse('   ')).toBe('')
  })

  test.each(['', '   ', 'a\nb', 'a\0b', 'a\tb', 'a\x7fb', 'x'.repeat(11), 'half \ud83d', 7, null, ['a']])(
    'is not %j',
    (given) => {
      expect(fits(line(10), given)).toBe(false)
    },
  )

  test('holds every script, and what it holds can be stored and compared', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (given) => {
        const parsed = line(400).safeParse(given)
        if (!parsed.success) return
        expect(parsed.data).toBe(parsed.data.trim())
        expect(parsed.data.isWellFormed()).toBe(true)
        expect(line(400).parse(parsed.data)).toBe(parsed.data)
      }),
    )
    expect(line(10).parse('Größe 電話👋')).toBe('Größe 電話👋')
  })
})

test('longer text keeps its lines, and refuses what the database could not keep', () => {
  const text = '\n  Dear all,\r\n\tthanks.\n'
  expect(prose(100).parse(text)).toBe(text)
  for (const wrong of ['a\0b', '\udc4b', 'x'.repeat(101)]) expect(fits(prose(100), wrong)).toBe(false)
})

describe('an id in an address', () => {
  test('is any whole number that a program holds exactly, and comes back as one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }), (id) => {
        expect(idText.parse(String(id))).toBe(id)
      }),
    )
  })

  test.each(['0', '01', '-1', '+1', '1.0', '1e3', ' 1', '1 ', '0x1', '９', '', '9007199254740992', 'NaN'])(
    'is not %j',
    (text) => {
      expect(fits(idText, text)).toBe(false)
    },
  )
})

test.each([
  ['ada@school.example', true],
  ['ada.lima+desk@mail.school.example', true],
  ['Ada <ada@school.example>', false],
  ['ada@school.example\nBcc: all@school.example', false],
  ['ada', false],
  ['ada@', false],
  ['a@b@c', false],
  [`${'a'.repeat(250)}@b.example`, false],
])('%j is an e-mail address: %s', (text, is) => {
  expect(fits(emailSchema, text)).toBe(is)
})

test.each([
  [{}, true],
  [{ limit: '1' }, true],
  [{ limit: '200', after: 'x' }, true],
  [{ limit: '0' }, false],
  [{ limit: '201' }, false],
  [{ limit: '10.5' }, false],
  [{ limit: '-1' }, false],
  [{ after: 'x'.repeat(401) }, false],
  [{ offset: '10' }, false],
])('a list may be asked for with %o: %s', (query, may) => {
  expect(fits(pageQuery, query)).toBe(may)
})

describe('a list of errors', () => {
  const errors = defineErrors('bakery', { notEnoughFlour: { status: 409, words: 'Bring more flour.' } })

  test('throws each with a code that a program can rely on, and words for a person', () => {
    const refusal = errors.notEnoughFlour({ needed: 3 })
    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal).toMatchObject({ code: 'bakery.not-enough-flour', status: 409, extra: { needed: 3 } })
    expect(refusal.message).toBe('Bring more flour.')
  })

  test('makes a new one each time, so that what one request adds is never told to another', () => {
    expect(errors.notEnoughFlour({ needed: 3 })).not.toBe(errors.notEnoughFlour())
    expect(errors.notEnoughFlour().extra).toEqual({})
  })

  test('is described to programs with the fields that its documents have', () => {
    const given = {
      type: '/errors/x',
      title: 'x',
      status: 400,
      code: 'x',
      fields: [{ path: 'a', message: 'b' }],
    }
    expect(problemSchema.parse({ ...given, needed: 3 })).toEqual({ ...given, needed: 3 })
    expect(fits(problemSchema, { ...given, status: '400' })).toBe(false)
  })
})

test('a role holds what is declared for it, and nothing that is for customers or for anyone', () => {
  definePermission('bakery.bake', everyStaff, 'Bake.')
  definePermission('bakery.close', adminsOnly, 'Close.')
  definePermission('bakery.buy', 'customer', 'Buy.')
  definePermission('bakery.look', 'anyone', 'Look.')
  const names = (role: 'agent' | 'admin') =>
    permissionsOf(role)
      .map(({ name }) => name)
      .filter((name) => name.startsWith('bakery.'))
  expect(names('agent')).toEqual(['bakery.bake'])
  expect(names('admin')).toEqual(['bakery.bake', 'bakery.close'])
})
