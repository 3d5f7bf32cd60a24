// Loaded before the desk's own code: on SIGUSR2 the main thread tells its memory, after everything that nobody
// needs any more was given back. The desk itself knows nothing of this.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { isMainThread } from 'node:worker_threads'

if (isMainThread) {
  setFlagsFromString('--expose-gc')
  const gc = runInNewContext('gc')
  process.on('SIGUSR2', () => {
    gc()
    const { rss, heapUsed, external } = process.memoryUsage()
    process.stdout.write(`memory ${JSON.stringify({ rss, heapUsed, external })}\n`)
  })
}
