import { Trans, useLingui } from '@lingui/react/macro'
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Offered } from '../../server/ownership/contract.ts'
import { wordsOf } from '../app/problem.ts'
import { Button } from '../kit/button.tsx'
import { Checkbox } from '../kit/checkbox.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { SkeletonText } from '../kit/skeleton.tsx'
import { toast } from '../kit/toast.tsx'
import { acceptMany, offersQuery } from './api.ts'
import { takenIn, valuesOf } from './new-owner.tsx'
import { OfferItem } from './offer-item.tsx'
import { RefuseDialog } from './refuse-dialog.tsx'

type Asked = { offer: Offered; kind: 'declined' | 'returned' }

/** All that is offered to the reader: the briefs in a row, one press for those they accept, each no by itself. */
export default function OffersDialog({ onClose }: { onClose: () => void }) {
  const { t } = useLingui()
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(offersQuery)
  const offers = data?.pages.flatMap(({ items }) => items)
  const [marked, setMarked] = useState<ReadonlySet<number>>(new Set())
  const [asked, setAsked] = useState<Asked | null>(null)
  const list = useRef<HTMLUListElement>(null)
  const accept = useAcceptMany()
  const chosen = offers?.filter(({ id }) => marked.has(id)) ?? []
  const count = chosen.length
  const mark = (id: number, isMarked: boolean) =>
    setMarked(new Set(isMarked ? [...marked, id] : [...marked].filter((one) => one !== id)))
  const press = () => {
    const taken = (id: number) => {
      const form = list.current?.querySelector<HTMLFormElement>(`form[data-offer="${id}"]`)
      return form ? takenIn(valuesOf(new FormData(form))) : {}
    }
    accept.mutate(
      chosen.map(({ id }) => ({ id, ...taken(id) })),
      { onSuccess: ({ refused }) => count === offers?.length && refused.length === 0 && onClose() },
    )
  }
  return (
    <Dialog
      title={t`Offered to you`}
      isOpen
      onClose={onClose}
      width="wide"
      footer={
        <>
          <Checkbox
            className="me-auto"
            isSelected={count > 0 && count === offers?.length}
            isIndeterminate={count > 0 && count !== offers?.length}
            onChange={(all) => setMarked(new Set(all ? offers?.map(({ id }) => id) : []))}
          >{t`All of these`}</Checkbox>
          <Button look="primary" isDisabled={count === 0} isPending={accept.isPending} onPress={press}>
            <Trans>Accept {count}</Trans>
          </Button>
        </>
      }
    >
      {!offers && <SkeletonText lines={8} />}
      {offers?.length === 0 && <p className="text-ink-soft">{t`Nothing is offered to you any more.`}</p>}
      <ul ref={list} className="divide-y divide-line">
        {offers?.map((offer) => (
          <OfferItem
            key={offer.id}
            offer={offer}
            isMarked={marked.has(offer.id)}
            onMark={(isMarked) => mark(offer.id, isMarked)}
            onRefuse={(kind) => setAsked({ offer, kind })}
            onOpen={onClose}
          />
        ))}
      </ul>
      {hasNextPage && <Button onPress={() => void fetchNextPage()}>{t`Show more`}</Button>}
      {asked && <RefuseDialog {...asked} onClose={() => setAsked(null)} />}
    </Dialog>
  )
}

/** Accepts several and says what became of them; those that were refused stay, with the first reason. */
function useAcceptMany() {
  const { t } = useLingui()
  const client = useQueryClient()
  return useMutation({
    mutationFn: acceptMany,
    onSuccess: ({ accepted, refused }) => {
      const [doneCount, refusedCount] = [accepted.length, refused.length]
      const words = refused[0]?.words
      toast(
        words ? t`${doneCount} are yours now, ${refusedCount} not: ${words}` : t`${doneCount} are yours now.`,
      )
    },
    onError: (error) => toast(wordsOf(error, t`That did not work; nothing was changed.`)),
    onSettled: async () => {
      void client.invalidateQueries({ queryKey: ['case'] })
      await client.invalidateQueries({ queryKey: ['cases'] })
    },
  })
}
