/** Operations of the books. Amounts are decimal strings of fen. */
import { amountOutput, bilingualShape, dateShape, instantOutput, pageInput as page, pageOf } from '#contract/shapes.ts'
import { query } from '#contract/operation.ts'
import { z } from 'zod'
import { HOLD_PURPOSES } from './core/hold.ts'

const tag = 'ledger'
/** Who reads what names payers: during a sale a payer of a deposit is a bidder. */
export const BOOK_READERS = ['finance', 'approver'] as const

export const pageInput = {
  ...page,
  cursor: z
    .string()
    .regex(/^[\w.:-]{1,120}$/)
    .optional(),
}

export const nameOrNull = bilingualShape.nullable()
export const purposeShape = z.enum(HOLD_PURPOSES)

export const accountShape = z.object({
  code: z.string(),
  class: z.string(),
  kind: z.string(),
  currency: z.string(),
  ownerId: z.string().nullable(),
  ownerName: nameOrNull,
  postedMinor: amountOutput,
  heldMinor: amountOutput,
  availableMinor: amountOutput,
})

export const fileShape = z.object({ fileName: z.string(), mediaType: z.string(), text: z.string() })

const accountCodeShape = z.string().regex(/^[a-z]{2,20}(?::[0-9A-Za-z_-]{1,60})?:[A-Z]{3}$/)

export const ledgerContract = {
  accounts: {
    list: query({
      path: '/ledger/accounts',
      summary: 'Accounts with balances',
      tag,
      wireName: 'accounts',
      access: BOOK_READERS,
      refusals: ['ledger.not_found'],
    })
      .input(z.object({ ...pageInput, class: z.enum(['bank', 'claims', 'client', 'escrow', 'payouts', 'suspense', 'fees', 'charges', 'interest']).optional() }))
      .output(pageOf(accountShape)),
    get: query({
      path: '/ledger/accounts/{code}',
      summary: 'An account and its entries, newest first',
      tag,
      wireName: 'account',
      access: 'signed-in',
      refusals: ['ledger.not_found'],
    })
      .input(z.object({ code: accountCodeShape, ...pageInput }))
      .output(
        z.object({
          account: accountShape,
          holds: z.array(z.object({ id: z.string(), purpose: purposeShape, subject: z.string(), amountMinor: amountOutput, placedAt: instantOutput })),
          entries: z.array(
            z.object({
              transactionId: z.string(),
              at: instantOutput,
              purpose: z.string(),
              subject: z.string(),
              side: z.enum(['D', 'C']),
              amountMinor: amountOutput,
              /** Balance of the account after this entry. */
              balanceMinor: amountOutput,
              against: z.array(z.string()),
            }),
          ),
          nextCursor: z.string().nullable(),
        }),
      ),
  },
  exportJournal: query({
    isExport: true,
    path: '/ledger/journal',
    summary: 'The books in hledger journal format',
    tag,
    access: BOOK_READERS,
    refusals: ['ledger.export_too_large', 'ledger.period_reversed'],
  })
    .input(z.object({ from: dateShape.optional(), to: dateShape.optional() }))
    .output(fileShape),
}
export type LedgerContract = typeof ledgerContract
