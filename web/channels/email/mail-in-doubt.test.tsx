import { afterEach, expect, test, vi } from 'vitest'
import { answers } from '../../app/testing/answers.ts'
import { render } from '../../app/testing/render.tsx'
import { caseOf } from '../../app/testing/samples.ts'
import { doubtQuery, settleDoubt } from './api.ts'
import DoubtBanner from './doubt-banner.tsx'

afterEach(() => void vi.unstubAllGlobals())

const other = { id: 3, number: 1007, need: 'The line crackles', why: 'stranger' as const }
const banner = (found = caseOf(), belongsTo: (Omit<typeof other, 'why'> & { why: string }) | null = other) =>
  render(<DoubtBanner found={found} />, { known: [[doubtQuery(7).queryKey, { belongsTo }]] })

test('a mail that answers another case leads there, says why it is here, and can be moved', async () => {
  const page = await banner()
  expect(page.one('region').name).toBe('Where this may belong')
  expect(page.one('link').name).toBe('#1007 “The line crackles”')
  expect(page.one('link').attributes.href).toBe('/desk/all/3')
  expect(page.text).toContain('but its writer takes no part there.')
  expect(page.names('button')).toEqual(['Move it to #1007', 'It does not belong there'])
})

test('who may not move a case is still told where it may belong', async () => {
  const { may } = caseOf()
  const page = await banner(caseOf({ may: { ...may, regroup: false, note: false } }))
  expect(page.names('link')).toEqual(['#1007 “The line crackles”'])
  expect(page.names('button')).toEqual([])
})

test('without doubt there is nothing to read', async () => {
  expect((await banner(caseOf(), null)).text).toBe('')
})

test.each([
  ['disowned', 'This answers #1007 “The line crackles”, but nothing proves who sent it.'],
  ['subject', 'The subject names #1007 “The line crackles”. Does it belong there?'],
])('why it is open where it belongs (%s) is said', async (why, words) => {
  expect((await banner(caseOf(), { ...other, why })).text).toContain(words)
})

test('saying that it belongs nowhere else, and taking that back, are one request each', async () => {
  const asked = answers([200, null], [200, null])
  await settleDoubt(7, true)
  await settleDoubt(7, false)
  expect(asked.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['PUT', '/api/v1/cases/7/doubt', { isSettled: true }],
    ['PUT', '/api/v1/cases/7/doubt', { isSettled: false }],
  ])
})
