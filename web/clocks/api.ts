import { queryOptions } from '@tanstack/react-query'
import type { CaseClocks, Policy, Targets } from '../../server/clocks/contract.ts'
import { get, put, remove } from '../app/api.ts'

/** Begins like the query of the case, so that any news of it refreshes its clocks. */
export const clocksQuery = (caseId: number) =>
  queryOptions({
    queryKey: ['case', caseId, 'clocks'],
    queryFn: ({ signal }) => get<CaseClocks>(`/cases/${caseId}/clocks`, signal),
  })

export const policiesQuery = queryOptions({
  queryKey: ['clock-policies'],
  queryFn: () => get<{ items: Policy[] }>('/clock-policies'),
})

/** Whom a policy is for. */
export type Whom = Pick<Policy, 'team' | 'organisation'>

const pathOf = ({ team, organisation }: Whom): string => {
  if (team) return `/teams/${team.id}/clock-policy`
  return organisation ? `/organisations/${organisation.id}/clock-policy` : '/clock-policy'
}

export const setPolicy = (whom: Whom, targets: Targets, version: number | undefined) =>
  put<Policy>(pathOf(whom), targets, version)
export const removePolicy = (whom: Whom) => remove(pathOf(whom))
