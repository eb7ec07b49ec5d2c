/** Reading boxes and keys. Until everything is opened nobody reads who has put something in, and until the deadline nobody reads how much. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { isAllowed } from '#kernel/acts.ts'
import { ok, refuse } from '#kernel/result.ts'
import { organisationsByIds, personsByIds } from '#modules/party/index.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import { cursorOf, cutPage, timePlaceOf } from '#platform/db/page.ts'
import { timestamp } from '#platform/db/transaction.ts'
import type { BoxAnswer, KeyAnswer, sealingContract } from './api.ts'
import { boxActs, keyActs } from './core/acts.ts'
import { countingOf } from './core/box.ts'
import { readEnvelope } from './core/envelope.ts'
import { neededOn } from './core/officers.ts'
import { RECORD_FORMAT } from './core/record.ts'
import { benchFor, handledBox, handledFrom, seatingOf, type Seating } from './handled.ts'
import { releasesBy } from './steps.ts'
import { boxFrom, numberOf, readBox, readEnvelopes, readReleases, selectBoxes, type BoxRecord } from './store.ts'
import { readKeysIn, type KeyRecord } from './store-keys.ts'

type Contract = typeof sealingContract

const NO_NAME: Bilingual = { zh: '', en: '' }

const keyViews = async ({ reader, actor }: View, keys: readonly KeyRecord[]): Promise<KeyAnswer[]> => {
  const persons = await personsByIds(
    reader,
    keys.flatMap(({ personId, certifiedBy }) => [personId, ...(certifiedBy === null ? [] : [certifiedBy])]),
  )
  const nameOf = (id: string): Bilingual => ({ ...(persons.get(id)?.name ?? NO_NAME) })
  return keys.map(({ personId, organisationId: _of, certifiedBy, ...key }) => ({
    ...key,
    holder: nameOf(personId),
    certifiedBy: certifiedBy === null ? null : nameOf(certifiedBy),
    isOwn: personId === actor.personId,
    acts: keyActs(actor, { ...key, personId }),
  }))
}

const boxViews = async ({ reader }: View, boxes: readonly BoxRecord[]): Promise<BoxAnswer[]> => {
  const owners = await organisationsByIds(
    reader,
    boxes.map(({ ownerOrganisationId }) => ownerOrganisationId),
  )
  return boxes.map(({ id, serial, subject, title, purpose, ownerOrganisationId, state, openedForAt, opensAt, closesAt, openBy, endedAt }) => ({
    id,
    number: numberOf({ openedForAt, serial }),
    subject,
    title: { ...title },
    purpose,
    owner: { id: ownerOrganisationId, name: { ...(owners.get(ownerOrganisationId)?.name ?? NO_NAME) } },
    state,
    opensAt,
    closesAt,
    openBy,
    endedAt,
  }))
}

const seatViews = async ({ reader, actor }: View, { seats, keys }: Seating) => {
  const persons = await personsByIds(
    reader,
    [...keys.values()].map(({ personId }) => personId),
  )
  return seats.flatMap(({ keyId, rehearsedAt, releasedAt }) => {
    const key = keys.get(keyId)
    if (!key) return []
    const { role, fingerprint, state, personId } = key
    const holder = { ...(persons.get(personId)?.name ?? NO_NAME) }
    return [{ keyId, holder, role, fingerprint, isKeyRevoked: state === 'revoked', rehearsedAt, releasedAt, isOwn: personId === actor.personId }]
  })
}

const SEALED_AFTER_DEADLINE: readonly BoxRecord['state'][] = ['closed', 'opening', 'failed']

/** Digests once nothing more can come, the rest once all is opened. */
const envelopeViews = async ({ reader }: View, box: BoxRecord) => {
  const isOpened = box.state === 'opened'
  if (!isOpened && !SEALED_AFTER_DEADLINE.includes(box.state)) return null
  const counting = countingOf(await readEnvelopes(reader, box.id))
  const names = isOpened
    ? await organisationsByIds(
        reader,
        counting.map(({ bidderKey }) => bidderKey),
      )
    : new Map<string, { readonly name: Bilingual }>()
  return counting.map(({ id, digest, receivedAt, bidderKey, payload, fault, officers }) => {
    const name = names.get(bidderKey)?.name
    return { id, digest, receivedAt, bidder: isOpened ? { key: bidderKey, name: name ? { ...name } : null } : null, payload, fault, officers: [...officers] }
  })
}

export const queries: Queries<Contract, 'keys' | 'list' | 'get' | 'ceremony' | 'record'> = {
  keys: { list: async (view) => ok({ items: await keyViews(view, await readKeysIn(view.reader, 'registered', 'certified', 'revoked')) }) },

  list: async (view, { subject, cursor, limit }) => {
    const after = timePlaceOf(cursor)
    const rows = await selectBoxes(view.reader)
      .$if(subject !== undefined, (query) => query.where('b.subject', '=', subject ?? ''))
      .$if(after !== null, (query) =>
        query.where((eb) => eb(eb.refTuple('b.openedForAt', 'b.id'), '<', eb.tuple(timestamp(after?.at ?? view.now), after?.id ?? ''))),
      )
      .orderBy('b.openedForAt', 'desc')
      .orderBy('b.id', 'desc')
      .limit(limit + 1)
      .execute()
    const { items, nextCursor } = cutPage(rows, limit, (row) => cursorOf(row.openedForAt, row.id))
    return ok({ items: await boxViews(view, items.map(boxFrom)), nextCursor, total: null })
  },

  get: async (view, { id }) => {
    const box = await readBox(view.reader, id)
    const [shown] = box ? await boxViews(view, [box]) : []
    if (!box || !shown) return refuse('sealing.not_found', { id })
    const seating = await seatingOf(view.reader, id)
    const acts = boxActs(view.actor, handledFrom(view.actor, box, seating, view.now))
    const bench = isAllowed(acts, 'name') ? await benchFor(view.reader, box, view.now) : null
    const { sealedBy, step, steps, corrections, endReason } = box
    return ok({
      ...shown,
      step,
      steps,
      corrections,
      endReason,
      acts,
      policy: sealedBy?.policy ?? null,
      policyDigest: sealedBy?.digest ?? null,
      threshold: sealedBy?.threshold ?? null,
      seats: await seatViews(view, seating),
      envelopes: await envelopeViews(view, box),
      bench: bench && {
        eligible: await keyViews(view, bench.eligible),
        needed: neededOn(bench),
        threshold: bench.threshold,
      },
    })
  },

  ceremony: {
    get: async (view, { id }) => {
      const box = await readBox(view.reader, id)
      if (!box?.sealedBy) return refuse('sealing.not_found', { id })
      const { keyId } = await handledBox(view, box)
      const key = (await seatingOf(view.reader, id)).keys.get(keyId ?? '')
      if (!key) return refuse('sealing.not_an_officer.forbidden')
      const isClosed = box.state === 'closed' || box.state === 'opening'
      const counting = isClosed ? countingOf(await readEnvelopes(view.reader, id)) : []
      return ok({
        keyId: key.id,
        publicKey: key.publicKey,
        policy: box.sealedBy.policy,
        rehearsal: headOf(box.sealedBy.rehearsal),
        envelopes: counting.map((envelope) => ({ id: envelope.id, bidderKey: envelope.bidderKey, head: headOf(envelope.text) })),
      })
    },
  },

  record: {
    get: async (view, { id }) => {
      const box = await readBox(view.reader, id)
      if (!box) return refuse('sealing.not_found', { id })
      if (box.state !== 'opened' || !box.sealedBy) return refuse('sealing.not_opened_yet')
      const envelopes = countingOf(await readEnvelopes(view.reader, id))
      const releases = releasesBy(await readReleases(view.reader, id))
      return ok({
        format: RECORD_FORMAT,
        box: id,
        policy: box.sealedBy.policy,
        policyDigest: box.sealedBy.digest,
        envelopes: envelopes.map(({ id: envelopeId, bidderKey, receivedAt, digest, text, payload, fault, officers }) => ({
          id: envelopeId,
          bidderKey,
          receivedAt,
          digest,
          text,
          payload,
          fault,
          officers: [...officers],
        })),
        releases: releases.map(({ key, shares }) => ({ key, shares: [...shares] })),
      })
    },
  },
}

/** The head of an envelope that was admitted: what it is bound to and the sealed shares. */
const headOf = (text: string): string => {
  const envelope = readEnvelope(text)
  return envelope.ok ? envelope.value.headLine : ''
}
