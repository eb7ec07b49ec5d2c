/** Reading and acting on one organisation, for the officer's page and for the organisation's own. */
import { ROLES, type Role } from '#kernel/actor.ts'
import type { Lang } from '#kernel/bilingual.ts'
import { AUTHORITY_MATTERS } from '#modules/party/core/authority.ts'
import type { Api } from '../../contract.ts'
import type { CallOptions } from '../../shell/calls.ts'
import { langOfPath } from '../../i18n/lang.ts'
import { FieldProblem, type FormReader } from '../../shell/form-reader.ts'
import { keepFile } from '../../shell/keep-file.ts'
import { wordedActs } from '../evidence/evidence-words.server.ts'
import { LICENCE_FILES } from './parties-words.ts'

const FOUND = 10

const NO_LICENCE = { zh: '请上传营业执照或法人登记证书。', en: 'Upload the licence or the certificate of registration.' }
const LICENCE_TYPE = { zh: '请上传 PDF、JPEG 或 PNG 文件。', en: 'Upload a PDF, JPEG or PNG file.' }

/** Keeps the licence first; the registration then names it. One kept for a registration that is refused stays with its owner. */
export const keepLicence = async (api: Api, form: FormReader, { isRequired }: { readonly isRequired: boolean }) => {
  const file = form.file('licence')
  if (!file && isRequired) throw new FieldProblem('licence', NO_LICENCE)
  if (!file) return {}
  if (!LICENCE_FILES.split(',').some((ending) => file.name.toLowerCase().endsWith(ending))) throw new FieldProblem('licence', LICENCE_TYPE)
  const kept = await keepFile(api, { form, name: 'licence', kind: 'proof' })
  return kept === null ? {} : { licenceDocumentId: kept }
}

const langFrom = (text: string): 'zh' | 'en' => (text === 'en' ? 'en' : 'zh')

/** The file and what was looked for in it: people by `who`, other organisations by `with`. */
const authoritiesOf = async (api: Api, organisationId: string, lang: Lang) => {
  const { items, acts, ...rest } = await api.party.authorities.list({ organisationId })
  return { ...rest, acts: wordedActs(lang, acts), items: items.map((item) => ({ ...item, acts: wordedActs(lang, item.acts) })) }
}

const credentialsOf = async (api: Api, organisationId: string, lang: Lang) => {
  const { items, acts, ...rest } = await api.party.credentials.list({ organisationId })
  return { ...rest, acts: wordedActs(lang, acts), items: items.map((item) => ({ ...item, acts: wordedActs(lang, item.acts) })) }
}

export const organisationPage = async (api: Api, id: string, { pathname, searchParams: asked }: URL) => {
  const lang = langOfPath(pathname)
  const who = asked.get('who')?.trim().slice(0, 80) ?? ''
  const other = asked.get('with')?.trim().slice(0, 100) ?? ''
  const got = await api.party.file({ id })
  const relations = got.relations.map((relation) => ({ ...relation, acts: wordedActs(lang, relation.acts) }))
  const file = { ...got, acts: wordedActs(lang, got.acts), relations }
  const authorities = await authoritiesOf(api, id, lang)
  const credentials = await credentialsOf(api, id, lang)
  const licences = (await api.document.list({ subject: id })).items.filter(({ kind }) => kind === 'proof')
  const persons = who === '' ? null : (await api.party.persons.list({ q: who, limit: FOUND })).items
  const organisations = other === '' ? null : (await api.party.list({ q: other, limit: FOUND })).items.filter((found) => found.id !== id)
  return { file, authorities, credentials, who, other, persons, organisations, licences, usage: await api.document.usage({}) }
}
export type OrganisationPage = Awaited<ReturnType<typeof organisationPage>>

const roleFrom = (text: string): Role => ROLES.find((role) => role === text) ?? 'researcher'

/** The proof is kept first; the act then names it. Null: none was sent. */
const evidenceFrom = async (api: Api, form: FormReader) => {
  const documentId = await keepFile(api, { form, name: 'evidence', kind: 'proof' })
  return documentId === null ? undefined : { documentId, reason: form.text('reason') }
}

/** `relation:<act>:<id>` */
const relationAct = async (api: Api, [act = '', id = '']: readonly string[], form: FormReader, call: CallOptions): Promise<unknown> => {
  const reason = form.text('reason')
  const { party } = api
  const acts: Readonly<Record<string, () => Promise<unknown>>> = {
    confirm: () => party.confirmRelation({ id }, call),
    confirmByEvidence: async () => party.confirmRelation({ id, evidence: await evidenceFrom(api, form) }, call),
    object: () => party.objectToRelation({ id, reason }, call),
    reject: () => party.rejectRelation({ id, reason }, call),
    withdraw: () => party.withdrawRelation({ id }, call),
    askEnd: () => party.askRelationEnd({ id, reason }, call),
    end: () => party.endRelation({ id, reason }, call),
    keep: () => party.keepRelation({ id, reason }, call),
  }
  return acts[act]?.()
}

/** `authority:file`, `authority:agree`, `authority:<act>:<id>` */
const authorityAct = async (
  api: Api,
  organisationId: string,
  { form, call, words: [act = '', id = ''] }: { readonly form: FormReader; readonly call: CallOptions; readonly words: readonly string[] },
): Promise<unknown> => {
  const { party } = api
  const reason = form.text('reason')
  const acts: Readonly<Record<string, () => Promise<unknown>>> = {
    file: async () => {
      const letterDocumentId = await keepFile(api, { form, name: 'letter', kind: 'proof' })
      const basis = form.text('basis') === 'representative' ? 'representative' : 'delegated'
      const validFrom = form.optional('validFrom')
      const validUntil = form.optional('validUntil')
      return party.fileAuthority(
        {
          organisationId,
          personId: form.text('personId'),
          basis,
          matters: AUTHORITY_MATTERS.filter((matter) => form.all('matters').includes(matter)),
          ...(validFrom === undefined ? {} : { validFrom }),
          ...(validUntil === undefined ? {} : { validUntil }),
          ...(letterDocumentId === null ? {} : { letterDocumentId }),
        },
        call,
      )
    },
    agree: () => party.agreeConfirmation({ organisationId, edition: form.text('edition'), accepts: form.flag('accepts') as true }, call),
    confirm: () => party.confirmAuthority({ id }, call),
    refuse: () => party.refuseAuthority({ id, reason }, call),
    revoke: () => party.revokeAuthority({ id, reason }, call),
  }
  return acts[act]?.()
}

/** `credential:file`, `credential:<act>:<id>` */
const credentialAct = async (
  api: Api,
  organisationId: string,
  { form, call, words: [act = '', id = ''] }: { readonly form: FormReader; readonly call: CallOptions; readonly words: readonly string[] },
): Promise<unknown> => {
  const { party } = api
  const reason = form.text('reason')
  const acts: Readonly<Record<string, () => Promise<unknown>>> = {
    file: async () => {
      const paperDocumentId = (await keepFile(api, { form, name: 'paper', kind: 'proof' })) ?? ''
      const personId = form.optional('personId')
      return party.fileCredential(
        {
          organisationId,
          kind: form.text('kind') === 'auctioneer_certificate' ? 'auctioneer_certificate' : 'auction_licence',
          ...(personId === undefined ? {} : { personId }),
          number: form.text('number'),
          issuer: form.text('issuer'),
          validFrom: form.text('validFrom'),
          validUntil: form.text('validUntil'),
          paperDocumentId,
        },
        call,
      )
    },
    confirm: () => party.confirmCredential({ id }, call),
    refuse: () => party.refuseCredential({ id, reason }, call),
    revoke: () => party.revokeCredential({ id, reason }, call),
  }
  return acts[act]?.()
}

const declare = (id: string, form: FormReader) => {
  const other = form.text('other')
  const direction = form.text('direction')
  const ends = direction === 'isParent' ? { from: other, to: id } : { from: id, to: other }
  const kind = direction === 'same' ? ('same_controller' as const) : direction === 'associate' ? ('associate' as const) : ('parent' as const)
  return { ...ends, kind, note: form.text('note') }
}

/** One act by the form's intent: `verify`, `end:<mandate>`, … */
export const organisationAct = async (api: Api, id: string, form: FormReader, call: CallOptions): Promise<null> => {
  const [verb = '', ...rest] = form.text('intent').split(':')
  const [target = ''] = rest
  const acts: Readonly<Record<string, () => Promise<unknown>>> = {
    verify: () => api.party.verifyOrganisation({ id }, call),
    refuse: () => api.party.refuseOrganisation({ id, reason: form.text('reason') }, call),
    suspend: () => api.party.suspendOrganisation({ id, reason: form.text('reason') }, call),
    reinstate: () => api.party.reinstateOrganisation({ id }, call),
    grant: () => api.party.grantMandate({ organisationId: id, personId: form.text('personId'), role: roleFrom(form.text('role')) }, call),
    end: () => api.party.endMandate({ id: target }, call),
    declare: async () => api.party.declareRelation({ ...declare(id, form), evidence: await evidenceFrom(api, form) }, call),
    relation: () => relationAct(api, rest, form, call),
    authority: () => authorityAct(api, id, { form, call, words: rest }),
    credential: () => credentialAct(api, id, { form, call, words: rest }),
    resubmit: async () =>
      api.party.resubmitOrganisation(
        { id, name: form.bilingual('name'), creditCode: form.text('creditCode'), ...(await keepLicence(api, form, { isRequired: false })) },
        call,
      ),
    invite: () =>
      api.party.invite(
        {
          organisationId: id,
          address: form.text('address'),
          roles: form.all('roles').map(roleFrom),
          lang: langFrom(form.text('lang')),
          ...(form.text('name.zh') === '' ? {} : { name: form.bilingual('name') }),
        },
        call,
      ),
    resend: () => api.party.resendInvitation({ organisationId: id, id: target }, call),
    withdraw: () => api.party.withdrawInvitation({ organisationId: id, id: target }, call),
    verifyName: () => api.party.verifyName({ personId: target, name: form.bilingual('name'), reason: form.text('reason') }, call),
    particulars: () => api.party.setParticulars({ id, address: form.text('address'), representative: form.text('representative') }, call),
    account: () =>
      api.party.setPayoutAccount(
        {
          holderId: form.text('holderId'),
          accountName: form.text('accountName'),
          number: form.text('number'),
          bankName: form.text('bankName'),
          bankCode: form.text('bankCode'),
        },
        call,
      ),
  }
  await acts[verb]?.()
  return null
}
