import type { ReactNode } from 'react'
import icon from '../kit/icon.svg'

/** The page before the desk: signing in, setting up, accepting an invitation. */
export function Door({ title, children, lead }: { title: string; lead?: ReactNode; children: ReactNode }) {
  return (
    <main className="grid min-h-full animate-appear content-center justify-items-center bg-paper px-4 py-12">
      <div className="w-full max-w-96">
        <div className="mb-8 flex items-center gap-2.5">
          <img src={icon} alt="" className="size-8" />
          <span className="font-semibold text-lg">Regard</span>
        </div>
        <h1 className="font-semibold text-2xl tracking-tight">{title}</h1>
        {lead && <p className="mt-2 text-ink-soft">{lead}</p>}
        <div className="mt-6">{children}</div>
      </div>
    </main>
  )
}
