import { totalmem } from 'node:os'

const MB = 2 ** 20
/** PostgreSQL's own default; less would be worse than saying nothing. */
const LEAST_MB = 128
/** Beyond this a desk gains nothing measurable, and its machine has other work. */
const MOST_MB = 1024

/** Memory that this process may use, in bytes: the machine's, or less when a container limits it. */
export const usableMemory = (total = totalmem(), limit = process.constrainedMemory()): number =>
  limit > 0 ? Math.min(total, limit) : total

/**
 * Settings of the embedded PostgreSQL for many short questions, by the memory there is (in bytes). A quarter of it
 * keeps rows at hand, as PostgreSQL's manual advises (19.4); untouched, it costs nothing. Help by further processes
 * and compiled queries pay in reports of seconds: to call them costs more than all that a desk's question takes.
 */
export const tuningFor = (memory: number): Record<string, string> => {
  const quarterMb = Math.floor(memory / MB / 4)
  return {
    shared_buffers: `${Math.min(Math.max(quarterMb, LEAST_MB), MOST_MB)}MB`,
    effective_cache_size: `${Math.max(quarterMb * 2, LEAST_MB)}MB`,
    max_parallel_workers_per_gather: '0',
    jit: 'off',
  }
}
