import type { LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'

type Props = { icon: LucideIcon; label: string; acts?: ReactNode; children: ReactNode }

/** A word before the conversation, with what can be done about it. A long one scrolls by itself, above its acts. */
export function Banner({ icon: Icon, label, acts, children }: Props) {
  return (
    <section
      aria-label={label}
      className="flex max-h-[45vh] flex-wrap items-start gap-x-3 gap-y-2 overflow-y-auto border-line border-b bg-accent-soft px-6 py-3 max-md:px-3"
    >
      <Icon aria-hidden size={18} className="mt-0.5 shrink-0 text-accent-text" />
      <div className="min-w-0 grow basis-80">{children}</div>
      {acts && (
        <div className="-bottom-3 sticky flex flex-wrap gap-2 bg-accent-soft max-md:-my-1 max-md:py-1">
          {acts}
        </div>
      )}
    </section>
  )
}
