import { describe, expect, test } from 'vitest'
import { fieldFault, mergedFields, normalAddress, normalDomain, organisationDomain } from './rules.ts'

describe('normalAddress', () => {
  test.each([
    ['email', ' Ada@Example.ORG ', 'ada@example.org', 'Ada@Example.ORG'],
    ['email', 'jörg@MÜLLER.example', 'jörg@xn--mller-kva.example', 'jörg@MÜLLER.example'],
    ['email', "o'neil+tag@sub.example.org", "o'neil+tag@sub.example.org", "o'neil+tag@sub.example.org"],
    ['email', 'root@localhost', 'root@localhost', 'root@localhost'],
    ['phone', '+44 20 7946 0958', '+442079460958', '+442079460958'],
    ['phone', '0044 (20) 7946-0958', '+442079460958', '+442079460958'],
    ['phone', '+44 20 7946 0958 ext. 12', '+442079460958;ext=12', '+442079460958 ext. 12'],
    ['phone', '+44 20 7946 0958 x12', '+442079460958;ext=12', '+442079460958 ext. 12'],
    ['phone', '+442079460958;ext=12', '+442079460958;ext=12', '+442079460958 ext. 12'],
    ['handle', '@Ada_Lovelace', '@ada_lovelace', '@Ada_Lovelace'],
    ['handle', 'ＡＤＡ', 'ada', 'ＡＤＡ'],
  ] as const)('of the %s "%s" compares %s and shows %s', (kind, written, value, shown) => {
    expect(normalAddress(kind, written)).toEqual({ kind, value, shown })
  })

  test.each([
    ['email', 'no at sign'],
    ['email', 'two@@example.org'],
    ['email', '<ada@example.org>'],
    ['email', 'ada@example.org, eve@example.org'],
    ['email', '"quoted local"@example.org'],
    ['email', 'ada@-example.org'],
    ['email', 'ada@exam_ple..org'],
    ['email', 'ada\r\n@example.org'],
    ['email', 'ada\u200b@example.org'],
    ['email', `ada@${'a'.repeat(250)}.org`],
    ['email', 'ada@example.org/eve'],
    ['email', 'ada@example.org?eve'],
    ['email', 'ada@example.org#eve'],
    ['email', 'ada@example.org\\eve'],
    ['email', 'ada@exam\tple.org'],
    ['email', 'ada@%65xample.org'],
    ['phone', '020 7946 0958'],
    ['phone', '+1'],
    ['phone', 'call me'],
    ['handle', 'two words'],
    ['handle', ''],
  ] as const)('knows that the %s "%s" is none', (kind, written) => {
    expect(normalAddress(kind, written)).toBeNull()
  })

  test('keeps two people behind one number apart, and each the same when it is written as it is shown', () => {
    const [first, second, main] = ['+44 20 7946 0958 x12', '+44 20 7946 0958 x13', '+44 20 7946 0958'].map(
      (written) => normalAddress('phone', written),
    )
    expect(new Set([first?.value, second?.value, main?.value]).size).toBe(3)
    expect(normalAddress('phone', first?.shown ?? '')).toEqual(first)
  })

  test('is the same when it is done again', () => {
    for (const written of ['Ada@Example.ORG', 'jörg@MÜLLER.example']) {
      const once = normalAddress('email', written)
      expect(normalAddress('email', once?.value ?? '')?.value).toBe(once?.value)
    }
  })
})

test('a domain tells the organisation, unless everybody can have an address there', () => {
  const domainOf = (kind: 'email' | 'phone', written: string) => {
    const address = normalAddress(kind, written)
    return address && organisationDomain(address)
  }
  expect(domainOf('email', 'a@School.example')).toBe('school.example')
  expect(domainOf('email', 'a@GMAIL.com')).toBeNull()
  expect(domainOf('phone', '+442079460958')).toBeNull()
})

test('a domain is compared like that of an e-mail', () => {
  expect(normalDomain(' @School.EXAMPLE ')).toBe('school.example')
  expect(normalDomain('müller.example')).toBe('xn--mller-kva.example')
  for (const wrong of [
    'school',
    'a b.example',
    'https://school.example',
    'school.example/path',
    'school.example?q',
    '',
  ])
    expect(normalDomain(wrong)).toBeNull()
})

describe('own fields', () => {
  const rule = (type: string, choices: string[] = []) => ({ key: 'x', type, choices })

  test.each([
    ['text', 'anything', null],
    ['text', 7, 'must be text'],
    ['text', 'nul\0', 'must be text'],
    ['number', 7.5, null],
    ['number', '7', 'must be a number'],
    ['yes-no', false, null],
    ['yes-no', 'no', 'must be true or false'],
    ['date', '2026-02-28', null],
    ['date', '2026-02-30', 'must be a date like 2026-11-22'],
    ['date', 'tomorrow', 'must be a date like 2026-11-22'],
    ['choice', 'gold', null],
    ['choice', 'tin', 'must be one of gold, silver'],
    ['choice', null, null],
  ])('a %s takes %j: %s', (type, value, fault) => {
    expect(fieldFault(rule(type, ['gold', 'silver']), value)).toBe(fault)
  })

  test('one that does not exist takes nothing', () => {
    expect(fieldFault(undefined, 'x')).toBe('there is no such field')
  })

  test('what is not named stays, and null empties', () => {
    expect(mergedFields({ a: 1, b: 'x' }, { b: null, c: true })).toEqual({ a: 1, c: true })
  })
})
