/**
 * What the module tells. Who sits on a panel and what is on a sheet stays with the expert until all is revealed; that a sheet was locked is told to its author alone,
 * because times of arrival betray authors.
 */
import { z } from 'zod'
import { bilingual, factsOf, figure, list, moment, text } from '#contract/fact.ts'

const panel = { panelId: text, subject: text, ownerOrganisationId: text }
const times = { sealBy: moment, unsealBy: moment, declareBy: moment, scoreBy: moment }
const seat = { ...panel, personId: text }
const mark = z.object({ item: text, markBasisPoints: figure })

export const panelFacts = factsOf('panel', {
  opened: {
    readers: 'public',
    isUntold: true,
    body: {
      ...panel,
      ...times,
      titleZh: text,
      titleEn: text,
      seats: figure,
      perUnit: figure,
      leastSheets: figure,
      criteria: list(z.object({ key: text, title: bilingual, weightBasisPoints: figure })),
      sides: list(text),
      poolSize: figure,
      poolDigest: text,
      marketCommitment: text,
    },
  },
  nonce_sealed: { readers: 'public', isUntold: true, body: { ...panel, side: text, commitment: text } },
  unsealing_began: { readers: 'public', isUntold: true, body: panel },
  /** Nobody but the side reads it before all are out. */
  nonce_unsealed: { readers: 'named', body: { ...panel, side: text, nonce: text } },
  drawn: {
    readers: 'public',
    isUntold: true,
    body: { ...panel, seed: text, nonces: list(z.object({ side: text, nonce: text })), barred: list(text), poolDigest: text, seated: figure },
  },
  expert_drawn: { readers: 'named', body: { ...seat, declareBy: moment } },
  expert_declared: { readers: 'named', body: seat },
  expert_left: { readers: 'named', body: { ...seat, how: z.enum(['recused', 'replaced']), reason: text } },
  scoring_began: { readers: 'public', isUntold: true, body: { ...panel, items: list(text), scoreBy: moment } },
  sheet_locked: { readers: 'named', body: { ...seat, digest: text } },
  /** In the order of the digests: it tells nothing of who came first. */
  locked: { readers: 'public', isUntold: true, body: { ...panel, sheets: list(text), silent: figure } },
  aggregated: { readers: 'public', isUntold: true, body: { ...panel, marks: list(mark) } },
  revealed: { readers: 'public', body: { ...panel, experts: list(text) } },
  moved: { readers: 'public', isUntold: true, body: { ...panel, ...times } },
  failed: { readers: 'public', body: { ...panel, reason: text } },
  cancelled: { readers: 'public', body: { ...panel, reason: text } },
})
