import { useLingui } from '@lingui/react'
import { type LucideIcon, Mail, MapPin, MessageCircle, Phone, TextCursorInput } from 'lucide-react'
import type { Channel } from '../../server/cases/contract.ts'
import { channelWords } from './words.ts'

export const channelIcons: Record<Channel, LucideIcon> = {
  email: Mail,
  chat: MessageCircle,
  form: TextCursorInput,
  call: Phone,
  visit: MapPin,
}

/** By which way somebody reached us. */
export function ChannelIcon({ channel, size = 14 }: { channel: Channel; size?: number }) {
  const { i18n } = useLingui()
  const Icon = channelIcons[channel]
  return (
    <Icon
      role="img"
      aria-label={i18n._(channelWords[channel])}
      size={size}
      className="shrink-0 text-ink-quiet"
    />
  )
}
