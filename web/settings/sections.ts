import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import {
  Building2,
  CalendarClock,
  CircleCheckBig,
  History,
  Inbox,
  KeyRound,
  LifeBuoy,
  type LucideIcon,
  MailWarning,
  Plug,
  Send,
  TextQuote,
  Timer,
  Type,
  UserRound,
  Users,
  UsersRound,
} from 'lucide-react'
import type { ComponentType } from 'react'

type Load = () => Promise<{ default: ComponentType }>
export type Section = {
  id: string
  title: MessageDescriptor
  icon: LucideIcon
  /** Without this permission the section is not offered; null is open to everybody. */
  permission: string | null
  load: Load
}

export const sections: Section[] = [
  {
    id: 'account',
    title: msg`My account`,
    icon: UserRound,
    permission: null,
    load: () => import('../people/account-settings.tsx'),
  },
  {
    id: 'security',
    title: msg`Signing in`,
    icon: KeyRound,
    permission: null,
    load: () => import('../people/security-settings.tsx'),
  },
  {
    id: 'duty',
    title: msg`Duty and absence`,
    icon: CalendarClock,
    permission: null,
    load: () => import('../people/duty-settings.tsx'),
  },
  {
    id: 'macros',
    title: msg`Macros`,
    icon: TextQuote,
    permission: 'macros.manage',
    load: () => import('../cases/settings/macro-settings.tsx'),
  },
  {
    id: 'people',
    title: msg`People`,
    icon: Users,
    permission: 'people.manage',
    load: () => import('../people/people-settings.tsx'),
  },
  {
    id: 'teams',
    title: msg`Teams`,
    icon: UsersRound,
    permission: 'people.manage',
    load: () => import('../people/team-settings.tsx'),
  },
  {
    id: 'hours',
    title: msg`Open hours`,
    icon: CalendarClock,
    permission: 'hours.manage',
    load: () => import('../people/hours/calendar-settings.tsx'),
  },
  {
    id: 'clocks',
    title: msg`Service clocks`,
    icon: Timer,
    permission: 'clocks.manage',
    load: () => import('../clocks/policy-settings.tsx'),
  },
  {
    id: 'guidelines',
    title: msg`Escalation guidelines`,
    icon: LifeBuoy,
    permission: 'escalations.read',
    load: () => import('../escalations/guideline-settings.tsx'),
  },
  {
    id: 'mailboxes',
    title: msg`Mailboxes`,
    icon: Inbox,
    permission: 'mailboxes.manage',
    load: () => import('../channels/email/mailbox-settings.tsx'),
  },
  {
    id: 'old-mail',
    title: msg`Old mail`,
    icon: History,
    permission: 'mailboxes.manage',
    load: () => import('../channels/email/import-settings.tsx'),
  },
  {
    id: 'sending',
    title: msg`Sending identities`,
    icon: Send,
    permission: 'mailboxes.manage',
    load: () => import('../channels/email/sending-settings.tsx'),
  },
  {
    id: 'kept-mail',
    title: msg`Mail that needs help`,
    icon: MailWarning,
    permission: 'mailboxes.manage',
    load: () => import('../channels/email/kept-mail-settings.tsx'),
  },
  {
    id: 'fields',
    title: msg`Own fields`,
    icon: Type,
    permission: 'fields.manage',
    load: () => import('../customers/field-settings.tsx'),
  },
  {
    id: 'solutions',
    title: msg`Solutions`,
    icon: CircleCheckBig,
    permission: 'solutions.manage',
    load: () => import('../solutions/solution-settings.tsx'),
  },
  {
    id: 'tokens',
    title: msg`API tokens`,
    icon: Plug,
    permission: 'tokens.manage',
    load: () => import('../people/token-settings.tsx'),
  },
  {
    id: 'organisation',
    title: msg`Organisation`,
    icon: Building2,
    permission: 'settings.manage',
    load: () => import('../people/desk-settings.tsx'),
  },
]
