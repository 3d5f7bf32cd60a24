import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { lookedAfter } from './api.ts'

const glance = 2000

/** Who stays on a case for a moment has looked after what called them there (a mention, a bounce, being handed it). */
export function useLookedAfter(caseId: number): void {
  const client = useQueryClient()
  useEffect(() => {
    const timer = setTimeout(async () => {
      // A courtesy to the list: when it fails, the case simply stays in “Needs me now”.
      await lookedAfter(caseId).catch(() => {})
      void client.invalidateQueries({ queryKey: ['cases'] })
    }, glance)
    return () => clearTimeout(timer)
  }, [caseId, client])
}
