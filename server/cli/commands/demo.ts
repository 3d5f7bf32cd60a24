import { ensureSetupLink } from '../../people/index.ts'
import { Fault } from '../../platform/faults.ts'
import { localAddress } from '../../platform/process/local-address.ts'
import { type Command, readWords } from '../command.ts'
import { playDemonstration, signIns } from '../demo/play.ts'
import { withDesk } from '../with-desk.ts'

/** `regard demo`: what `npm run demo` does, on a desk that was started before. */
export const demo: Command = {
  usage: '',
  run: (words) => {
    readWords(words, {})
    return withDesk(async ({ platform: { config, db } }) => {
      const address = localAddress(config)
      const answers = await fetch(`${address}/health`).then(
        (reply) => reply.ok,
        () => false,
      )
      if (!answers)
        throw new Fault('refused', `No desk answers at ${address}: start it first, or use "npm run demo".`)
      const token = (await ensureSetupLink(db, config.BASE_URL))?.split('#token=')[1]
      if (!token) throw new Fault('refused', 'This desk is set up already. A demonstration needs a new one.')
      await playDemonstration({ address, baseUrl: config.BASE_URL }, token)
      console.log(signIns())
    })
  },
}
