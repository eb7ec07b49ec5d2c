/** What the module tells. Who bids stays between the bidder and the market until everything is opened at once; from then on all of it is public. */
import { z } from 'zod'
import { factsOf, figure, list, moment, text, value } from '#contract/fact.ts'

const key = { keyId: text, role: text, organisationId: text, fingerprint: text }
/** Which box, and about what. */
const box = { boxId: text, subject: text, ownerOrganisationId: text, purpose: text }
const deposit = { ...box, envelopeId: text, bidderKey: text, digest: text, turn: figure }

export const sealingFacts = factsOf('sealing', {
  key_registered: { readers: 'public', isUntold: true, body: { ...key, publicKey: text } },
  key_certified: { readers: 'public', isUntold: true, body: { ...key, certifierRole: text } },
  key_revoked: { readers: 'public', isUntold: true, body: { ...key, reason: text } },
  box_opened: {
    readers: 'public',
    isUntold: true,
    body: { ...box, titleZh: text, titleEn: text, step: figure, steps: figure, corrections: figure, opensAt: moment, closesAt: moment },
  },
  /** The policy is fixed: from now on envelopes are taken. */
  officers_named: { readers: 'public', isUntold: true, body: { ...box, policy: text, policyDigest: text, threshold: figure, officers: list(text) } },
  rehearsed: { readers: 'public', isUntold: true, body: { ...box, keyId: text } },
  envelope_deposited: { readers: 'named', body: { ...deposit, receivedAt: moment } },
  envelope_withdrawn: { readers: 'named', body: { ...deposit, withdrawnAt: moment } },
  /** How many there are, and which, is known from here on. */
  closed: {
    readers: 'public',
    isUntold: true,
    body: { ...box, closesAt: moment, openBy: moment, envelopes: list(z.object({ envelopeId: text, digest: text, receivedAt: moment })) },
  },
  /** The digest commits the officer to what is published when all is opened. */
  shares_released: { readers: 'public', isUntold: true, body: { ...box, keyId: text, digest: text, unreadable: list(text) } },
  opened: {
    readers: 'public',
    body: {
      ...box,
      openedAt: moment,
      /** In the order of receipt. `payload`: what was put in, as JSON; null where `fault` says why it could not be opened. */
      envelopes: list(
        z.object({
          envelopeId: text,
          bidderKey: text,
          digest: text,
          receivedAt: moment,
          payload: value,
          fault: text.nullable(),
          officers: list(text),
        }),
      ),
    },
  },
  /** Nothing was opened, and nothing will be. */
  failed: { readers: 'public', body: { ...box, reason: text } },
  cancelled: { readers: 'public', body: { ...box, reason: text } },
})
