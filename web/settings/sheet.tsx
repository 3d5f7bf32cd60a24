import { useLingui } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'

type Props = { title: string; lead?: ReactNode; action?: ReactNode; children: ReactNode }

/** The page of one section: its title, a sentence, what can be added, and the things themselves. */
export function Sheet({ title, lead, action, children }: Props) {
  const { t } = useLingui()
  return (
    <section aria-label={title} className="mx-auto max-w-184 animate-appear px-6 py-8 max-md:px-4">
      <header className="mb-6 flex flex-wrap items-start gap-x-4 gap-y-1">
        <Link to="/settings" aria-label={t`Back to all settings`} className="pt-2 text-ink-soft md:hidden">
          <ArrowLeft aria-hidden size={18} className="rtl:rotate-180" />
        </Link>
        <h2 className="min-w-0 grow basis-0 font-semibold text-2xl tracking-tight">{title}</h2>
        {action}
        <div className="basis-full">
          {lead && <p className="max-w-[60ch] text-pretty text-ink-soft">{lead}</p>}
        </div>
      </header>
      {children}
    </section>
  )
}

/** A part of a section, divided from the next by a hairline. */
export function SheetPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title} className="border-line border-t py-6">
      <h3 className="mb-3 font-medium text-lg">{title}</h3>
      {children}
    </section>
  )
}
