import { z } from 'zod'
import { defineAnnouncement } from '../platform/contract/announcement.ts'
import { defineErrors } from '../platform/contract/errors.ts'
import { definePermission, everyStaff, leadsAndUp } from '../platform/contract/permission.ts'
import { answers, conditionSchema } from './contract/guideline.ts'

export * from './contract/guideline.ts'

export const escalationPermissions = {
  read: definePermission(
    'escalations.read',
    everyStaff,
    'Read the escalation guidelines, and who is asked for help on the cases you see.',
  ),
  answer: definePermission('escalations.answer', everyStaff, 'Answer when a guideline asks you for help.'),
  manage: definePermission(
    'escalations.manage',
    leadsAndUp,
    'Write the escalation guidelines of your teams; those for all teams need an administrator.',
  ),
}

export const escalationErrors = defineErrors('escalations', {
  notYourTeam: {
    status: 409,
    words: 'Only leads of that team write its guidelines, and administrators those for all teams. Ask them.',
  },
  notHere: {
    status: 409,
    words: 'This person cannot be asked: they left, or have not signed in yet. Choose somebody else.',
  },
  answered: { status: 409, words: 'This was answered already. Nothing was changed.' },
  notAsked: { status: 409, words: 'Somebody else is asked. A lead may answer in their place.' },
})

const asked = z.object({
  escalationId: z.number(),
  condition: conditionSchema,
  askedId: z.number(),
  askedName: z.string(),
})
export const escalationAnnouncements = {
  guidelineChanged: defineAnnouncement(
    'escalations.guideline-changed',
    z.object({ how: z.enum(['written', 'changed', 'removed']) }),
  ),
  /** A guideline fired: somebody is asked (methods.md section 1 names it `escalated`). */
  asked: defineAnnouncement('escalations.asked', asked),
  /** Whoever was asked is no longer here: somebody else is. */
  passedOn: defineAnnouncement('escalations.passed-on', asked),
  answered: defineAnnouncement(
    'escalations.answered',
    asked.extend({ answer: z.enum(answers), words: z.string() }),
  ),
}
