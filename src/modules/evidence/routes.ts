/** The log as static resources (c2sp.org/tlog-tiles), so that anybody can mirror it, and proof files as downloads. */
import type { FastifyInstance, FastifyReply } from 'fastify'
import type { Services } from '#platform/command/services.ts'
import type { Reader } from '#platform/db/transaction.ts'
import { factsFrom } from '#platform/outbox/facts.ts'
import { factIdShape } from './api.ts'
import { leavesNeeded, parseTilePath, TILE_HEIGHT, TILE_WIDTH, type TileAddress } from './core/tile-path.ts'
import { keyLine, proofOfFact } from './queries.ts'
import { latestCheckpoint, nodeRun } from './store.ts'

const CHECKPOINT_CACHE = 'public, max-age=1'
const TILE_CACHE = 'public, max-age=31536000, immutable'

export const evidenceRoutes = (app: FastifyInstance, services: Services): void => {
  app.get('/log/checkpoint', async (_request, reply) => {
    const checkpoint = await latestCheckpoint(services.reader)
    return checkpoint ? reply.type('text/plain; charset=utf-8').header('cache-control', CHECKPOINT_CACHE).send(checkpoint.note) : absent(reply)
  })

  // Proof files one after the other: with a key known from elsewhere they lead to the key of today.
  app.get('/log/key-proofs', async (_request, reply) => {
    const keys = await keyLine(services.reader)
    return reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', CHECKPOINT_CACHE)
      .send(keys.map(({ proof }) => proof ?? '').join(''))
  })

  app.get<{ Params: { '*': string } }>('/log/tile/*', async (request, reply) => {
    const address = parseTilePath(request.params['*'])
    if (!address) return absent(reply)
    const checkpoint = await latestCheckpoint(services.reader)
    if (!checkpoint || leavesNeeded(address) > checkpoint.size) return absent(reply)
    const bytes = address.level === 'entries' ? await entryBundle(services.reader, address) : await hashTile(services.reader, address.level, address)
    return reply.type('application/octet-stream').header('cache-control', TILE_CACHE).send(bytes)
  })

  app.get<{ Params: { factId: string } }>('/evidence/facts/:factId/proof-file', async (request, reply) => {
    const factId = factIdShape.safeParse(request.params.factId)
    if (!factId.success) return absent(reply)
    const proof = await proofOfFact(services.reader, await services.actorFrom(request), factId.data)
    if (!proof.ok) return proof.refusal.code === 'evidence.not_yet_logged' ? pending(reply) : absent(reply)
    return reply
      .type('text/plain; charset=utf-8')
      .header('content-disposition', `attachment; filename="${proof.value.fileName}"`)
      .header('cache-control', 'private, no-store')
      .send(proof.value.file)
  })
}

const absent = (reply: FastifyReply) => reply.code(404).type('text/plain; charset=utf-8').send('not found\n')

/** The relay gives positions within a moment of the commit. */
const pending = (reply: FastifyReply) => reply.code(409).header('retry-after', '1').type('text/plain; charset=utf-8').send('not yet in the log\n')

const hashTile = async (reader: Reader, level: number, { number, width }: TileAddress): Promise<Buffer> => {
  const hashes = await nodeRun(reader, level * TILE_HEIGHT, number * BigInt(TILE_WIDTH), width)
  if (hashes.length !== width) throw new Error(`tile ${level}/${number} is not complete`)
  return Buffer.concat(hashes)
}

/** Each leaf behind its length as an unsigned big-endian 16-bit number. */
const entryBundle = async (reader: Reader, { number, width }: TileAddress): Promise<Buffer> => {
  const facts = await factsFrom(reader, number * BigInt(TILE_WIDTH), width)
  if (facts.length !== width) throw new Error(`bundle ${number} is not complete`)
  return Buffer.concat(
    facts.flatMap(({ leaf }) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(leaf.length)
      return [length, leaf]
    }),
  )
}
