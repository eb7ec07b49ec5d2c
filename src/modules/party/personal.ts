/** What this room keeps of a person. */
import { FIELD, type PersonalPart } from '#platform/command/personal.ts'

export const personal: readonly PersonalPart[] = [
  {
    name: 'roles',
    title: { zh: '任职', en: 'Roles held' },
    columns: ['party.mandate.person_id'],
    sql: `select m.role, o.name_zh as organisation, m.valid_from as at, m.valid_to as until from party.mandate m join party.organisation o on o.id = m.organisation_id where m.person_id = $1 order by m.valid_from`,
    fields: { role: FIELD.role, organisation: FIELD.organisation, at: FIELD.at, until: FIELD.until },
    erasure: { kept: 'deals' },
    open: {
      sql: `select 1 from party.mandate where person_id = $1 and valid_to is null`,
      words: { zh: '您仍有任职：请先在“我的单位”结束全部身份', en: 'you still hold roles: end them under My organisation first' },
    },
  },
  {
    name: 'party',
    title: { zh: '以自然人身份作为当事人', en: 'Party as a natural person' },
    columns: ['party.organisation.person_id'],
    sql: `select id, state, registered_at as at from party.organisation where person_id = $1`,
    fields: { id: FIELD.id, state: FIELD.state, at: FIELD.at },
    erasure: { kept: 'deals' },
  },
  {
    name: 'authorities',
    title: { zh: '签约授权', en: 'Authorities to sign' },
    columns: ['party.authority.person_id'],
    sql: `select a.id, o.name_zh as organisation, a.basis as kind, a.state, a.valid_from as at, a.valid_until as until from party.authority a join party.organisation o on o.id = a.organisation_id where a.person_id = $1 order by a.filed_at`,
    fields: { id: FIELD.id, organisation: FIELD.organisation, kind: FIELD.kind, state: FIELD.state, at: FIELD.at, until: FIELD.until },
    erasure: { kept: 'deals' },
  },
  {
    name: 'credentials',
    title: { zh: '拍卖师证书', en: 'Certificates as an auctioneer' },
    columns: ['party.credential.person_id'],
    sql: `select c.id, o.name_zh as organisation, c.number, c.state, c.valid_from as at, c.valid_until as until from party.credential c join party.organisation o on o.id = c.organisation_id where c.person_id = $1 order by c.filed_at`,
    fields: {
      id: FIELD.id,
      organisation: FIELD.organisation,
      number: { zh: '证书编号', en: 'Number of the certificate' },
      state: FIELD.state,
      at: FIELD.at,
      until: FIELD.until,
    },
    erasure: { kept: 'deals' },
  },
  {
    name: 'invitations',
    title: { zh: '收到的邀请', en: 'Invitations accepted' },
    columns: ['party.invitation.person_id'],
    sql: `select i.id, o.name_zh as organisation, i.address, i.ended_at as at from party.invitation i join party.organisation o on o.id = i.organisation_id where i.person_id = $1 order by i.invited_at`,
    fields: { id: FIELD.id, organisation: FIELD.organisation, address: { zh: '邮箱', en: 'Mail address' }, at: FIELD.at },
    erasure: {
      erased: [
        `update party.invitation set address = 'erased@' || lower(id), name_zh = '', name_en = '' where person_id = $1`,
        `delete from party.invitation where address = $2 and person_id is null`,
      ],
    },
  },
  {
    name: 'payout-accounts',
    title: { zh: '收款账户', en: 'Payout accounts' },
    columns: [],
    sql: `select account_name, bank_name, right(number, 4) as number, valid_from as at, valid_to as until from party.payout_account where holder_id = $1 order by valid_from`,
    fields: {
      account_name: { zh: '户名', en: 'Account name' },
      bank_name: { zh: '开户银行', en: 'Bank' },
      number: { zh: '账号后四位', en: 'Last four digits' },
      at: FIELD.at,
      until: FIELD.until,
    },
    erasure: { kept: 'books' },
  },
]
