import { useLingui } from '@lingui/react/macro'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Outlet, useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Search, UserPlus, Users } from 'lucide-react'
import { useDeferredValue, useState } from 'react'
import { useCommands } from '../app/commands.ts'
import { RouteError } from '../app/route-states.tsx'
import { cx } from '../kit/cx.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { EmptyState } from '../kit/states.tsx'
import { TextField } from '../kit/text-field.tsx'
import { customersQuery } from './api.ts'
import { CustomerList } from './customer-list.tsx'
import { NewCustomer } from './new-customer.tsx'

/** Everyone we serve: find somebody, and see their whole record beside the list. */
export default function CustomersPage() {
  const { t } = useLingui()
  const { customerId } = useParams({ strict: false })
  const { q = '' } = useSearch({ from: '/inside/customers' })
  const navigate = useNavigate()
  const [words, setWords] = useState(q)
  const [isNew, setNew] = useState(false)
  const found = useInfiniteQuery(customersQuery(useDeferredValue(words)))
  const items = found.data?.pages.flatMap((page) => page.items) ?? []
  useCommands([
    { id: 'new-customer', title: t`New customer`, group: t`Customers`, keys: 'c', run: () => setNew(true) },
  ])
  const open = (id: number) =>
    void navigate({ to: '/customers/$customerId', params: { customerId: String(id) }, search: true })
  return (
    <div className="grid h-full grid-cols-[344px_minmax(0,1fr)] max-lg:grid-cols-[300px_minmax(0,1fr)] max-md:grid-cols-1">
      <section
        className={cx('flex min-h-0 flex-col border-line border-e bg-surface', customerId && 'max-md:hidden')}
      >
        <header className="flex h-14 shrink-0 items-center justify-between ps-4 pe-3">
          <h1 className="font-semibold text-lg">{t`Customers`}</h1>
          <IconButton icon={UserPlus} label={t`New customer`} keys="c" onPress={() => setNew(true)} />
        </header>
        <div className="border-line border-b px-4 pb-3">
          <TextField
            label={t`Find a customer`}
            isLabelHidden
            placeholder={t`Name, e-mail, phone or organisation`}
            icon={<Search aria-hidden size={16} />}
            value={words}
            onChange={setWords}
          />
        </div>
        {found.isError && items.length === 0 && (
          <RouteError error={found.error} reset={() => void found.refetch()} />
        )}
        {found.isSuccess && items.length === 0 && (
          <EmptyState icon={Users} title={words ? t`Nobody found` : t`No customers yet`}>
            {words
              ? t`Try a part of the name, or the address.`
              : t`Whoever writes to you appears here by themselves.`}
          </EmptyState>
        )}
        {(found.isPending || items.length > 0) && (
          <CustomerList
            items={items}
            openId={customerId ? Number(customerId) : null}
            isPending={found.isPending}
            onOpen={open}
            onEnd={() => found.hasNextPage && !found.isFetchingNextPage && void found.fetchNextPage()}
          />
        )}
      </section>
      <main className={cx('min-h-0 min-w-0 overflow-y-auto bg-surface', !customerId && 'max-md:hidden')}>
        {customerId ? <Outlet /> : <EmptyState icon={Users} title={t`Choose somebody`} />}
      </main>
      {isNew && <NewCustomer onClose={() => setNew(false)} onMade={({ id }) => open(id)} />}
    </div>
  )
}
