import { queryOptions } from '@tanstack/react-query'
import type { Staff, Team } from '../../server/people/contract.ts'
import { get } from '../app/api.ts'

type All<T> = { items: T[] }
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
