import { describe, expect, test } from 'vitest'
import { isWeakPassword, usualReach } from './rules.ts'

describe('isWeakPassword', () => {
  test.each([
    'Password2026!',
    'P4$$w0rd!!!!!',
    '!!changeme!!',
    'passwordpassword',
    'abababababab',
    'aaaaaaaaaaaaaaa',
    '123456789012',
    '987654321098',
    '000000000000',
    'abcdefghijklmnop',
    'qwertyuiop2024',
    'ServiceDesk2026!',
  ])('guesses %s at once', (password) => expect(isWeakPassword(password)).toBe(true))

  test.each(['lantern-otter-42', 'correct horse battery', 'Жёлтый-фонарь-7', 'kx93 mmq2 zz81'])(
    'lets %s pass',
    (password) => expect(isWeakPassword(password)).toBe(false),
  )

  test('refuses what everybody knows of the person', () => {
    const about = ['ada.lovelace@school.example', 'Ada Lovelace', 'Riverside School']
    expect(isWeakPassword('AdaLovelace1815', about)).toBe(true)
    expect(isWeakPassword('riversideschool!', about)).toBe(true)
    expect(isWeakPassword('ada.lovelace@school.example', about)).toBe(true)
    expect(isWeakPassword('the-school-at-the-river', about)).toBe(false)
  })
})

test('agents and leads see their teams, leaders and administrators everything, unless said otherwise', () => {
  expect((['agent', 'lead', 'leader', 'admin'] as const).map(usualReach)).toEqual([
    'team',
    'team',
    'all',
    'all',
  ])
})
