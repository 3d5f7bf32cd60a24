import { z } from 'zod'
import { defineAnnouncement } from '../platform/contract/announcement.ts'
import { definePermission } from '../platform/contract/permission.ts'

export const portalPermissions = {
  signIn: definePermission('portal.sign-in', 'anyone', 'Sign in to one’s own cases by a mailed link.'),
  own: definePermission('portal.own', 'customer', 'See and answer one’s own cases.'),
}

export const portalAnnouncements = {
  signInAsked: defineAnnouncement(
    'portal.sign-in-asked',
    z.object({ accountId: z.number(), next: z.string() }),
  ),
  signedIn: defineAnnouncement('portal.signed-in', z.object({ accountId: z.number() })),
  signedOut: defineAnnouncement('portal.signed-out', z.object({})),
  /** The customer wants somebody with more say to look at their case. */
  managerAsked: defineAnnouncement('portal.manager-asked', z.object({ messageId: z.number() })),
}
