import type { ReactNode } from 'react'
import { Tabs as AriaTabs, Tab, TabList, TabPanel } from 'react-aria-components'

export type TabPart = { id: string; label: string; content: ReactNode }

/** A few panels, one at a time. */
export function Tabs({ label, parts }: { label: string; parts: TabPart[] }) {
  return (
    <AriaTabs className="flex min-h-0 flex-col">
      <TabList aria-label={label} className="flex gap-4 border-line border-b px-4">
        {parts.map((part) => (
          <Tab
            key={part.id}
            id={part.id}
            className="-mb-px cursor-pointer border-transparent border-b-2 py-2 text-ink-soft text-sm outline-none data-[selected]:border-accent data-[selected]:text-ink data-[focus-visible]:outline-2 data-[focus-visible]:outline-accent"
          >
            {part.label}
          </Tab>
        ))}
      </TabList>
      {parts.map((part) => (
        <TabPanel key={part.id} id={part.id} className="min-h-0 overflow-y-auto outline-none">
          {part.content}
        </TabPanel>
      ))}
    </AriaTabs>
  )
}
