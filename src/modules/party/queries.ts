/** Reading people and organisations, each as much as the asker may see. */
import { actsFor, holdsRole, organisationsOf, type Role } from '#kernel/actor.ts'
import { ok, refuse } from '#kernel/result.ts'
import type { View } from '#platform/command/act.ts'
import type { Queries } from '#platform/command/module.ts'
import { containing } from '#platform/db/like.ts'
import { reading, type Reader } from '#platform/db/transaction.ts'
import type { partyContract } from './api.ts'
import { organisationActs } from './core/acts.ts'
import { maskedNumber, maySeeAccount, maySetParticulars } from './core/account.ts'
import { codeAsMeant } from './core/credit-code.ts'
import { mayGovern } from './core/mandate.ts'
import { isOfficer, maySee, rolesOf, type Organisation, type OrganisationKind, type OrganisationState } from './core/organisation.ts'
import { addressOfUser, isAddressKnown } from '#platform/auth/account-rows.ts'
import { rolesToGive } from './core/invitation.ts'
import { mayVerifyName } from './core/name.ts'
import { particularsOf } from './particulars.ts'
import { organisationById, organisationsByIds, payoutAccountOf, personById, personsByIds } from './doors.ts'
import { authorityQueries } from './authorities.ts'
import { credentialQueries } from './credentials.ts'
import { openInvitationByToken } from './invitations.ts'
import { organisationView } from './organisation-view.ts'
import { relationQueries, relationsOf } from './relation-queries.ts'
import { readMandates, type PayoutAccount } from './store.ts'
import type { PartyTables } from './tables.ts'
import { readOpenInvitations, readUnverifiedActing, type JoiningTables } from './store-joining.ts'

type Contract = typeof partyContract

const MAX_LISTED = 200

/** By a region: the branch of the county, else of its city, else the market itself. */
const branchesOf = async (reader: Reader): Promise<(region: string) => { zh: string; en: string }> => {
  const rows = await reading<PartyTables>(reader).selectFrom('party.branch').selectAll().execute()
  return (region) => {
    const wanted = [region, `${region.slice(0, 4)}00`]
    const found = wanted.map((code) => rows.find((row) => row.region === code)).find((row) => row !== undefined) ?? rows.find((row) => row.parentId === null)
    return { zh: found?.nameZh ?? '', en: found?.nameEn ?? '' }
  }
}

const maskedAccount = (account: PayoutAccount) => ({
  holderId: account.holderId,
  accountName: account.accountName,
  maskedNumber: maskedNumber(account.number),
  bankName: account.bankName,
})

interface OrganisationFilter {
  readonly q?: string | undefined
  readonly kind?: OrganisationKind | undefined
  readonly state?: OrganisationState | undefined
  readonly cursor?: string | undefined
  readonly limit: number
  readonly order: 'name' | 'registered'
  /** Natural persons are on no public list. */
  readonly isPublic?: boolean
}

/** Keyset page: the cursor is the id of the last row shown, from which its sort key is read again. */
const organisationPage = async (reader: Reader, filter: OrganisationFilter) => {
  const sort = filter.order === 'name' ? ('nameZh' as const) : ('registeredAt' as const)
  const matching = reading<PartyTables>(reader)
    .selectFrom('party.organisation as o')
    .$if(filter.kind !== undefined, (q) => q.where('o.kind', '=', filter.kind ?? 'enterprise'))
    .$if(filter.isPublic === true, (q) => q.where('o.kind', '<>', 'person'))
    .$if(filter.state !== undefined, (q) => q.where('o.state', '=', filter.state ?? 'verified'))
    .$if(Boolean(filter.q), (q) =>
      q.where((eb) =>
        eb.or([
          eb('o.nameZh', 'ilike', containing(filter.q ?? '')),
          eb('o.nameEn', 'ilike', containing(filter.q ?? '')),
          eb('o.creditCode', '=', codeAsMeant(filter.q ?? '')),
        ]),
      ),
    )
  const { count } = await matching.select((eb) => eb.fn.countAll().as('count')).executeTakeFirstOrThrow()
  const rows = await matching
    .selectAll()
    .$if(filter.cursor !== undefined, (q) =>
      q.where((eb) =>
        eb(
          eb.refTuple(`o.${sort}`, 'o.id'),
          '>',
          eb
            .selectFrom('party.organisation as c')
            .select([`c.${sort}`, 'c.id'])
            .where('c.id', '=', filter.cursor ?? '')
            .$asTuple(sort, 'id'),
        ),
      ),
    )
    .orderBy(`o.${sort}`)
    .orderBy('o.id')
    .limit(filter.limit + 1)
    .execute()
  const shown = rows.slice(0, filter.limit)
  const found = await organisationsByIds(
    reader,
    shown.map((row) => row.id),
  )
  const items = shown.flatMap((row) => {
    const organisation = found.get(row.id)
    return organisation ? [{ ...organisationView(organisation), registeredAt: row.registeredAt, decideBy: row.decideBy }] : []
  })
  return { items, nextCursor: rows.length > filter.limit ? (shown.at(-1)?.id ?? null) : null, total: Number(count) }
}

const mandatesOf = async (reader: Reader, organisationId: string) => {
  const rows = await reading<PartyTables>(reader)
    .selectFrom('party.mandate as m')
    .innerJoin('party.person as p', 'p.id', 'm.personId')
    .select(['m.id', 'm.personId', 'p.nameZh', 'p.nameEn', 'p.nameVerifiedAt', 'm.role', 'm.validFrom'])
    .where('m.organisationId', '=', organisationId)
    .where('m.validTo', 'is', null)
    .orderBy('p.nameZh')
    .orderBy('m.id')
    .limit(MAX_LISTED)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    personId: row.personId,
    personName: { zh: row.nameZh, en: row.nameEn },
    isNameVerified: row.nameVerifiedAt !== null,
    role: row.role,
    since: row.validFrom,
  }))
}

/** What the organisation itself and the officers see of its registration; by the organisation's id. */
const fileViewsOf = async (reader: Reader, organisations: readonly Organisation[]) => {
  const rows = await reading<JoiningTables>(reader)
    .selectFrom('party.organisation as o')
    .leftJoin('party.acceptedCode as c', 'c.creditCode', 'o.creditCode')
    .select(['o.id', 'o.registeredAt', 'o.decidedAt', 'o.decideBy', 'c.reason as codeReason'])
    .where('o.id', 'in', ['', ...organisations.map(({ id }) => id)])
    .execute()
  const branches = await branchesOf(reader)
  return new Map(
    organisations.flatMap((organisation) => {
      const row = rows.find(({ id }) => id === organisation.id)
      if (!row) return []
      const { registeredAt, decidedAt, codeReason } = row
      const view = {
        ...organisationView(organisation),
        stateReason: organisation.stateReason,
        registeredAt,
        decidedAt,
        codeReason,
        decideBy: organisation.state === 'registered' ? row.decideBy : null,
        handledBy: branches(organisation.region),
      }
      return [[organisation.id, view] as const]
    }),
  )
}

const restingOf = async (reader: Reader, personId: string) => {
  const rows = await reading<PartyTables>(reader)
    .selectFrom('party.mandate as m')
    .innerJoin('party.organisation as o', 'o.id', 'm.organisationId')
    .select(['o.id', 'o.nameZh', 'o.nameEn', 'o.state', 'o.stateReason'])
    .distinct()
    .where('m.personId', '=', personId)
    .where('m.validTo', 'is', null)
    .where('o.state', 'in', ['suspended', 'closed'])
    .execute()
  return rows.map((row) => ({ name: { zh: row.nameZh, en: row.nameEn }, state: row.state, stateReason: row.stateReason }))
}

const invitationsOf = async (view: View, organisation: Organisation) =>
  rolesToGive(organisation, view.actor).length === 0
    ? []
    : (await readOpenInvitations(view.reader, organisation.id, view.now)).map(({ id, address, roles, invitedAt, expiresAt, sends }) => ({
        id,
        address,
        roles: [...roles],
        invitedAt,
        expiresAt,
        sends,
      }))

/**
 * Everybody for an administrator; for others the people of their own organisations. The head of an organisation also finds a
 * newcomer without any role, by the whole name, so that a role can be given.
 */
const personPage = async (view: View, filter: { readonly q?: string | undefined; readonly cursor?: string | undefined; readonly limit: number }) => {
  const own = organisationsOf(view.actor)
  const isAdmin = view.actor.kind === 'system' || holdsRole(view.actor, 'admin')
  if (!isAdmin && own.length === 0) return { items: [], nextCursor: null, total: 0 }
  const newcomer = holdsRole(view.actor, 'approver') ? (filter.q ?? '') : ''
  const rows = await reading<PartyTables>(view.reader)
    .selectFrom('party.person as p')
    .selectAll()
    .$if(!isAdmin, (q) =>
      q.where((eb) => {
        const open = eb.selectFrom('party.mandate as m').select('m.id').whereRef('m.personId', '=', 'p.id').where('m.validTo', 'is', null)
        const isColleague = eb.exists(open.where('m.organisationId', 'in', own))
        return newcomer === ''
          ? isColleague
          : eb.or([isColleague, eb.and([eb.not(eb.exists(open)), eb.or([eb('p.nameZh', '=', newcomer), eb('p.nameEn', '=', newcomer)])])])
      }),
    )
    .$if(Boolean(filter.q), (q) =>
      q.where((eb) => eb.or([eb('p.nameZh', 'ilike', containing(filter.q ?? '')), eb('p.nameEn', 'ilike', containing(filter.q ?? ''))])),
    )
    .$if(filter.cursor !== undefined, (q) => q.where('p.id', '>', filter.cursor ?? ''))
    .orderBy('p.id')
    .limit(filter.limit + 1)
    .execute()
  const shown = rows.slice(0, filter.limit)
  const roles = await rolesOfPersons(
    view.reader,
    shown.map((row) => row.id),
    isAdmin ? null : own,
  )
  return {
    items: shown.map((row) => ({
      id: row.id,
      name: { zh: row.nameZh, en: row.nameEn },
      title: { zh: row.titleZh, en: row.titleEn },
      isNameVerified: row.nameVerifiedAt !== null,
      organisations: roles.get(row.id) ?? [],
    })),
    nextCursor: rows.length > filter.limit ? (shown.at(-1)?.id ?? null) : null,
    total: null,
  }
}

interface HeldRole {
  readonly id: string
  readonly name: { zh: string; en: string }
  readonly role: Role
}

const rolesOfPersons = async (reader: Reader, personIds: readonly string[], within: readonly string[] | null): Promise<ReadonlyMap<string, HeldRole[]>> => {
  const held = new Map<string, HeldRole[]>()
  if (personIds.length === 0) return held
  const rows = await reading<PartyTables>(reader)
    .selectFrom('party.mandate as m')
    .innerJoin('party.organisation as o', 'o.id', 'm.organisationId')
    .select(['m.personId', 'm.role', 'o.id', 'o.nameZh', 'o.nameEn'])
    .where('m.personId', 'in', [...personIds])
    .where('m.validTo', 'is', null)
    .$if(within !== null, (q) => q.where('o.id', 'in', [...(within ?? [])]))
    .orderBy('m.id')
    .execute()
  for (const row of rows) held.set(row.personId, [...(held.get(row.personId) ?? []), { id: row.id, name: { zh: row.nameZh, en: row.nameEn }, role: row.role }])
  return held
}

export const queries: Queries<
  Contract,
  | 'me'
  | 'payoutAccounts'
  | 'list'
  | 'get'
  | 'file'
  | 'waiting'
  | 'register'
  | 'persons'
  | 'branches'
  | 'relations'
  | 'invitations'
  | 'unverifiedNames'
  | 'authorities'
  | 'credentials'
  | 'auctionHouses'
> = {
  ...relationQueries,
  ...authorityQueries,
  ...credentialQueries,

  me: async (view) => {
    const { personId } = view.actor
    const person = personId === null ? null : await personById(view.reader, personId)
    if (!person) return ok({ person: null, mandates: [], resting: [], payoutAccount: null })
    const mandates = await readMandates(view.reader, [person.id], view.now)
    const organisations = await organisationsByIds(
      view.reader,
      mandates.map((mandate) => mandate.organisationId),
    )
    const account = await payoutAccountOf(view.reader, person.id)
    const files = await fileViewsOf(view.reader, [...organisations.values()])
    return ok({
      person: { id: person.id, name: { ...person.name }, title: { ...person.title }, isNameVerified: person.isNameVerified },
      mandates: mandates.flatMap((mandate) => {
        const organisation = files.get(mandate.organisationId)
        return organisation ? [{ id: mandate.id, role: mandate.role, organisation }] : []
      }),
      resting: await restingOf(view.reader, person.id),
      payoutAccount: account ? maskedAccount(account) : null,
    })
  },

  payoutAccounts: {
    get: async (view, input) => {
      const account = maySeeAccount(view.actor, input.holderId) ? await payoutAccountOf(view.reader, input.holderId) : null
      return account ? ok(maskedAccount(account)) : refuse('party.not_found', { id: input.holderId })
    },
  },

  list: async (view, input) => ok(await organisationPage(view.reader, { ...input, state: 'verified', order: 'name', isPublic: true })),

  get: async (view, input) => {
    const organisation = await organisationById(view.reader, input.id)
    return organisation && maySee(organisation, view.actor) ? ok(organisationView(organisation)) : refuse('party.not_found', { id: input.id })
  },

  file: async (view, input) => {
    const organisation = await organisationById(view.reader, input.id)
    const shown =
      organisation && (actsFor(view.actor, input.id) || isOfficer(view.actor)) ? (await fileViewsOf(view.reader, [organisation])).get(input.id) : undefined
    if (!organisation || !shown) return refuse('party.not_found', { id: input.id })
    return ok({
      organisation: shown,
      invitations: await invitationsOf(view, organisation),
      rolesToGive: [...rolesToGive(organisation, view.actor)],
      mayVerifyNames: mayVerifyName(view.actor, [organisation.id]),
      mandates: await mandatesOf(view.reader, input.id),
      relations: await relationsOf(view.reader, view.actor, input.id),
      possibleRoles: [...rolesOf(organisation.kind)],
      mayGovern: mayGovern(view.actor, input.id),
      particulars: await particularsOf(view.reader, input.id),
      maySetParticulars: maySetParticulars(view.actor, input.id),
      acts: organisationActs(organisation, view.actor),
    })
  },

  waiting: async (view, input) => ok(await organisationPage(view.reader, { ...input, state: 'registered', order: 'registered' })),
  register: {
    list: async (view, input) => ok(await organisationPage(view.reader, { ...input, order: 'name' })),
  },
  persons: {
    list: async (view, input) => ok(await personPage(view, input)),
  },

  branches: {
    list: async (view) => {
      const rows = await reading<PartyTables>(view.reader).selectFrom('party.branch').selectAll().orderBy('region').execute()
      return ok({ items: rows.map((row) => ({ id: row.id, region: row.region, name: { zh: row.nameZh, en: row.nameEn }, parentId: row.parentId })) })
    },
  },

  invitations: {
    get: async (view, input) => {
      const open = await openInvitationByToken(view.reader, input.token, view.now)
      if (!open) return refuse('party.invitation_gone', {})
      const { invitation, organisation } = open
      const own = view.actor.personId === null ? null : await personById(view.reader, view.actor.personId)
      return ok({
        organisation: { name: { ...organisation.name }, kind: organisation.kind },
        roles: [...invitation.roles],
        address: invitation.address,
        name: { ...invitation.name },
        expiresAt: invitation.expiresAt,
        hasAccount: await isAddressKnown(view.reader, invitation.address),
        isMine: own !== null && (await addressOfUser(view.reader, own.userId)) === invitation.address,
      })
    },
  },

  unverifiedNames: async (view, input) => {
    const persons = await personsByIds(view.reader, input.personIds)
    return ok({
      personIds: [...persons.values()].filter(({ isNameVerified }) => !isNameVerified).map(({ id }) => id),
      organisationIds: await readUnverifiedActing(view.reader, input.organisationIds),
    })
  },
}
