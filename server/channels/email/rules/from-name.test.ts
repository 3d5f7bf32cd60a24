import { expect, it } from 'vitest'
import { fillSignature, fromName } from './from-name.ts'

it.each([
  ['person-at', 'Ruth', 'Fern Telecom', 'Ruth at Fern Telecom'],
  ['organisation', 'Ruth', 'Fern Telecom', 'Fern Telecom'],
  ['person', 'Ruth', 'Fern Telecom', 'Ruth'],
  ['person-at', 'Ruth', '', 'Ruth'],
  ['organisation', 'Ruth', '', 'Ruth'],
  ['person', null, 'Fern Telecom', 'Fern Telecom'],
] as const)(
  'a mailbox that writes as %s, by %s of %j, bears the name %s',
  (style, person, organisation, name) => expect(fromName(style, person, organisation)).toBe(name),
)

it('a signature is filled literally: no value is read as a gap or as a pattern', () => {
  const values = { 'agent.name': '{{team.name}} $& $1', 'team.name': 'Mobile' }
  expect(fillSignature('{{agent.name}}\n{{ team.name }}', values)).toBe('{{team.name}} $& $1\nMobile')
  expect(fillSignature('{{customer.name}} {{agent.password}} {agent.name}', values)).toBe(
    '{{customer.name}} {{agent.password}} {agent.name}',
  )
})
