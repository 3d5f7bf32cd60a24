import { describe, expect, it } from 'vitest'
import type { Mail } from '../mime/mail.ts'
import { bareSubject, needOf, waitingSince } from './subject.ts'

const mail = (subject: string, text = '', sentAt: string | null = null) => ({ subject, text, sentAt }) as Mail

describe('a subject without its marks', () => {
  it.each([
    ['My phone', 'My phone'],
    ['Re: My phone', 'My phone'],
    ['RE: AW: Fwd: SV: My phone', 'My phone'],
    ['Re[2]: My phone', 'My phone'],
    ['Re : My phone', 'My phone'],
    ['[EXT] Re: [EXTERNAL] My phone', 'My phone'],
    ['Re: ', ''],
    ['Regarding: my phone', 'Regarding: my phone'],
    ['Return: my phone', 'Return: my phone'],
    ['[#123] My phone', '[#123] My phone'],
  ])('%j is %j', (subject, bare) => expect(bareSubject(subject)).toBe(bare))

  it('takes away twenty marks and no more, however many a loop has put there', () => {
    expect(bareSubject(`${'Re: '.repeat(20)}x`)).toBe('x')
    expect(bareSubject(`${'Re: '.repeat(10_000)}x`)).toMatch(/^Re: /)
  })
})

describe('what a new case is about', () => {
  it('is its subject, else how it begins, else that there is none', () => {
    expect(needOf(mail('Re: My phone', 'Hello'))).toBe('My phone')
    expect(needOf(mail('Re:', '\n  \n  It is silent.\nPlease help'))).toBe('It is silent.')
    expect(needOf(mail('', ' \n '))).toBe('(no subject)')
  })

  it('is at most 300 signs and cut between characters', () => {
    expect(needOf(mail('x'.repeat(1_000)))).toHaveLength(300)
    const cut = needOf(mail(`${'x'.repeat(299)}😀 and more`))
    expect(cut).toBe('x'.repeat(299))
  })
})

describe('since when somebody waits', () => {
  const received = new Date('2026-11-20T10:00:00Z')
  it.each([
    ['2026-11-20T09:58:00Z', '2026-11-20T09:58:00Z', 'when they wrote'],
    ['2026-11-14T10:00:00Z', '2026-11-14T10:00:00Z', 'when they wrote, also some days ago'],
    ['2026-11-12T10:00:00Z', '2026-11-20T10:00:00Z', 'when it came: a date weeks ago is a wrong clock'],
    ['2030-01-01T00:00:00Z', '2026-11-20T10:00:00Z', 'when it came: nobody wrote in the future'],
    [null, '2026-11-20T10:00:00Z', 'when it came: the mail does not say'],
  ])('%s is %s, %s', (stated, since, _why) => {
    expect(waitingSince(mail('x', '', stated), received)).toEqual(new Date(since))
  })
})
