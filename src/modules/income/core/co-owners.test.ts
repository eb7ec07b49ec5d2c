import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { checkCoOwners, splitAmongOwners, type OwnerShare } from './co-owners.ts'

const codeOf = (result: { readonly ok: boolean; readonly refusal?: { readonly code: string } }) => (result.ok ? 'ok' : result.refusal?.code)

describe('what is collected for a right held together (Patent Law art. 14)', () => {
  it('is distributed among the co-owners by their shares, and only the rest is income of the unit', () => {
    const owners = [
      { organisationId: 'org_a', basisPoints: 3_000 },
      { organisationId: 'org_b', basisPoints: 1_500 },
    ]
    expect(splitAmongOwners(100_000_001n, owners)).toEqual({
      ok: true,
      value: {
        ownMinor: 55_000_001n,
        coOwnerMinor: 45_000_000n,
        coOwners: [
          { organisationId: 'org_a', basisPoints: 3_000, amountMinor: 30_000_000n },
          { organisationId: 'org_b', basisPoints: 1_500, amountMinor: 15_000_000n },
        ],
      },
    })
  })
  it('is all the unit’s own where it holds the right alone', () =>
    expect(splitAmongOwners(7n, [])).toEqual({ ok: true, value: { ownMinor: 7n, coOwnerMinor: 0n, coOwners: [] } }))
  it('cannot be distributed more than once', () =>
    expect(codeOf(splitAmongOwners(7n, [{ organisationId: 'org_a', basisPoints: 10_001 }]))).toBe('income.co_owners_exceed_whole'))

  it('loses no fen and puts nobody off the exact part by one', () =>
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 15n }), fc.array(fc.integer({ min: 0, max: 500 }), { maxLength: 20 }), (grossMinor, parts) => {
        const result = splitAmongOwners(
          grossMinor,
          parts.map((basisPoints, index) => ({ organisationId: `org_${index}`, basisPoints })),
        )
        if (!result.ok) throw new Error(result.refusal.code)
        const { ownMinor, coOwnerMinor, coOwners } = result.value
        expect(coOwners.reduce((sum, owner) => sum + owner.amountMinor, 0n)).toBe(coOwnerMinor)
        expect(ownMinor + coOwnerMinor).toBe(grossMinor)
        for (const { basisPoints, amountMinor } of coOwners) {
          const off = amountMinor * 10_000n - grossMinor * BigInt(basisPoints)
          expect(off > -10_000n && off < 10_000n).toBe(true)
        }
      }),
    ))
})

describe('by what it is distributed', () => {
  const recorded: readonly OwnerShare[] = [
    { organisationId: 'org_a', basisPoints: 3_000 },
    { organisationId: 'org_b', basisPoints: 2_000 },
  ]
  it.each<[string, readonly OwnerShare[], string, string]>([
    ['the shares on record', recorded, '', 'ok'],
    ['an agreement that is named', [{ organisationId: 'org_a', basisPoints: 0 }, ...recorded.slice(1)], '《共有协议》第四条', 'ok'],
    ['other shares and no agreement', [{ organisationId: 'org_a', basisPoints: 2_999 }, ...recorded.slice(1)], '', 'income.co_owner_agreement_missing'],
    ['a co-owner left out, even by agreement', recorded.slice(1), '《共有协议》第四条', 'income.co_owner_missing'],
    ['one co-owner twice', [recorded[0] as OwnerShare, recorded[0] as OwnerShare], '《共有协议》第四条', 'income.co_owner_missing'],
    ['somebody who holds nothing', [...recorded, { organisationId: 'org_x', basisPoints: 1 }], '《共有协议》第四条', 'income.co_owner_missing'],
  ])('%s', (_case, owners, agreement, expected) => expect(codeOf(checkCoOwners(owners, recorded, agreement))).toBe(expected))
})
