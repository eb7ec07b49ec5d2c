/** Letters that this module queues. In the language the receiver was invited in; where none is known, in both. */
import { ROLE_NAMES, type Role } from '#kernel/actor.ts'
import type { Bilingual, Lang } from '#kernel/bilingual.ts'
import { dateOf } from '#kernel/instant.ts'
import { fillTemplate } from '#kernel/template.ts'
import { addressOfUser } from '#platform/auth/account-rows.ts'
import type { Act } from '#platform/command/act.ts'
import { queueMail } from '#platform/mail/outbox.ts'
import type { Invitation } from './core/invitation.ts'
import type { Organisation } from './core/organisation.ts'
import { en, zh } from './messages.ts'
import type { Person } from './store.ts'

const texts: Readonly<Record<Lang, Readonly<Record<string, string>>>> = { zh, en }

let publicUrl = ''
/** The origin under which people reach the market: the assembly gives it. */
export const attachPublicUrl = (url: string): void => {
  publicUrl = url
}

/** One line, however a name was typed: nothing in it can look like a line of ours. */
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')

type Params = Readonly<Record<string, string>>

const write = (key: string, lang: Lang, params: Params): { readonly subject: string; readonly body: string } => ({
  subject: fillTemplate(texts[lang][`letter.party.${key}.subject`] ?? '', params),
  body: fillTemplate(texts[lang][`letter.party.${key}.body`] ?? '', params),
})

const nameIn = (name: Bilingual, lang: Lang): string => oneLine(lang === 'en' && name.en !== '' ? name.en : name.zh)

export const rolesIn = (roles: readonly Role[], lang: Lang): string => roles.map((role) => ROLE_NAMES[role][lang]).join(lang === 'zh' ? '、' : ', ')

export const invitationLink = (token: string, lang: Lang): string => `${publicUrl}/${lang}/join?token=${token}`

export const sendInvitation = (act: Act, invitation: Invitation, organisation: Organisation, token: string): Promise<string> => {
  const { lang } = invitation
  const letter = write('invitation', lang, {
    organisation: nameIn(organisation.name, lang),
    roles: rolesIn(invitation.roles, lang),
    link: invitationLink(token, lang),
    until: dateOf(invitation.expiresAt),
  })
  return queueMail(act, { kind: 'party.invitation', to: invitation.address, lang, ...letter })
}

type Told = 'role_given' | 'role_ended' | 'verified' | 'refused'

interface News {
  readonly person: Person | null
  readonly organisation: Organisation
  readonly role?: Role
  readonly reason?: string
}

/** Tells a person what somebody else decided about them. Whoever has no account yet has no address either. */
export const tell = async (act: Act, key: Told, { person, organisation, role, reason = '' }: News): Promise<void> => {
  const to = person ? await addressOfUser(act.tx, person.userId) : null
  if (to === null) return
  const inLang = (lang: Lang) =>
    write(key, lang, {
      organisation: nameIn(organisation.name, lang),
      role: role ? rolesIn([role], lang) : '',
      reason: oneLine(reason),
      link: `${publicUrl}/${lang}/desk`,
    })
  const [chinese, english] = [inLang('zh'), inLang('en')]
  await queueMail(act, {
    kind: `party.${key}`,
    to,
    lang: 'zh',
    subject: `${chinese.subject} / ${english.subject}`,
    body: `${chinese.body}\n\n——\n\n${english.body}`,
  })
}
