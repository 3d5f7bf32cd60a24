import { useLingui } from '@lingui/react/macro'
import { Switch } from '../kit/switch.tsx'
import type { Organisation } from './api.ts'

type Props = { organisation: Organisation; onChange: (isShared: boolean) => void }

/** Whether people of an organisation see each other's cases on their pages. */
export function SharesCases({ organisation: { name, sharesCases }, onChange }: Props) {
  const { t } = useLingui()
  return (
    <Switch
      isSelected={sharesCases}
      onChange={onChange}
      help={t`On their own pages. They can read them, not answer.`}
    >
      {t`Everybody of ${name} sees its cases`}
    </Switch>
  )
}
