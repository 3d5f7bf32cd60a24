import { describe, expect, test } from 'vitest'
import { companyCount, imagineCompanies, imagineLife } from './imagine-life.ts'
import { mailFrom } from './letter.ts'

const now = new Date('2026-03-02T12:00:00Z')
const life = imagineLife(400, now)

describe('sixty everyday days', () => {
  test('are the same at every telling', () => {
    expect(imagineLife(400, now)).toEqual(life)
  })

  test('lie in the past, oldest first, each talk in its order', () => {
    const begun = life.map(({ words }) => words[0]?.at.getTime() ?? Number.NaN)
    expect(begun).toEqual([...begun].sort((a, b) => a - b))
    expect(now.getTime() - (begun[0] ?? 0)).toBeGreaterThan(55 * 24 * 3_600_000)
    for (const { words } of life) {
      const times = words.map(({ at }) => at.getTime())
      expect(times).toEqual([...times].sort((a, b) => a - b))
      expect(times.at(-1)).toBeLessThan(now.getTime())
    }
  })

  test('have calls, long talks, and ends of every kind', () => {
    expect(life.filter(({ call }) => call).length).toBeGreaterThan(20)
    expect(life.filter(({ words }) => words.length > 2).length).toBeGreaterThan(60)
    expect(new Set(life.map(({ ends }) => ends))).toEqual(new Set(['solved', 'unconfirmed', null]))
  })

  test('leave no placeholder open', () => {
    for (const { need, words } of life)
      expect([need, ...words.map(({ text }) => text)].join()).not.toContain('{')
  })

  test('bring many people of few companies, and one of many', () => {
    const perDomain = new Map<string, Set<string>>()
    for (const { writer } of life) {
      const domain = writer.address.split('@')[1] ?? ''
      perDomain.set(domain, (perDomain.get(domain) ?? new Set()).add(writer.address))
    }
    perDomain.delete('customers.example')
    const sizes = [...perDomain.values()].map(({ size }) => size)
    expect(Math.max(...sizes)).toBeGreaterThan(2 * Math.min(...sizes))
  })
})

test('a company has one domain, and no domain of the world', () => {
  const companies = imagineCompanies(companyCount(2_000))
  expect(companies).toHaveLength(50)
  expect(new Set(companies.map(({ domain }) => domain)).size).toBe(50)
  for (const { domain } of companies) expect(domain).toMatch(/^[a-z0-9-]+\.example$/)
})

test('a letter is a whole mail; the next one names the first', () => {
  const letter = {
    ...{
      writer: { name: 'Zoé Ek', address: 'zoe@a.example' },
      to: 'hello@larkfield.example',
      subject: 'Naïve',
    },
    ...{ text: 'Line one\nLine two', at: new Date('2026-01-02T03:04:05Z'), thread: 9 },
  }
  const first = mailFrom({ ...letter, place: 0 }).toString()
  expect(first).toContain('Date: Fri, 02 Jan 2026 03:04:05 +0000\r\n')
  expect(first).toContain('Message-ID: <letter-9-0@a.example>\r\n')
  expect(first).toMatch(/\r\n\r\nLine one\r\nLine two$/)
  expect(first).not.toContain('In-Reply-To')
  expect(mailFrom({ ...letter, place: 2 }).toString()).toContain('In-Reply-To: <letter-9-0@a.example>\r\n')
})
