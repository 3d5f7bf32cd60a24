import { Plural, useLingui } from '@lingui/react/macro'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Hand, Tag, X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { wordsOf } from '../../app/problem.ts'
import { Button } from '../../kit/button.tsx'
import { IconButton } from '../../kit/icon-button.tsx'
import { Menu } from '../../kit/menu.tsx'
import { toast } from '../../kit/toast.tsx'
import { type BulkAct, bulk, type CloseReason } from '../api.ts'
import { closeWords } from '../words.ts'

const BulkTags = lazy(() => import('../acts/bulk-tags.tsx'))

/** What can be done with all marked cases; each is done for itself, and refusals are named. */
export default function BulkBar({ ids, onDone }: { ids: number[]; onDone: () => void }) {
  const { t, i18n } = useLingui()
  const client = useQueryClient()
  const [isTagging, setTagging] = useState(false)
  const act = useMutation({
    mutationFn: (what: BulkAct) => bulk(ids, what),
    onSuccess: ({ done, refused }) => {
      void client.invalidateQueries({ queryKey: ['cases'] })
      for (const id of done) void client.invalidateQueries({ queryKey: ['case', id] })
      const first = refused[0]
      const doneCount = done.length
      const refusedCount = refused.length
      toast(first ? t`${doneCount} done, ${refusedCount} not: ${first.words}` : t`Done for ${doneCount}`)
      onDone()
    },
    onError: (error) => toast(wordsOf(error, t`That did not work; nothing was changed.`)),
  })
  const reasons = (Object.keys(closeWords) as CloseReason[]).map((reason) => ({
    id: reason,
    label: i18n._(closeWords[reason]),
    run: () => act.mutate({ kind: 'close', reason }),
  }))
  return (
    <div className="flex animate-rise flex-wrap items-center gap-1 border-line border-t bg-raised px-3 py-2">
      <span className="me-auto ps-1 font-medium text-sm" role="status">
        <Plural value={ids.length} one="# marked" other="# marked" />
      </span>
      <Button
        size="small"
        icon={<Hand aria-hidden size={14} />}
        isPending={act.isPending}
        onPress={() => act.mutate({ kind: 'take' })}
      >
        {t`Take`}
      </Button>
      <Button size="small" icon={<Tag aria-hidden size={14} />} onPress={() => setTagging(true)}>
        {t`Tag`}
      </Button>
      <Menu label={t`Close, because`} groups={[{ title: t`Close, because`, acts: reasons }]}>
        <Button size="small">{t`Close…`}</Button>
      </Menu>
      <IconButton icon={X} label={t`Unmark all`} keys="Escape" onPress={onDone} />
      <Suspense fallback={null}>
        {isTagging && (
          <BulkTags
            onClose={() => setTagging(false)}
            onTags={(add, remove) => act.mutate({ kind: 'tag', add, remove })}
          />
        )}
      </Suspense>
    </div>
  )
}
