import { useLingui } from '@lingui/react/macro'
import { Copy } from 'lucide-react'
import { IconButton } from '../kit/icon-button.tsx'
import { toast } from '../kit/toast.tsx'

/** Something that is shown this once, to be copied. */
export function Secret({ label, value }: { label: string; value: string }) {
  const { t } = useLingui()
  return (
    <div className="flex items-center gap-2 rounded-md bg-paper p-3">
      <output
        aria-label={label}
        className="min-w-0 grow block whitespace-pre-wrap break-all font-mono text-sm"
      >
        {value}
      </output>
      <IconButton
        icon={Copy}
        label={t`Copy`}
        onPress={() => {
          void navigator.clipboard.writeText(value)
          toast(t`Copied.`)
        }}
      />
    </div>
  )
}
