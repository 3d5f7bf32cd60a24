// A parent that hears Ctrl-C and waits for its program all the same; the test beside it starts this file.
import { runInOwnGroup } from './own-group.ts'

process.on('SIGINT', () => {})
const running = runInOwnGroup('/bin/sh', ['-c', 'sleep 0.5; echo done > "$0"', process.argv[2] ?? ''], {})
process.send?.('started')
await running
process.exit(0)
