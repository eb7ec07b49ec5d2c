import { createHash } from 'node:crypto'
import { AwsClient } from 'aws4fetch'
import type { FileStore } from './store.ts'

export interface S3Options {
  readonly endpoint: string
  readonly bucket: string
  readonly region: string
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

const ADDRESS = /^[0-9a-f]{64}$/

/** Files in an S3-compatible bucket, so that several machines share them. Failures are outages: thrown, for the caller to retry. */
export const openS3Store = ({ endpoint, bucket, region, accessKeyId, secretAccessKey }: S3Options): FileStore => {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: 's3', retries: 3 })
  const place = (sha256: string) => {
    if (!ADDRESS.test(sha256)) throw new RangeError('not a content address')
    return `${endpoint.replace(/\/$/, '')}/${bucket}/${sha256.slice(0, 2)}/${sha256}`
  }
  const ask = async (sha256: string, init: RequestInit): Promise<Response> => {
    const response = await client.fetch(place(sha256), init)
    if (!response.ok) throw new Error(`object store answered ${response.status} to ${init.method ?? 'GET'} of ${sha256}`)
    return response
  }
  return {
    put: async (bytes) => {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      await ask(sha256, { method: 'PUT', body: Uint8Array.from(bytes), headers: { 'content-type': 'application/octet-stream' } })
      return { sha256, size: bytes.length }
    },
    get: async (sha256) => {
      const bytes = new Uint8Array(await (await ask(sha256, { method: 'GET' })).arrayBuffer())
      if (createHash('sha256').update(bytes).digest('hex') !== sha256) throw new Error(`stored file ${sha256} does not match its address`)
      return bytes
    },
    remove: async (sha256) => {
      await ask(sha256, { method: 'DELETE' })
    },
  }
}
