export { addColleague } from './actions/add-colleague.ts'
export { createFirstAdmin } from './actions/create-first-admin.ts'
export { createToken } from './actions/create-token.ts'
export { ensureSetupLink } from './actions/ensure-setup-link.ts'
export { giveFirstAddress } from './actions/give-first-address.ts'
export { issueInvitationLink } from './actions/issue-invitation-link.ts'
export { issueResetLink, type PersonalLink } from './actions/issue-reset-link.ts'
export { makeTeam } from './actions/make-team.ts'
export { refuseCalendar } from './actions/refuse-calendar.ts'
export { removeTeam } from './actions/remove-team.ts'
export { beforeSwitchOff } from './actions/switch-off.ts'
export { refuseLeaving, switchOffColleague } from './actions/switch-off-colleague.ts'
export { alwaysOpen, type Hours, type OpenTime, type Span } from './hours/open-hours.ts'
export {
  dueAfter,
  endOfNextWorkingDay,
  unionOf,
  workingTime,
} from './hours/working-time.ts'
export { offsetAt } from './hours/zone.ts'
export { absenceAt, handOverFromAbsences } from './queries/absences.ts'
export { findActor, recheckActor, unsafeActorOf } from './queries/actors.ts'
export { hoursOf, teamHours } from './queries/calendars.ts'
export { dutyLeadOf, personOrStandIn } from './queries/duty.ts'
export { deskSettings, nameOfDesk } from './queries/settings.ts'
export { findStaff, staffExists, staffHere, staffNames } from './queries/staff.ts'
export { allTeams, defaultTeam, findTeam, teamOfAddress } from './queries/teams.ts'
