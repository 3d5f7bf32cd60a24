import { useLingui } from '@lingui/react/macro'
import { useQueryClient } from '@tanstack/react-query'
import { AtSign, Mail, Phone, Plus, X } from 'lucide-react'
import { useState } from 'react'
import type { Customer } from '../../server/customers/contract.ts'
import { wordsOf } from '../app/problem.ts'
import { IconButton } from '../kit/icon-button.tsx'
import { toast } from '../kit/toast.tsx'
import { removeAddress } from './api.ts'
import { NewAddress } from './new-address.tsx'

const icons = { email: Mail, phone: Phone, handle: AtSign }

/** By which addresses a customer is known; any of them brings their contacts to this record. */
export function Addresses({ customer }: { customer: Customer }) {
  const { t } = useLingui()
  const client = useQueryClient()
  const [isAdding, setAdding] = useState(false)
  const refresh = () => client.invalidateQueries({ queryKey: ['customer', customer.id] })
  const remove = async (addressId: number) => {
    await removeAddress(customer.id, addressId).catch((error: unknown) =>
      toast(wordsOf(error, t`It could not be removed.`)),
    )
    await refresh()
  }
  return (
    <>
      <ul className="grid">
        {customer.addresses.map((address) => {
          const Icon = icons[address.kind]
          return (
            <li key={address.id} className="group flex min-h-8 items-center gap-2">
              <Icon aria-hidden size={14} className="shrink-0 text-ink-quiet" />
              <span className="grow truncate">{address.shown}</span>
              {customer.addresses.length > 1 && (
                <IconButton
                  icon={X}
                  label={t`Remove ${address.shown}`}
                  className="size-7 opacity-0 focus-visible:opacity-100 group-hover:opacity-100"
                  onPress={() => void remove(address.id)}
                />
              )}
            </li>
          )
        })}
      </ul>
      {isAdding ? (
        <NewAddress customerId={customer.id} onDone={() => setAdding(false)} />
      ) : (
        <IconButton icon={Plus} label={t`Add an address`} className="-ms-2" onPress={() => setAdding(true)} />
      )}
    </>
  )
}
