import { useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { Button } from '../kit/button.tsx'
import { offersQuery } from './api.ts'

const OffersDialog = lazy(() => import('./offers-dialog.tsx'))

/** Beside one offer, where others wait too: the way to read them in a row. */
export function MoreOffers() {
  const { t } = useLingui()
  const { data, hasNextPage } = useInfiniteQuery(offersQuery)
  const [isOpen, setOpen] = useState(false)
  const known = data?.pages.flatMap(({ items }) => items).length ?? 0
  const count = hasNextPage ? `${known}+` : `${known}`
  if (known < 2) return null
  return (
    <>
      <Button look="quiet" onPress={() => setOpen(true)}>{t`All ${count} offers…`}</Button>
      <Suspense fallback={null}>{isOpen && <OffersDialog onClose={() => setOpen(false)} />}</Suspense>
    </>
  )
}
