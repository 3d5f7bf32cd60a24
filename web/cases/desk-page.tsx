import { Outlet, useNavigate, useParams } from '@tanstack/react-router'
import { cx } from '../kit/cx.ts'
import { ListZone } from './list/list-zone.tsx'
import { NothingOpen } from './list/nothing-open.tsx'
import { listOf } from './words.ts'

/** The desk: a list and, beside it, the case that is open. On a phone one of the two. */
export default function DeskPage() {
  const { list: listName = '', caseId } = useParams({ strict: false })
  const navigate = useNavigate()
  const list = listOf(listName)
  const openId = caseId ? Number(caseId) : null
  return (
    <div className="grid h-full grid-cols-[344px_1fr] max-lg:grid-cols-[300px_1fr] max-md:grid-cols-1">
      <ListZone
        key={list}
        list={list}
        openId={openId}
        onOpen={(id) => void navigate({ to: '/desk/$list/$caseId', params: { list, caseId: String(id) } })}
        className={cx(openId !== null && 'max-md:hidden')}
      />
      <main className={cx('min-h-0 min-w-0 bg-surface', openId === null && 'max-md:hidden')}>
        {openId === null ? <NothingOpen list={list} /> : <Outlet />}
      </main>
    </div>
  )
}
