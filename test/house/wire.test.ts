/** What the world calls an operation stays; what the rooms call their reads is one word for one thing. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { operationsOf, type OperationMeta } from '#contract/operation.ts'
import { describeApi } from '#platform/http/openapi.ts'
import { marketContract } from '../../src/modules/contracts.ts'

/** `METHOD path operationId`, as programs out there know them. A new operation need not stand here before it is released; what stands here never goes. */
const known = JSON.parse(readFileSync(path.join(import.meta.dirname, 'wire-names.json'), 'utf8')) as readonly string[]

it('addresses and names that programs know stay', async () => {
  const { paths = {} } = await describeApi(marketContract, '0')
  const told = Object.entries(paths).flatMap(([address, methods]) =>
    Object.entries(methods ?? {}).map(
      ([method, operation]) => `${method.toUpperCase()} ${address} ${(operation as { readonly operationId?: string }).operationId}`,
    ),
  )
  expect(known.length).toBeGreaterThan(200)
  expect(known.filter((name) => !told.includes(name))).toEqual([])
})

/** One, a page of many, those of the asker, those that wait for the asker. */
const READS = /^(?:\w+\.)?(?:get|list|mine|waiting)$/
/** One, found by what it belongs to. */
const BELONGING = /^of[A-Z]\w+$/
const OTHERWISE: Readonly<Record<string, string>> = {
  'account.ownData': 'a copy to take away',
  'account.exportEvents': 'a file',
  'ledger.exportJournal': 'a file',
  'evidence.facts.proof': 'a proof',
  'evidence.consistency': 'a proof',
  'party.me': 'the asker, not a record of the asker',
  'party.file': 'one with everything that its own people see',
  'party.unverifiedNames': 'which of those that are asked about',
  'achievement.similar': 'those beside one',
  'rulebook.deadlinePreview': 'what would be',
  'listing.previewTerms': 'what would be',
  'document.sweepPreview': 'what would be',
  'document.usage': 'figures',
  'payment.overview': 'figures',
  'payment.reconciliation': 'figures',
  'complaint.figures': 'figures',
  'indicator.headline': 'figures',
  'indicator.breakdown': 'figures',
  'notification.unread': 'figures',
}

const reads = Object.entries(marketContract).flatMap(([room, contract]) =>
  operationsOf(contract)
    .filter(([, procedure]) => (procedure['~orpc'].meta as unknown as OperationMeta).kind === 'query')
    .map(([name]) => ({ room, name, full: `${room}.${name}` })),
)

it('reads are named by what they give: one, many, mine, waiting', () => {
  const odd = reads.filter(({ name }) => !READS.test(name) && !BELONGING.test(name)).map(({ full }) => full)
  expect(odd.toSorted()).toEqual(Object.keys(OTHERWISE).toSorted())
})
