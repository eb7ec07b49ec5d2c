import { expect, it } from 'vitest'
import { formReader } from '../../shell/form-reader.ts'
import { planFrom } from './income-form.ts'

const form = (fields: Readonly<Record<string, string>>) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return formReader(data)
}
const FIGURES = { base: 'net', teamRateBasisPoints: '70', 'rates.main': '70', 'rates.transfer': '5', 'rates.other': '25' }
const completer = { 'shares.0.personId': 'per_a', 'shares.0.group': 'main', 'shares.0.share': '100' }
const line = (index: number, fields: Readonly<Record<string, string>>) => ({
  [`shares.${index}.personId`]: '',
  [`shares.${index}.name`]: '',
  [`shares.${index}.particulars`]: '',
  [`shares.${index}.contribution`]: '',
  [`shares.${index}.group`]: 'other',
  [`shares.${index}.share`]: '',
  ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [`shares.${index}.${key}`, value])),
})

it('reads contributors on record and by name, and leaves empty lines out', () => {
  const { shares } = planFrom(
    form({
      ...FIGURES,
      ...completer,
      ...line(1, {}),
      ...line(2, { personId: 'per_b', contribution: '组织中试', share: '60' }),
      ...line(3, { name: '何问津', particulars: '某中心技术经理人', contribution: '寻找受让方', share: '40' }),
    }),
    100n,
  )
  expect(shares).toMatchObject([
    { personId: 'per_a', outside: null },
    { personId: 'per_b', contribution: '组织中试', basisPoints: 6_000, outside: null },
    { contribution: '寻找受让方', basisPoints: 4_000, outside: { name: '何问津', particulars: '某中心技术经理人' } },
  ])
})

it('asks who is meant by a name alone, and lets no line with a contribution go without a share', () => {
  expect(() => planFrom(form({ ...FIGURES, ...line(0, { name: '何问津', share: '40' }) }), 100n)).toThrow()
  expect(() => planFrom(form({ ...FIGURES, ...line(0, { personId: 'per_b', contribution: '组织中试' }) }), 100n)).toThrow()
})

it('reads the parts of the co-owners', () => {
  const read = planFrom(
    form({ ...FIGURES, ...completer, 'coOwners.0.organisationId': 'org_b', 'coOwners.0.share': '30', coOwnerAgreement: '《共有协议》' }),
    100n,
  )
  expect(read).toMatchObject({ coOwners: [{ organisationId: 'org_b', basisPoints: 3_000 }], coOwnerAgreement: '《共有协议》' })
})
