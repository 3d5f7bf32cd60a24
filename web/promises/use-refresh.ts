import { useQueryClient } from '@tanstack/react-query'

/** Shows everywhere how a case stands after something was promised or settled on it. */
export function useRefresh(caseId: number): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    await client.invalidateQueries({ queryKey: ['case', caseId] })
    void client.invalidateQueries({ queryKey: ['cases'] })
    void client.invalidateQueries({ queryKey: ['promises'] })
  }
}
