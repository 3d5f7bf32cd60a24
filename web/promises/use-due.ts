import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { dueTimesQuery } from './api.ts'

/** A time being chosen: by words that are read on the server, or by one of the usual ones. */
export function useDue(caseId: number, first = '') {
  const [words, setWords] = useState('')
  const [picked, setPicked] = useState(first)
  const { data: times } = useQuery(dueTimesQuery(caseId, useDeferredValue(words.trim())))
  const read = words.trim() === '' ? null : (times?.read ?? null)
  return {
    words,
    /** Null until the server has answered. */
    times,
    read,
    /** The chosen moment; empty when none is, or when it has passed. */
    dueAt: words.trim() === '' ? picked : read && !read.isPast ? read.dueAt : '',
    write: (next: string) => {
      setWords(next)
      setPicked('')
    },
    pick: (dueAt: string) => {
      setWords('')
      setPicked(dueAt)
    },
  }
}
export type ChosenDue = ReturnType<typeof useDue>
