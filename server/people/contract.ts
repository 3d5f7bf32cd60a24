import { z } from 'zod'
import { defineAnnouncement } from '../platform/contract/announcement.ts'
import { defineErrors } from '../platform/contract/errors.ts'
import {
  adminsOnly,
  definePermission,
  everyStaff,
  leadsAndUp,
  reaches,
  roles,
} from '../platform/contract/permission.ts'
import {
  changeOf,
  emailSchema,
  idSchema,
  line,
  localeSchema,
  prose,
  timeSchema,
  timeZoneSchema,
} from '../platform/contract/schemas.ts'
import { calendarAnnouncements, manageHours } from './contract/calendars.ts'

export * from './contract/calendars.ts'

export const peoplePermissions = {
  anyone: definePermission('session.open', 'anyone', 'Sign in, reset a password, accept an invitation.'),
  ownAccount: definePermission('account.own', everyStaff, 'See and change your own account and sessions.'),
  read: definePermission('people.read', everyStaff, 'See who works here and in which team.'),
  manage: definePermission('people.manage', adminsOnly, 'Invite people, change roles and teams.'),
  manageHours,
  planDuty: definePermission(
    'duty.plan',
    leadsAndUp,
    'Plan who is on duty in your teams, and who stands in for whom.',
  ),
  manageTokens: definePermission('tokens.manage', adminsOnly, 'Make and revoke API tokens.'),
  manageSettings: definePermission(
    'settings.manage',
    adminsOnly,
    'Change the name and settings of this desk.',
  ),
}

export const peopleErrors = defineErrors('people', {
  wrongCredentials: { status: 401, words: 'That e-mail and password do not fit together.' },
  codeNeeded: { status: 401, words: 'Please enter the six digits from your authenticator app.' },
  wrongCode: { status: 401, words: 'That code does not fit. Codes change every 30 seconds and work once.' },
  tooManyTries: {
    status: 429,
    words: 'Too many tries. Wait an hour, or reset your password: that lets you in at once.',
  },
  linkSpent: { status: 410, words: 'This link was used already or is too old. Ask for a new one.' },
  alreadySetUp: { status: 409, words: 'This desk is already set up. Please sign in.' },
  emailTaken: { status: 409, words: 'Somebody here already uses that e-mail address.' },
  weakPassword: {
    status: 400,
    words: 'Choose a password of at least 12 characters that is not a common one.',
  },
  lastAdmin: { status: 409, words: 'This is the last administrator. Make somebody else one first.' },
  stillOnDuty: { status: 409, words: 'This person is duty lead of a team. Name another duty lead first.' },
  stillOwnsCases: { status: 409, words: 'This person still owns open cases. Hand them over first.' },
  totpOn: { status: 409, words: 'The second step is on already. Remove it first to begin anew.' },
  totpOff: { status: 409, words: 'The second step is off. Turn it on to get recovery codes.' },
  teamInUse: { status: 409, words: 'This team still holds cases. Move them to another team first.' },
  lastTeam: { status: 409, words: 'This is the only team. Make another one first.' },
  nameTaken: { status: 409, words: 'There is already a team of that name.' },
  calendarTaken: { status: 409, words: 'There is already a calendar of that name.' },
  calendarInUse: {
    status: 409,
    words: 'Clocks are reckoned by this calendar. Choose another one for them; what was reckoned keeps it.',
  },
  noOpenHour: {
    status: 400,
    words: 'These hours never open within a year, so nothing could ever be due. Add an open hour.',
  },
  hoursOverlap: {
    status: 400,
    words: 'Each open time must end after it begins, and before the next begins.',
  },
  dayTwice: { status: 400, words: 'A day stands twice among the holidays. Keep one of them.' },
  pastHours: { status: 409, words: 'Days that are over keep their hours. Change today or a later day.' },
  alreadyAway: { status: 409, words: 'This person is away at that time already. End that absence first.' },
  addressTaken: { status: 409, words: 'Another team already receives mail at that address.' },
})

export const passwordSchema = prose(200).min(12, 'must have at least 12 characters')
const roleSchema = z.enum(roles)
const reachSchema = z.enum(reaches)

export const staffSummarySchema = z.object({
  id: idSchema,
  name: z.string(),
  email: z.string(),
  role: roleSchema,
})

export const staffSchema = staffSummarySchema.extend({
  reach: reachSchema,
  teamIds: z.array(idSchema),
  timeZone: z.string(),
  locale: z.string(),
  signature: z.string(),
  /** Invited but not yet signed in for the first time. */
  invited: z.boolean(),
  switchedOffAt: timeSchema.nullable(),
  version: z.number().int(),
})
export type Staff = z.infer<typeof staffSchema>

/** Who am I and what may I do: everything the shell of the desk needs. */
export const sessionSchema = z.object({
  person: staffSchema,
  organisationName: z.string(),
  permissions: z.array(z.string()),
  totpEnabled: z.boolean(),
  undoSeconds: z.number(),
})
export type Session = z.infer<typeof sessionSchema>

export const signInSchema = z.strictObject({
  email: emailSchema,
  password: prose(200).min(1),
  /** Six digits of the authenticator app, or a recovery code. */
  code: line(40).optional(),
})

export const setupStateSchema = z.object({ needed: z.boolean() })
export const setupSchema = z.strictObject({
  token: line(200),
  organisationName: line(120),
  name: line(120),
  email: emailSchema,
  password: passwordSchema,
  timeZone: timeZoneSchema.optional(),
})

export const invitationSchema = z.strictObject({
  name: line(120),
  email: emailSchema,
  role: roleSchema,
  reach: reachSchema.optional(),
  teamIds: z.array(idSchema).max(100).default([]),
})
/** The link is shown once to the administrator, and mailed when a mailbox is set up. */
export const invitedSchema = z.object({ staff: staffSchema, link: z.string() })
export const acceptInvitationSchema = z.strictObject({
  token: line(200),
  /** As customers will read it; the name the administrator wrote when left out. */
  name: line(120).optional(),
  password: passwordSchema,
})
/** A link to hand to a colleague; shown this once. */
export const linkSchema = z.object({ link: z.string() })
export const resetRequestSchema = z.strictObject({ email: emailSchema })
export const resetSchema = z.strictObject({ token: line(200), password: passwordSchema })
export const changePasswordSchema = z.strictObject({ current: prose(200), next: passwordSchema })

/** Begins the second step; the password again, so that a borrowed screen cannot lock its owner out. */
export const totpBeginSchema = z.strictObject({ password: prose(200) })
export const totpStartSchema = z.object({ secret: z.string(), uri: z.string() })
export const totpConfirmSchema = z.strictObject({ code: line(10) })
export const totpConfirmedSchema = z.object({ recoveryCodes: z.array(z.string()) })
export const recoveryCodesSchema = z.strictObject({ password: prose(200) })
export const totpRemoveSchema = z.strictObject({ password: prose(200) })

export const openSessionSchema = z.object({
  id: idSchema,
  current: z.boolean(),
  createdAt: timeSchema,
  lastSeenAt: timeSchema,
  ip: z.string().nullable(),
  userAgent: z.string(),
})

export const changeStaffSchema = z.strictObject({
  name: line(120).optional(),
  /** They sign in with it from now on; both addresses are told. */
  email: emailSchema.optional(),
  role: roleSchema.optional(),
  reach: reachSchema.optional(),
  teamIds: z.array(idSchema).max(100).optional(),
  switchedOff: z.boolean().optional(),
})
export const changeOwnProfileSchema = z.strictObject({
  name: line(120).optional(),
  timeZone: timeZoneSchema.optional(),
  locale: localeSchema.optional(),
  signature: prose(4000).optional(),
})

export const teamSchema = z.object({
  id: idSchema,
  name: z.string(),
  dutyLeadId: idSchema,
  memberIds: z.array(idSchema),
  addresses: z.array(z.string()),
  /** Its open hours; null is at every hour. */
  calendarId: idSchema.nullable(),
  version: z.number().int(),
})
export type Team = z.infer<typeof teamSchema>
export const newTeamSchema = z.strictObject({
  name: line(80),
  dutyLeadId: idSchema,
  memberIds: z.array(idSchema).max(3000).default([]),
  addresses: z.array(emailSchema).max(50).default([]),
  calendarId: idSchema.nullable().default(null),
})
export const changeTeamSchema = changeOf(newTeamSchema)

const minuteOfDay = z.number().int().min(0).max(1440)
/** One turn of duty, every week, by the clocks of the team. Monday is 1; minutes count from midnight. */
export const dutyTurnSchema = z
  .strictObject({
    staffId: idSchema,
    weekday: z.number().int().min(1).max(7),
    fromMinute: minuteOfDay,
    toMinute: minuteOfDay,
  })
  .refine(({ fromMinute, toMinute }) => fromMinute < toMinute, {
    path: ['toMinute'],
    message: 'must be later than its beginning; a night is two turns',
  })
export type DutyTurn = z.infer<typeof dutyTurnSchema>
export const rotaSchema = z.object({
  teamId: idSchema,
  name: z.string(),
  timeZone: z.string(),
  /** On duty outside all turns. */
  dutyLeadId: idSchema,
  /** On duty at this moment. */
  onDutyId: idSchema,
  turns: z.array(dutyTurnSchema),
  /** Of the team. */
  version: z.number().int(),
})
export type Rota = z.infer<typeof rotaSchema>
export const newRotaSchema = z.strictObject({
  timeZone: timeZoneSchema,
  turns: z.array(dutyTurnSchema).max(500),
})

const named = z.object({ id: idSchema, name: z.string() })
/** Somebody is away, and who stands in for them. */
export const absenceSchema = z.object({
  id: idSchema,
  staff: named,
  standIn: named,
  startsAt: timeSchema,
  endsAt: timeSchema,
  handOver: z.boolean(),
})
export type Absence = z.infer<typeof absenceSchema>
export const newAbsenceSchema = z.strictObject({
  /** Oneself when left out; a lead may say it of colleagues in their teams. */
  staffId: idSchema.optional(),
  standInId: idSchema,
  startsAt: timeSchema,
  endsAt: timeSchema,
  /** Whether what they own is offered to the stand-in when it begins. */
  handOver: z.boolean().default(true),
})

export const tokenSchema = z.object({
  id: idSchema,
  name: z.string(),
  hint: z.string(),
  scopes: z.array(z.string()),
  createdAt: timeSchema,
  lastUsedAt: timeSchema.nullable(),
  expiresAt: timeSchema.nullable(),
})
export const newTokenSchema = z.strictObject({
  name: line(80),
  /** Names of permissions, e.g. `cases.read`. */
  scopes: z.array(line(60)).min(1).max(100),
  expiresAt: timeSchema.optional(),
})
/** The token itself is shown this once. */
export const madeTokenSchema = tokenSchema.extend({ token: z.string() })

export const deskSettingsSchema = z.object({
  organisationName: z.string(),
  timeZone: z.string(),
  locale: z.string(),
  version: z.number().int(),
})
export const changeDeskSettingsSchema = z.strictObject({
  organisationName: line(120).optional(),
  timeZone: timeZoneSchema.optional(),
  locale: localeSchema.optional(),
})

const about = z.object({ name: z.string() })
export const peopleAnnouncements = {
  ...calendarAnnouncements,
  setUp: defineAnnouncement('people.set-up', z.object({ organisationName: z.string() })),
  invited: defineAnnouncement('people.invited', about),
  resetLinkMade: defineAnnouncement('people.reset-link-made', about),
  joined: defineAnnouncement('people.joined', about),
  staffChanged: defineAnnouncement('people.staff-changed', z.object({ changed: z.array(z.string()) })),
  teamChanged: defineAnnouncement('people.team-changed', about),
  rotaChanged: defineAnnouncement('people.rota-changed', about),
  absenceTold: defineAnnouncement(
    'people.absence-told',
    z.object({ absenceId: z.number(), standInId: z.number(), startsAt: z.string(), endsAt: z.string() }),
  ),
  absenceEnded: defineAnnouncement('people.absence-ended', z.object({ absenceId: z.number() })),
  signedIn: defineAnnouncement(
    'people.signed-in',
    z.object({ by: z.enum(['password', 'totp', 'recovery-code']) }),
  ),
  signInRefused: defineAnnouncement('people.sign-in-refused', z.object({ why: z.string() })),
  sessionRevoked: defineAnnouncement('people.session-revoked', z.object({ count: z.number() })),
  passwordChanged: defineAnnouncement('people.password-changed', z.object({ by: z.enum(['reset', 'own']) })),
  resetAsked: defineAnnouncement('people.reset-asked', z.object({ accountId: z.number() })),
  emailChanged: defineAnnouncement(
    'people.email-changed',
    z.object({ before: z.string(), after: z.string() }),
  ),
  recoveryCodesRenewed: defineAnnouncement('people.recovery-codes-renewed', z.object({})),
  totpChanged: defineAnnouncement('people.totp-changed', z.object({ enabled: z.boolean() })),
  tokenMade: defineAnnouncement(
    'people.token-made',
    z.object({ name: z.string(), scopes: z.array(z.string()) }),
  ),
  tokenRevoked: defineAnnouncement('people.token-revoked', about),
  settingsChanged: defineAnnouncement('people.settings-changed', z.object({ changed: z.array(z.string()) })),
}
