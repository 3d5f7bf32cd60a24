import { expect, test } from 'vitest'
import type { Attachment } from '../../../server/cases/contract.ts'
import { render } from '../../app/testing/render.tsx'
import { Attachments } from './attachments.tsx'

const file = (change: Partial<Attachment> = {}): Attachment => ({
  id: 61,
  name: 'bill.pdf',
  mediaType: 'application/pdf',
  size: 120_400,
  contentId: null,
  ...change,
})
const draw = (...attachments: Attachment[]) => render(<Attachments caseId={7} attachments={attachments} />)

test('a file is a link with its name and its size', async () => {
  const page = await draw(file())
  const link = page.one('link')
  expect(link.name).toBe('bill.pdf 120 kB')
  expect(link.attributes).toMatchObject({ href: '/api/v1/cases/7/attachments/61', rel: 'noreferrer' })
  expect(page.one('list').name).toBe('Attachments')
})

test('pictures that belong inside a mail are not listed beside it', async () => {
  const page = await draw(file({ id: 1, contentId: 'logo@mail' }), file({ id: 2, name: 'photo.png' }))
  expect(page.all('link').map(({ attributes }) => attributes.href)).toEqual(['/api/v1/cases/7/attachments/2'])
  expect((await draw(file({ contentId: 'logo@mail' }))).text).toBe('')
})

test('only harmless kinds of pictures are drawn; a drawing that could hold a script is only offered', async () => {
  const png = await draw(file({ name: 'a.png', mediaType: 'image/png' }))
  const svg = await draw(file({ name: 'a.svg', mediaType: 'image/svg+xml' }))
  expect(png.tags('img').map(({ attributes }) => attributes.src)).toEqual(['/api/v1/cases/7/attachments/61'])
  expect(svg.tags('img')).toEqual([])
  expect(svg.one('link').text).toContain('a.svg')
})
