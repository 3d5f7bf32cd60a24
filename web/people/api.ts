import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type * as contract from '../../server/people/contract.ts'
import type { Absence, Rota, Staff, Team } from '../../server/people/contract.ts'
import { get, patch, post, put, remove } from '../app/api.ts'

type All<T> = { items: T[] }
export type Invitation = z.input<typeof contract.invitationSchema>
export type Invited = z.infer<typeof contract.invitedSchema>
export type StaffChange = z.input<typeof contract.changeStaffSchema>
export type ProfileChange = z.input<typeof contract.changeOwnProfileSchema>
export type NewTeam = z.input<typeof contract.newTeamSchema>
export type OpenSession = z.infer<typeof contract.openSessionSchema>
export type Token = z.infer<typeof contract.tokenSchema>
export type NewToken = z.input<typeof contract.newTokenSchema>
export type MadeToken = z.infer<typeof contract.madeTokenSchema>
export type DeskSettings = z.infer<typeof contract.deskSettingsSchema>
export type DeskSettingsChange = z.input<typeof contract.changeDeskSettingsSchema>
export type TotpStart = z.infer<typeof contract.totpStartSchema>
export type TotpConfirmed = z.infer<typeof contract.totpConfirmedSchema>
const rarely = 300_000

export const staffQuery = queryOptions({
  queryKey: ['people', 'staff'],
  queryFn: () => get<All<Staff>>('/staff'),
  staleTime: rarely,
})
export const teamsQuery = queryOptions({
  queryKey: ['people', 'teams'],
  queryFn: () => get<All<Team>>('/teams'),
  staleTime: rarely,
})
export const rotasQuery = queryOptions({
  queryKey: ['people', 'rotas'],
  queryFn: () => get<All<Rota>>('/rotas'),
})
export const absencesQuery = queryOptions({
  queryKey: ['people', 'absences'],
  queryFn: () => get<All<Absence>>('/absences'),
})
export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: () => get<All<OpenSession>>('/sessions'),
})
export const tokensQuery = queryOptions({ queryKey: ['tokens'], queryFn: () => get<All<Token>>('/tokens') })
export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: () => get<DeskSettings>('/settings'),
})

export const invite = (invitation: Invitation) => post<Invited>('/invitations', invitation)
type Link = { link: string }
export const inviteAgain = (staffId: number) => post<Link>(`/staff/${staffId}/invitation`)
export const resetLinkFor = (staffId: number) => post<Link>(`/staff/${staffId}/password-reset`)
export const removeTotpOf = (staffId: number) => remove(`/staff/${staffId}/totp`)
export const changeStaff = (id: number, change: StaffChange, version: number) =>
  patch<Staff>(`/staff/${id}`, change, version)
export const changeProfile = (change: ProfileChange, version: number) =>
  patch<Staff>('/account', change, version)
export const changePassword = (current: string, next: string) =>
  put<null>('/account/password', { current, next })
export const beginTotp = (password: string) => post<TotpStart>('/account/totp', { password })
export const confirmTotp = (code: string) => put<TotpConfirmed>('/account/totp', { code })
export const renewRecoveryCodes = (password: string) =>
  post<TotpConfirmed>('/account/totp/recovery-codes', { password })
export const removeTotp = (password: string) => post<null>('/account/totp/removal', { password })
export const endSession = (id: number) => remove(`/sessions/${id}`)
export const endOtherSessions = () => remove('/sessions')

export const makeTeam = (team: NewTeam) => post<Team>('/teams', team)
export const changeTeam = (id: number, team: Partial<NewTeam>, version: number) =>
  patch<Team>(`/teams/${id}`, team, version)
export const removeTeam = (id: number) => remove(`/teams/${id}`)
export const planRota = (teamId: number, rota: z.input<typeof contract.newRotaSchema>, version: number) =>
  put<Rota>(`/teams/${teamId}/rota`, rota, version)
export const tellAbsence = (absence: z.input<typeof contract.newAbsenceSchema>) =>
  post<Absence>('/absences', absence)
export const endAbsence = (id: number) => remove(`/absences/${id}`)
export const makeToken = (token: NewToken) => post<MadeToken>('/tokens', token)
export const revokeToken = (id: number) => remove(`/tokens/${id}`)
export const changeSettings = (change: DeskSettingsChange, version: number) =>
  patch<DeskSettings>('/settings', change, version)
