import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type * as contract from '../../../server/channels/email/contract.ts'
import type { Mailbox } from '../../../server/channels/email/contract.ts'
import { get, patch, post } from '../../app/api.ts'

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
export const keptMailQuery = queryOptions({
  queryKey: ['kept-mail'],
  queryFn: () => get<All<KeptMail>>('/kept-mails'),
})
export const doubtQuery = (caseId: number) =>
  queryOptions({
    queryKey: ['case', caseId, 'doubt'],
    queryFn: () => get<z.infer<typeof contract.doubtSchema>>(`/cases/${caseId}/doubt`),
  })
export const makeMailbox = (mailbox: NewMailbox) => post<Mailbox>('/mailboxes', mailbox)
export const changeMailbox = (id: number, change: MailboxChange, version: number) =>
  patch<Mailbox>(`/mailboxes/${id}`, change, version)
export const testMailbox = (servers: z.input<typeof contract.testMailboxSchema>) =>
  post<MailboxTest>('/mailboxes/test', servers)
export const tryAgain = (id: number) => post<unknown>(`/kept-mails/${id}/retry`)
