/** How accounts are shown to administrators. */
import { useSay } from '../../i18n/lang.ts'
import type { Api } from '../../contract.ts'
import { StateBadge } from '../../ui/badges.tsx'
import { text } from './accounts.text.ts'

type AccountRow = Awaited<ReturnType<Api['account']['list']>>['items'][number]

export const AccountState = ({ account }: { readonly account: AccountRow }) => {
  const say = useSay(text)
  if (account.disabledAt !== null) return <StateBadge tone="failed">{say('state_disabled')}</StateBadge>
  return account.isVerified ? <StateBadge tone="done">{say('state_active')}</StateBadge> : <StateBadge tone="waiting">{say('state_unconfirmed')}</StateBadge>
}

export const Factors = ({ account: { hasCode, passkeys } }: { readonly account: AccountRow }) => {
  const say = useSay(text)
  return [...(hasCode ? [say('factorCode')] : []), ...(passkeys > 0 ? [`${say('factorPasskey')} ×${passkeys}`] : [])].join(', ') || say('factorNone')
}
