import { expect, it, test } from 'vitest'
import { SYSTEM, VISITOR, type Actor, type Role } from '#kernel/actor.ts'
import { isOfOwner, isOwner, maySee, maySeePrivate, type Owned } from './permit.ts'

const person = (role: Role, organisationId: string): Actor => ({ kind: 'person', personId: `per_${role}`, mandates: [{ role, organisationId }] })
const ALL: readonly (readonly [string, Actor])[] = [
  ['owner', person('enterprise', 'org_firm')],
  ['its researcher', person('researcher', 'org_firm')],
  ['stranger', person('enterprise', 'org_other')],
  ['clerk', person('clerk', 'org_market')],
  ['regulator', person('regulator', 'org_office')],
  ['system', SYSTEM],
  ['visitor', VISITOR],
]
const EVERYBODY = ALL.map(([name]) => name)
const those = (may: (actor: Actor, owned: Owned) => boolean, owned: Owned) => ALL.filter(([, actor]) => may(actor, owned)).map(([name]) => name)
const OWN: Owned = { organisationId: 'org_firm', state: 'withdrawn' }
const IMPORTED: Owned = { organisationId: null, state: 'withdrawn' }

test.each<[string, (actor: Actor, owned: Owned) => boolean, Owned, readonly string[]]>([
  ['a published demand is seen', maySee, { ...OWN, state: 'published' }, EVERYBODY],
  ['a closed demand is seen', maySee, { ...OWN, state: 'closed' }, EVERYBODY],
  ['a withdrawn demand is seen', maySee, OWN, ['owner', 'its researcher', 'clerk', 'system']],
  ['one taken down is seen', maySee, { ...OWN, state: 'taken_down' }, ['owner', 'its researcher', 'clerk', 'system']],
  ['an imported demand that was taken down is seen', maySee, IMPORTED, ['clerk', 'system']],
  ['contact and answers are seen', maySeePrivate, OWN, ['owner', 'its researcher', 'system']],
  ['contact and answers of an imported demand are seen', maySeePrivate, IMPORTED, ['clerk', 'system']],
  ['a demand is changed', isOwner, OWN, ['owner']],
  ['an imported demand is changed', isOwner, IMPORTED, []],
  ['a demand is one’s own', isOfOwner, OWN, ['owner', 'its researcher']],
  ['an imported demand is one’s own', isOfOwner, IMPORTED, []],
])('%s by %j', (_, may, owned, names) => expect(those(may, owned)).toEqual(names))

it('an imported demand is not owned by who has a mandate without an organisation', () => {
  const loose = person('enterprise', null as unknown as string)
  expect([isOwner(loose, IMPORTED), maySee(loose, IMPORTED), maySeePrivate(loose, IMPORTED), isOfOwner(loose, IMPORTED)]).toEqual([false, false, false, false])
})
