import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openDiskStore } from './disk.ts'
import { openS3Store } from './s3.ts'

const directory = await mkdtemp(path.join(tmpdir(), 'zhepai-files-'))
const objects = new Map<string, Buffer>()
const seenSignatures: string[] = []
/** The edge of the world: an object store that keeps what it is given and wants signed requests. */
const bucket = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', (chunk: Buffer) => chunks.push(chunk))
  request.on('end', () => {
    const signature = request.headers.authorization ?? ''
    seenSignatures.push(signature)
    if (!signature.startsWith('AWS4-HMAC-SHA256 Credential=demo/')) return void response.writeHead(403).end()
    if (request.method === 'PUT') objects.set(request.url ?? '', Buffer.concat(chunks))
    const found = objects.get(request.url ?? '')
    return void response.writeHead(found ? 200 : 404).end(request.method === 'GET' ? found : undefined)
  })
})
await new Promise<void>((resolve) => bucket.listen(0, '127.0.0.1', resolve))
const endpoint = `http://127.0.0.1:${(bucket.address() as AddressInfo).port}`
afterAll(async () => {
  bucket.close()
  await rm(directory, { recursive: true, force: true })
})

const bytes = new TextEncoder().encode('一份合同')
const stores = [
  ['disk', openDiskStore(directory)],
  ['S3', openS3Store({ endpoint, bucket: 'market', region: 'cn-east', accessKeyId: 'demo', secretAccessKey: 'secret' })],
] as const

describe.each(stores)('the %s store', (_name, store) => {
  it('gives back what it was given, under the hash of the content', async () => {
    const stored = await store.put(bytes)
    expect(stored).toEqual(await store.put(bytes))
    expect(stored.size).toBe(bytes.length)
    expect(Buffer.from(await store.get(stored.sha256))).toEqual(Buffer.from(bytes))
  })
  it('refuses an address that is none, and fails on what it has not', async () => {
    await expect(store.get('../../etc/passwd')).rejects.toThrow('not a content address')
    await expect(store.get('0'.repeat(64))).rejects.toThrow()
  })
})

describe('a changed file', () => {
  it('is noticed', async () => {
    const [, disk] = stores[0]
    const { sha256 } = await disk.put(new TextEncoder().encode('original'))
    await writeFile(path.join(directory, sha256.slice(0, 2), sha256), 'tampered')
    await expect(disk.get(sha256)).rejects.toThrow('does not match')
    expect((await readdir(path.join(directory, sha256.slice(0, 2)))).filter((file) => file.endsWith('.part'))).toEqual([])
  })
})
