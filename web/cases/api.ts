import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type * as contract from '../../server/cases/contract.ts'
import type {
  Case,
  CaseRow,
  Conversation,
  EarlierCases,
  ListName,
  Macro,
} from '../../server/cases/contract.ts'
import { get, patch, post, put, query, remove } from '../app/api.ts'

type Page<T> = { items: T[]; next: string | null }
export type ListFilter = { list: ListName; teamId?: number | undefined }
export type NewCase = z.input<typeof contract.newCaseSchema>
export type NewContact = z.input<typeof contract.newContactSchema>
export type LegInput = z.input<typeof contract.legInputSchema>
export type Reply = z.input<typeof contract.replySchema>
export type SentReply = z.infer<typeof contract.sentReplySchema>
export type NewNote = z.input<typeof contract.newNoteSchema>
export type Draft = z.infer<typeof contract.draftSchema>
export type DraftInput = z.input<typeof contract.saveDraftSchema>
export type Uploaded = z.infer<typeof contract.uploadedSchema>
export type Regrouping = z.infer<typeof contract.regroupingSchema>
export type BulkAct = z.input<typeof contract.bulkSchema>['act']
export type BulkResult = z.infer<typeof contract.bulkResultSchema>
export type FilledMacro = z.infer<typeof contract.filledMacroSchema>
export type CloseReason = z.infer<typeof contract.closeSchema>['reason']

export const casesQuery = ({ list, teamId }: ListFilter) =>
  infiniteQueryOptions({
    queryKey: ['cases', 'list', list, teamId ?? null],
    queryFn: ({ pageParam, signal }) =>
      get<Page<CaseRow>>(`/cases${query({ list, teamId, after: pageParam, limit: 50 })}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  })

export const countsQuery = queryOptions({
  queryKey: ['cases', 'counts'],
  queryFn: () => get<z.infer<typeof contract.listCountsSchema>>('/cases/counts'),
})

export const caseQuery = (id: number) =>
  queryOptions({ queryKey: ['case', id], queryFn: ({ signal }) => get<Case>(`/cases/${id}`, signal) })

export const conversationQuery = (id: number) =>
  infiniteQueryOptions({
    queryKey: ['case', id, 'conversation'],
    queryFn: ({ pageParam, signal }) =>
      get<Conversation>(`/cases/${id}/conversation${query({ before: pageParam })}`, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.earlier,
  })

/** Starts with what came along with the conversation. */
export const earlierCasesQuery = (id: number, first: EarlierCases) =>
  infiniteQueryOptions({
    queryKey: ['case', id, 'earlier-cases'],
    queryFn: ({ pageParam, signal }) =>
      get<EarlierCases>(`/cases/${id}/earlier-cases${query({ after: pageParam })}`, signal),
    initialPageParam: '',
    initialData: { pages: [first], pageParams: [''] },
    staleTime: 300_000,
    getNextPageParam: (page) => page.next,
  })

export const customerCasesQuery = (customerId: number) =>
  queryOptions({
    queryKey: ['cases', 'customer', customerId],
    queryFn: () => get<Page<CaseRow>>(`/cases${query({ list: 'all', customerId, limit: 50 })}`),
  })

export const macrosQuery = queryOptions({
  queryKey: ['macros'],
  queryFn: () => get<Page<Macro>>('/macros'),
  staleTime: 300_000,
})

export const presentQuery = (caseId: number) =>
  queryOptions({
    queryKey: ['case', caseId, 'present'],
    queryFn: () => get<z.infer<typeof contract.presentSchema>>(`/cases/${caseId}/presence`),
  })

export const fetchDrafts = (id: number) => get<{ items: Draft[] }>(`/cases/${id}/drafts`)
export const saveDraft = (id: number, draft: DraftInput) => put<unknown>(`/cases/${id}/draft`, draft)
export const dropDraft = (id: number, mode: 'reply' | 'note') =>
  remove(`/cases/${id}/draft${query({ mode })}`)

export const sendReply = (id: number, reply: Reply, key: string) =>
  post<SentReply>(`/cases/${id}/replies`, reply, key)
export const takeBackReply = (id: number, messageId: number) =>
  remove(`/cases/${id}/messages/${messageId}/sending`)
export const sendReplyAgain = (id: number, messageId: number, evenIfArrived: boolean) =>
  post<null>(`/cases/${id}/messages/${messageId}/sending`, { evenIfArrived })
export const writeNote = (id: number, note: NewNote, key: string) =>
  post<unknown>(`/cases/${id}/notes`, note, key)
export const logContact = (id: number, contact: NewContact) => post<unknown>(`/cases/${id}/contacts`, contact)
export const makeCase = (made: NewCase) => post<Case>('/cases', made)
export const fillMacro = (id: number, macroId: number) => post<FilledMacro>(`/cases/${id}/macros/${macroId}`)

export const lookedAfter = (id: number) => post<null>(`/cases/${id}/seen`)
export const takeCase = (id: number) => post<unknown>(`/cases/${id}/owner`)
export const closeCase = (id: number, reason: CloseReason, words: string) =>
  post<unknown>(`/cases/${id}/closure`, { reason, words })
export const reopenCase = (id: number) => remove(`/cases/${id}/closure`)
export const mergeCase = (id: number, intoCaseId: number, confirmDifferentCustomers: boolean) =>
  post<Regrouping>(`/cases/${id}/merge`, { intoCaseId, confirmDifferentCustomers })
export const splitCase = (id: number, contactIds: number[], need: string) =>
  post<Regrouping>(`/cases/${id}/split`, { contactIds, need })
export const moveContacts = (id: number, contactIds: number[], toCaseId: number) =>
  post<Regrouping>(`/cases/${id}/move`, { contactIds, toCaseId })
export const undoRegrouping = (id: number) => remove(`/regroupings/${id}`)
export const bulk = (caseIds: number[], act: BulkAct) => post<BulkResult>('/cases/bulk', { caseIds, act })
export const tellPresence = (caseId: number, doing: 'looking' | 'writing' | 'left') =>
  put<unknown>('/presence', { caseId, doing })

export const htmlAddress = (caseId: number, messageId: number, remote: boolean) =>
  `/api/v1/cases/${caseId}/messages/${messageId}/html${remote ? '?images=shown' : ''}`
export const fileAddress = (caseId: number, attachmentId: number) =>
  `/api/v1/cases/${caseId}/attachments/${attachmentId}`

export type NewMacro = z.input<typeof contract.newMacroSchema>
export const makeMacro = (macro: NewMacro) => post<Macro>('/macros', macro)
export const changeMacro = (id: number, macro: Partial<NewMacro>, version: number) =>
  patch<Macro>(`/macros/${id}`, macro, version)
export const retireMacro = (id: number) => remove(`/macros/${id}`)
