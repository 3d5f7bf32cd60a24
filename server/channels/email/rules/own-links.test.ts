import { expect, test } from 'vitest'
import { newSecret } from '../../../platform/identity/tokens.ts'
import { hideSecrets } from './own-links.ts'

const secret = newSecret()

test.each([
  [`> Yes: https://desk.example/solution/${secret}/yes`, '> Yes: https://desk.example/solution/…/yes'],
  [
    `<a href="http://localhost:3000/my/sign-in/${secret}?next=%2Fmy">`,
    '<a href="http://localhost:3000/my/sign-in/…?next=%2Fmy">',
  ],
  [
    `https://safe.example/?url=https%3A%2F%2Fdesk.example%2Fsolution%2F${secret}%2Fyes&d=1`,
    'https://safe.example/?url=https%3A%2F%2Fdesk.example%2Fsolution%2F…%2Fyes&d=1',
  ],
])('what comes back in %j can answer nothing', (text, hidden) => expect(hideSecrets(text)).toBe(hidden))

test('every one is hidden, and nothing else is touched', () => {
  const text = `solution/${secret} and solution/${newSecret()}; a solution/short, my solution/is here`
  expect(hideSecrets(text)).toBe('solution/… and solution/…; a solution/short, my solution/is here')
})
