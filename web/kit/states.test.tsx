import { expect, test } from 'vitest'
import { render } from '../app/testing/render.tsx'
import { Skeleton, SkeletonText } from './skeleton.tsx'
import { EmptyState, ErrorState, NoPermissionState, OfflineState } from './states.tsx'

test('an empty place has a heading, its words and what one may do', async () => {
  const page = await render(
    <EmptyState title="No macro yet" action={<button type="button">Write one</button>}>
      From an answer you were proud of.
    </EmptyState>,
  )
  expect(page.one('heading').name).toBe('No macro yet')
  expect(page.text).toBe('No macro yet From an answer you were proud of. Write one')
})

test('a failure is announced, says that nothing was lost and offers another try', async () => {
  const page = await render(<ErrorState onRetry={() => {}} />)
  expect(page.one('alert').text).toContain(
    'That did not work Nothing was lost. Please try once more in a moment.',
  )
  expect(page.names('button')).toEqual(['Try again'])
})

test('a failure may have words of its own, and no button where trying again makes no sense', async () => {
  const page = await render(<ErrorState title="The link is spent">Ask for a new one.</ErrorState>)
  expect(page.one('heading').name).toBe('The link is spent')
  expect(page.text).toContain('Ask for a new one.')
  expect(page.all('button')).toEqual([])
})

test('who may not see something learns whom to ask, not whether it exists', async () => {
  const page = await render(<NoPermissionState />)
  expect(page.one('heading').name).toBe('This is not open to you')
  expect(page.text).toContain('It may not exist, or your role does not include it.')
  expect(page.all('alert')).toEqual([])
})

test('without a connection the reader learns that what they wrote is kept', async () => {
  const page = await render(<OfflineState onRetry={() => {}} />)
  expect(page.text).toContain('We cannot reach the desk')
  expect(page.text).toContain('What you wrote is kept.')
  expect(page.names('button')).toEqual(['Try again'])
})

test('what is only on its way is silent', async () => {
  const page = await render(
    <>
      <Skeleton className="h-9" />
      <SkeletonText lines={2} />
    </>,
  )
  expect(page.text).toBe('')
  expect(page.markup.match(/animate-breathe/g)).toHaveLength(3)
})
