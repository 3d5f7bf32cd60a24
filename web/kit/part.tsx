import type { ReactNode } from 'react'

/** One part of the story, under its small title. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="border-line border-t px-5 py-3.5">
      <h3 className="mb-1.5 text-ink-quiet text-xs">{title}</h3>
      {children}
    </section>
  )
}
