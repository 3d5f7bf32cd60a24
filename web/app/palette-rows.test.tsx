import { Menu } from 'react-aria-components'
import { expect, test } from 'vitest'
import type { SearchHit } from '../../server/cases/contract.ts'
import { fitting } from './fitting.ts'
import { CommandRows, HitRows } from './palette-rows.tsx'
import { render } from './testing/render.tsx'
import { minutesAgo } from './testing/samples.ts'

const hitOf = (change: Partial<SearchHit> = {}): SearchHit => ({
  kind: 'message',
  caseId: 7,
  caseNumber: 1042,
  state: 'open',
  customerId: null,
  title: 'No dial tone since the storm',
  excerpt: 'still \uE000dead\uE001 this morning',
  at: minutesAgo(5),
  ...change,
})
const found = (...hits: SearchHit[]) =>
  render(
    <Menu aria-label="Found">
      <HitRows hits={hits} />
    </Menu>,
  )

test('what was found reads: what it is about, its number, the words that matched, when', async () => {
  const page = await found(hitOf())
  expect(page.all('menuitem').map(({ text }) => text)).toEqual([
    'No dial tone since the storm #1042 still dead this morning 5 min. ago',
  ])
  expect(page.names('mark')).toEqual(['dead'])
})

test('a person has no number, and what a customer wrote never becomes markup', async () => {
  const page = await found(
    hitOf({
      kind: 'customer',
      caseId: null,
      caseNumber: null,
      customerId: 5,
      title: '<b>Astrid</b>',
      excerpt: '',
    }),
  )
  expect(page.one('menuitem').text).toBe('<b>Astrid</b> 5 min. ago')
  expect(page.tags('b')).toEqual([])
})

test('no more than a dozen finds push the commands away', async () => {
  const many = Array.from({ length: 30 }, (_, index) => hitOf({ excerpt: `line ${index}` }))
  expect((await found(...many)).all('menuitem')).toHaveLength(12)
})

const command = (id: string, title: string, keys?: string) => ({
  ...{ id, title, group: 'Lists', run: () => {} },
  ...(keys ? { keys } : {}),
})

test('a command stands with where it belongs; its keys are for the eye', async () => {
  const page = await render(
    <Menu aria-label="Found">
      <CommandRows commands={[command('next', 'Next case', 'j')]} />
    </Menu>,
  )
  expect(page.one('menuitem').text).toBe('Next case Lists')
  expect(page.markup).toContain('>J</kbd>')
})

test('commands are found by any of their words in any order; one title stands there once', () => {
  const all = [
    command('next', 'Next case'),
    command('next-arrow', 'Next case'),
    command('new', 'New case by hand'),
  ]
  expect(fitting(all, 'case NE').map(({ title }) => title)).toEqual(['Next case', 'New case by hand'])
  expect(fitting(all, 'hand new').map(({ id }) => id)).toEqual(['new'])
  expect(fitting(all, 'merge')).toEqual([])
})
