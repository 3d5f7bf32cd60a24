import type { Facts } from '../../server/channels/email/index.ts'
import { createSeal } from '../../server/platform/identity/seal.ts'

/** What is known of a mail that came from nobody in particular, to a desk without addresses. */
export const facts: Facts = {
  mailFrom: null,
  ownAddresses: new Set(),
  seal: createSeal('what these mails are is no secret at all'),
}
