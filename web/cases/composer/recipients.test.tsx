import { expect, test } from 'vitest'
import { render } from '../../app/testing/render.tsx'
import { caseOf } from '../../app/testing/samples.ts'
import { type DraftContent, DraftKeeper } from './draft-keeper.ts'
import { Recipients } from './recipients.tsx'

const line = async (
  content: Partial<DraftContent>,
  replyTo = { to: ['eva@x.example'], cc: ['bo@x.example'] },
) => {
  const keeper = new DraftKeeper({ save: async () => {}, drop: async () => {} }, 11)
  const found = caseOf({ replyTo })
  const page = await render(<Recipients found={found} keeper={keeper} content={{ text: '', ...content }} />)
  return page.one('button').text
}

test('everybody who takes part gets the reply, unless its writer chose others', async () => {
  expect(await line({})).toBe('To eva@x.example copy to bo@x.example')
  expect(await line({ to: ['ole@x.example'], cc: [] })).toBe('To ole@x.example')
  expect(await line({}, { to: [], cc: [] })).toBe('To nobody yet: add an address')
})

test('what stands below the words is said once it was chosen', async () => {
  expect(await line({ cc: [], quotes: true })).toBe('To eva@x.example quoting their last mail')
  expect(await line({ cc: [], quotes: false })).toBe('To eva@x.example quoting nothing')
})
