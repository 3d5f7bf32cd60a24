import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type * as contract from '../../../server/channels/email/contract.ts'
import type { Mailbox, MailRecipients } from '../../../server/channels/email/contract.ts'
import { get, patch, post, put, remove } from '../../app/api.ts'

type All<T> = { items: T[] }
export type NewMailbox = z.input<typeof contract.newMailboxSchema>
export type MailboxChange = z.input<typeof contract.changeMailboxSchema>
export type MailServer = NonNullable<NewMailbox['imap']>
export type MailboxTest = z.infer<typeof contract.mailboxTestSchema>
export type KeptMail = z.infer<typeof contract.keptMailSchema>

export const mailboxesQuery = queryOptions({
  queryKey: ['mailboxes'],
  queryFn: () => get<All<Mailbox>>('/mailboxes'),
})
export type MailboxAlarms = z.infer<typeof contract.mailboxAlarmsSchema>
/** Asked again each minute by whoever may hear of one: with no worker left, nobody announces anything. */
export const alarmsQuery = queryOptions({
  queryKey: ['mailbox-alarms'],
  queryFn: () => get<MailboxAlarms>('/mailbox-alarms'),
  refetchInterval: ({ state }) => (state.data?.isTold ? 60_000 : false),
})
export type MailImport = z.infer<typeof contract.mailImportSchema>

const LOOK_AGAIN_MS = 2_000
export const importsQuery = queryOptions({
  queryKey: ['mail-imports'],
  queryFn: () => get<All<MailImport>>('/mail-imports'),
  // As long as something moves.
  refetchInterval: ({ state }) =>
    state.data?.items.some(({ endedAt }) => endedAt === null) ? LOOK_AGAIN_MS : false,
})
export const startImport = (wanted: z.input<typeof contract.newMailImportSchema>) =>
  post<MailImport>('/mail-imports', wanted)
export const keptMailQuery = queryOptions({
  queryKey: ['kept-mail'],
  queryFn: () => get<All<KeptMail>>('/kept-mails'),
})
export const doubtQuery = (caseId: number) =>
  queryOptions({
    queryKey: ['case', caseId, 'doubt'],
    queryFn: () => get<z.infer<typeof contract.doubtSchema>>(`/cases/${caseId}/doubt`),
  })
export const settleDoubt = (caseId: number, isSettled: boolean) =>
  put<unknown>(`/cases/${caseId}/doubt`, { isSettled })
export const mailSidesQuery = (caseId: number) =>
  queryOptions({
    queryKey: ['case', caseId, 'mail-sides'],
    queryFn: () => get<All<contract.MailSide>>(`/cases/${caseId}/mail-sides`),
  })
export const recipientsQuery = (caseId: number, messageId: number) =>
  queryOptions({
    queryKey: ['case', caseId, 'recipients', messageId],
    queryFn: () => get<MailRecipients>(`/cases/${caseId}/messages/${messageId}/recipients`),
  })
export const makeMailbox = (mailbox: NewMailbox) => post<Mailbox>('/mailboxes', mailbox)
export const changeMailbox = (id: number, change: MailboxChange, version: number) =>
  patch<Mailbox>(`/mailboxes/${id}`, change, version)
export const testMailbox = (servers: z.input<typeof contract.testMailboxSchema>) =>
  post<MailboxTest>('/mailboxes/test', servers)
export const tryAllAgain = () => post<{ count: number }>('/kept-mails/retries')
/** Where the mail as it came can be downloaded. */
export const rawMailAddress = (id: number): string => `/api/v1/kept-mails/${id}/raw`
export const makeCaseOfMail = (id: number) =>
  post<z.infer<typeof contract.caseOfKeptMailSchema>>(`/kept-mails/${id}/case`)
export const removeMail = (id: number) => remove<unknown>(`/kept-mails/${id}`)
export const tryAgain = (id: number) => post<unknown>(`/kept-mails/${id}/retry`)
