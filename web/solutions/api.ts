import { queryOptions } from '@tanstack/react-query'
import type { z } from 'zod'
import type {
  changeSolutionSettingsSchema,
  proposeSchema,
  Solution,
  SolutionSettings,
  spokenSchema,
} from '../../server/solutions/contract.ts'
import { call, get, patch, post } from '../app/api.ts'

export const solutionsQuery = (caseId: number) =>
  queryOptions({
    queryKey: ['case', caseId, 'solutions'],
    queryFn: ({ signal }) => get<{ items: Solution[] }>(`/cases/${caseId}/solutions`, signal),
  })

export const propose = (caseId: number, body: z.input<typeof proposeSchema>, key: string) =>
  post<Solution>(`/cases/${caseId}/solutions`, body, key)
export const withdraw = (caseId: number, id: number) =>
  call<Solution>('DELETE', `/cases/${caseId}/solutions/${id}`)
export const recordSpoken = (caseId: number, body: z.input<typeof spokenSchema>, key: string) =>
  post<Solution>(`/cases/${caseId}/spoken-solutions`, body, key)

export const settingsQuery = queryOptions({
  queryKey: ['solution-settings'],
  queryFn: () => get<SolutionSettings>('/solution-settings'),
})
export const changeSettings = (body: z.input<typeof changeSolutionSettingsSchema>, version: number) =>
  patch<SolutionSettings>('/solution-settings', body, version)
