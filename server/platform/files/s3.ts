import type { Readable } from 'node:stream'
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import type { Config } from '../config/config.ts'
import type { FileStore } from './store.ts'

/** Files as objects of an S3-compatible bucket. Credentials come from the client's usual places. */
export const s3Store = (config: Config): FileStore => {
  const bucket = config.S3_BUCKET
  const client = new S3Client({
    region: config.S3_REGION,
    ...(config.S3_ENDPOINT && { endpoint: config.S3_ENDPOINT, forcePathStyle: true }),
  })
  const place = (key: string) => ({ Bucket: bucket, Key: key })
  const body = async (key: string) => {
    const { Body } = await client.send(new GetObjectCommand(place(key)))
    if (!Body) throw new Error('the store sent no body')
    return Body
  }
  return {
    // If-None-Match keeps an existing object: a key is written once.
    put: async (key, bytes) => {
      await client.send(new PutObjectCommand({ ...place(key), Body: bytes, IfNoneMatch: '*' }))
    },
    get: async (key) => Buffer.from(await (await body(key)).transformToByteArray()),
    stream: async (key) => (await body(key)) as Readable,
    remove: async (key) => {
      await client.send(new DeleteObjectCommand(place(key)))
    },
    size: async (key) => {
      try {
        return (await client.send(new HeadObjectCommand(place(key)))).ContentLength ?? null
      } catch {
        return null
      }
    },
  }
}
