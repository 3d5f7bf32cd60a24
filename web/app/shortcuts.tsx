import { useLingui } from '@lingui/react/macro'
import { Dialog } from '../kit/dialog.tsx'
import { Kbd } from '../kit/kbd.tsx'
import { type Command, useAllCommands } from './commands.ts'
import { closeOverlay } from './palette-state.ts'

/** Every shortcut that works on the screen behind this list. */
export default function Shortcuts() {
  const { t } = useLingui()
  const groups = Map.groupBy(
    useAllCommands().filter((one): one is Command & { keys: string } => Boolean(one.keys)),
    ({ group }) => group,
  )
  return (
    <Dialog title={t`Keyboard shortcuts`} isOpen onClose={closeOverlay}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <div className="grid gap-5 outline-none" tabIndex={0}>
        {[...groups].map(([group, commands]) => (
          <section key={group}>
            <h3 className="mb-1 font-medium text-ink-soft text-sm">{group}</h3>
            <dl>
              {commands.map((one) => (
                <div
                  key={one.id}
                  className="flex items-center justify-between gap-4 border-line border-b py-1.5"
                >
                  <dt>{one.title}</dt>
                  <dd>
                    <span className="sr-only">{one.keys}</span>
                    <Kbd keys={one.keys} className="text-ink-soft" />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  )
}
