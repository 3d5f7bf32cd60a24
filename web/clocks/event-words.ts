import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import type { EventWords } from '../cases/parts.ts'

const late: Readonly<Record<string, MessageDescriptor>> = {
  'first-response': msg`The first response is late`,
  'next-response': msg`The response is late`,
  'first-resolution': msg`The solution is late`,
  'full-resolution': msg`Solving it for good is late`,
}

/** A quiet line when a target has passed; the warning before it needs none. */
export const clockWords: EventWords = ({ event, attributes }) =>
  event === 'clocks.breached' ? (late[String(attributes.kind)] ?? null) : null
