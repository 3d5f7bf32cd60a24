import { parentPort } from 'node:worker_threads'
import { type Arrival, authenticate } from './authenticate.ts'
import { threadName } from './thread-time.ts'

/** The thread in which strangers' signatures are checked: it can be killed without hurting anybody. */
parentPort?.on('message', async (arrival: Arrival) => {
  parentPort?.postMessage({ begun: threadName() })
  try {
    parentPort?.postMessage({ result: await authenticate(arrival) })
  } catch (error) {
    parentPort?.postMessage({ fault: error instanceof Error ? error.message : String(error) })
  }
})
