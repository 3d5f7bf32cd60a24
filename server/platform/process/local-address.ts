import type { Config } from '../config/config.ts'

/** Where a program on this machine reaches the web of this configuration, whatever the world calls it. */
export function localAddress({ HOST, PORT }: Config): string {
  const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST
  return `http://${host.includes(':') ? `[${host}]` : host}:${PORT}`
}
