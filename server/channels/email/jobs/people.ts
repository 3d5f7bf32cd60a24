import { peopleAnnouncements } from '../../../people/contract.ts'
import { findStaff, issueInvitationLink, issueResetLink, type PersonalLink } from '../../../people/index.ts'
import { transact } from '../../../platform/db/transaction.ts'
import { systemActor } from '../../../platform/identity/actor.ts'
import type { JobContext } from '../../../platform/jobs/job.ts'
import { on } from '../../../platform/journal/reactions.ts'
import { portalAnnouncements } from '../../../portal/contract.ts'
import { issueSignInLink } from '../../../portal/index.ts'
import { type Letter, mailPerson } from '../actions/mail-people.ts'

const actor = systemActor('email')

const send = async (context: JobContext, person: PersonalLink | null, letter: (link: string) => Letter) => {
  if (!person) return
  const sent = await mailPerson(context, person, letter(person.link))
  if (!sent) context.logger.warn('a mail to a colleague was not sent: no mailbox can send')
}

const reset = (link: string): Letter => ({
  subject: 'Choose a new password',
  text: `Somebody, probably you, asked for a new password. Choose it here within half an hour:\n\n${link}\n\nIf it was not you, do nothing: your password stays as it is.`,
})

const invitation = (link: string): Letter => ({
  subject: 'You are invited to the service desk',
  text: `A place at the service desk is ready for you. Choose your password here within seven days:\n\n${link}`,
})

/** Mails the links by which people get in. */
export const mailResetLink = on(
  peopleAnnouncements.resetAsked,
  'email.mail-reset-link',
  async (context, event) => {
    const { accountId } = event.attributes
    const { BASE_URL } = context.config
    await send(
      context,
      await transact(context.db, actor, (tx) => issueResetLink(tx, BASE_URL, accountId)),
      reset,
    )
  },
)

const moved = (before: string, after: string, by: string): Letter => ({
  subject: 'Your address at the service desk was changed',
  text: `You sign in at the service desk with ${after} from now on, not with ${before} any more. Your password stays as it is, and you were signed out everywhere.\n\n${by} changed it. If that is wrong, tell an administrator of the desk.`,
})

/** Tells the old address too: whoever reads there should know that it opens nothing any more. */
export const mailChangedAddress = on(
  peopleAnnouncements.emailChanged,
  'email.mail-changed-address',
  async (context, event) => {
    const staffId = event.objects.find(({ type }) => type === 'staff')?.id
    const person = staffId === undefined ? undefined : await findStaff(context.db, staffId)
    if (!person) return
    const { before, after } = event.attributes
    const { kind, id } = event.actor
    const by = kind === 'staff' && id !== null ? await findStaff(context.db, id) : undefined
    for (const email of [before, after]) {
      const letter = moved(before, after, by?.name ?? 'An administrator')
      const sent = await mailPerson(context, { name: person.name, email }, letter)
      if (!sent) context.logger.warn('a mail to a colleague was not sent: no mailbox can send')
    }
  },
)

export const mailInvitation = on(
  peopleAnnouncements.invited,
  'email.mail-invitation',
  async (context, event) => {
    const staffId = event.objects.find(({ type }) => type === 'staff')?.id
    if (staffId === undefined) return
    const { BASE_URL } = context.config
    await send(
      context,
      await transact(context.db, actor, (tx) => issueInvitationLink(tx, BASE_URL, staffId)),
      invitation,
    )
  },
)

/** Lets a customer in who asked for it; the link is made now, so that it is young when it arrives. */
export const mailSignInLink = on(
  portalAnnouncements.signInAsked,
  'email.mail-sign-in-link',
  async (context, event) => {
    const { BASE_URL } = context.config
    const letter = await transact(context.db, actor, (tx) => issueSignInLink(tx, BASE_URL, event.attributes))
    if (letter && !(await mailPerson(context, letter, letter)))
      context.logger.warn('a customer could not be mailed their link: no mailbox can send')
  },
)
