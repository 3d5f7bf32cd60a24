import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useDeferredValue } from 'react'
import type { SearchHit } from '../../server/cases/contract.ts'
import { get, query } from './api.ts'

/** What the desk finds for the words typed so far; earlier finds stay until newer ones arrive. */
export function useSearch(words: string): SearchHit[] {
  const q = useDeferredValue(words.trim())
  const { data } = useQuery({
    queryKey: ['search', q],
    queryFn: ({ signal }) => get<{ items: SearchHit[] }>(`/search${query({ q })}`, signal),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 10_000,
  })
  return q === '' ? [] : (data?.items ?? [])
}
