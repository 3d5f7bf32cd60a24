import { expect, test } from 'vitest'
import { render } from '../../app/testing/render.tsx'
import { PlainText } from './plain-text.tsx'

test('addresses in a text lead there, without telling the other side where one came from', async () => {
  const page = await render(
    <PlainText text="See https://help.example/a?b=1. Or write to sales@larkfield.example!" />,
  )
  const [web, mail] = page.all('link')
  expect(web?.attributes).toMatchObject({
    href: 'https://help.example/a?b=1',
    target: '_blank',
    rel: 'noreferrer noopener',
  })
  expect(mail?.attributes.href).toBe('mailto:sales@larkfield.example')
  expect(page.text).toBe('See https://help.example/a?b=1. Or write to sales@larkfield.example!')
})

test('only web and mail addresses ever become links', async () => {
  const page = await render(<PlainText text="javascript:alert(1) data:text/html,x file:///etc/passwd" />)
  expect(page.all('link')).toEqual([])
})

test('the same address twice is two links, and the words between them stay', async () => {
  const page = await render(<PlainText text="a@b.example and a@b.example" />)
  expect(page.names('link')).toEqual(['a@b.example', 'a@b.example'])
  expect(page.text).toBe('a@b.example and a@b.example')
})
