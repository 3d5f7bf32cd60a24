// Loaded before the desk's own code, in each of its threads: makes the reader of mail break as a fault in it
// would, for mails that ask for it. The desk itself knows nothing of this.
import { readlinkSync } from 'node:fs'
import { isMainThread, parentPort } from 'node:worker_threads'

const dooms = {
  throw: () => {
    setImmediate(() => {
      throw new Error('poisoned')
    })
    return new Promise(() => {})
  },
  exit: () => process.exit(7),
  hang: () => {
    for (;;);
  },
  memory: () => {
    for (const all = []; ; ) all.push(new Array(100_000).fill(Math.random()))
  },
  stack: () => {
    const deeper = () => deeper() + 1
    return deeper()
  },
}

if (!isMainThread && parentPort) {
  const on = parentPort.on.bind(parentPort)
  parentPort.on = (name, listener) =>
    on(name, (message) => {
      const head =
        message instanceof Uint8Array
          ? Buffer.from(message.buffer, message.byteOffset, Math.min(2_000, message.length))
          : ''
      const doom = /^X-Poison: (\w+)/m.exec(head.toString('latin1'))?.[1]
      if (!doom || !dooms[doom]) return listener(message)
      // What the thread would have said before the fault.
      parentPort.postMessage({ begun: readlinkSync('/proc/thread-self') })
      return dooms[doom]()
    })
}
