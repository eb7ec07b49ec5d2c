/** Lists of boxes and of officers' keys. */
import { ROLE_NAMES } from '#kernel/actor.ts'
import type { BoxView, KeyView, SeatView } from '#modules/sealing/api.ts'
import { spoken } from '#modules/sealing/core/officers.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { useInLang, useLang, useSay } from '../../i18n/lang.ts'
import type { Address } from '../../i18n/place.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/notices.tsx'
import { text } from './tables.text.ts'
import { boxStateWord, boxTones, keyStateWord, keyTones, purposeWord } from './sealing-words.ts'

export const BoxTable = ({
  boxes,
  nextCursor,
  href,
}: {
  readonly boxes: readonly BoxView[]
  readonly nextCursor: string | null
  readonly href: (box: BoxView) => Address
}) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  return (
    <DataTable
      caption={say('boxes')}
      rows={boxes}
      rowKey={({ id }) => id}
      rowHref={href}
      nextCursor={nextCursor}
      columns={[
        { key: 'title', header: say('box'), cell: ({ title, number }) => `${inLang(title)} · ${number}` },
        { key: 'owner', header: say('owner'), cell: ({ owner }) => inLang(owner.name), isWideOnly: true },
        { key: 'purpose', header: say('purpose'), cell: ({ purpose }) => purposeWord(purpose, lang), isWideOnly: true },
        { key: 'state', header: say('state'), cell: ({ state }) => <StateBadge tone={boxTones[state]}>{boxStateWord(state, lang)}</StateBadge> },
        {
          key: 'closesAt',
          header: say('closesAt'),
          cell: ({ closesAt }) => <time dateTime={closesAt}>{formatInstant(closesAt, lang)}</time>,
          sort: ({ closesAt }) => closesAt,
        },
      ]}
      empty={<EmptyState title={say('noBoxes')}>{say('noBoxesAbout')}</EmptyState>}
    />
  )
}

export const KeyTable = ({ keys }: { readonly keys: readonly KeyView[] }) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  return (
    <DataTable
      caption={say('keys')}
      rows={keys}
      rowKey={({ id }) => id}
      columns={[
        { key: 'holder', header: say('holder'), cell: ({ holder }) => inLang(holder) },
        { key: 'role', header: say('role'), cell: ({ role }) => inLang(ROLE_NAMES[role]) },
        { key: 'state', header: say('state'), cell: ({ state }) => <StateBadge tone={keyTones[state]}>{keyStateWord(state, lang)}</StateBadge> },
        {
          key: 'certified',
          header: say('certifiedBy'),
          cell: ({ certifiedBy, certifierRole }) => (certifiedBy && certifierRole ? `${inLang(certifiedBy)} · ${inLang(ROLE_NAMES[certifierRole])}` : ''),
          isWideOnly: true,
        },
        { key: 'fingerprint', header: say('fingerprint'), cell: ({ fingerprint }) => <code>{spoken(fingerprint)}</code>, isLong: true },
      ]}
      empty={<EmptyState title={say('noKeys')}>{say('noKeysAbout')}</EmptyState>}
    />
  )
}

export const BenchTable = ({ seats }: { readonly seats: readonly SeatView[] }) => {
  const say = useSay(text)
  const lang = useLang()
  const inLang = useInLang()
  const when = (at: string | null) => (at === null ? say('notYet') : formatInstant(at, lang))
  return (
    <DataTable
      caption={say('bench')}
      rows={seats}
      rowKey={({ keyId }) => keyId}
      columns={[
        { key: 'holder', header: say('holder'), cell: ({ holder, isOwn }) => `${inLang(holder)}${isOwn ? say('ownSeat') : ''}` },
        { key: 'role', header: say('role'), cell: ({ role }) => inLang(ROLE_NAMES[role]) },
        { key: 'rehearsal', header: say('rehearsal'), cell: ({ rehearsedAt, isKeyRevoked }) => (isKeyRevoked ? say('keyIsRevoked') : when(rehearsedAt)) },
        { key: 'fingerprint', header: say('fingerprint'), cell: ({ fingerprint }) => <code>{spoken(fingerprint)}</code>, isLong: true, isWideOnly: true },
        { key: 'release', header: say('release'), cell: ({ releasedAt }) => when(releasedAt) },
      ]}
    />
  )
}
