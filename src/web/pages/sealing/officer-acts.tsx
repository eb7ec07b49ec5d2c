/** What an officer does over a box with the own key: rehearse before the deadline, release after it. The key works here; only shares are sent. */
import { useState } from 'react'
import { base64Of } from '#kernel/bytes.ts'
import { useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Stack } from '../../ui/layout.tsx'
import { Banner } from '../../ui/notices.tsx'
import { KeyOpener } from './key-opener.tsx'
import { text } from './officer.text.ts'

export interface CeremonyData {
  readonly keyId: string
  readonly publicKey: string
  readonly policy: string
  readonly rehearsal: string
  readonly envelopes: readonly { readonly id: string; readonly bidderKey: string; readonly head: string }[]
}

interface OfficerActProps {
  readonly ceremony: CeremonyData
  readonly outcome: CommandOutcome<unknown> | undefined
}

export const Rehearsing = ({ ceremony, outcome }: OfficerActProps) => {
  const say = useSay(text)
  const [share, setShare] = useState<string | null>(null)
  const [isRefused, setRefused] = useState(false)
  const work = async (pair: CryptoKeyPair) => {
    const { openerOf, ownShare, sealingCrypto } = await import('./sealing-tools.ts')
    const read = await ownShare(sealingCrypto, { policy: ceremony.policy, head: ceremony.rehearsal, use: 'rehearsal', key: ceremony.keyId }, openerOf(pair))
    if (read.ok) setShare(base64Of(read.value))
    setRefused(!read.ok)
  }
  return (
    <Stack gap={12}>
      <p>{say('rehearseAbout')}</p>
      {isRefused ? <Banner tone="danger">{say('refusedHead')}</Banner> : null}
      {share === null ? (
        <KeyOpener publicKey={ceremony.publicKey} label={say('rehearseOpen')} onOpen={work} />
      ) : (
        <>
          <Banner tone="info">{say('rehearseReady')}</Banner>
          <ActionForm intent="rehearse" outcome={outcome} hidden={{ share }}>
            <FormActions>
              <Submit>{say('rehearseSend')}</Submit>
            </FormActions>
          </ActionForm>
        </>
      )}
    </Stack>
  )
}

interface Read {
  readonly envelopeId: string
  readonly share: string | null
}

export const Releasing = ({ ceremony, threshold, outcome }: OfficerActProps & { readonly threshold: number }) => {
  const say = useSay(text)
  const [batch, setBatch] = useState<readonly Read[] | null>(null)
  const [done, setDone] = useState<number | null>(null)
  const [isRefused, setRefused] = useState(false)
  const count = ceremony.envelopes.length
  const work = async (pair: CryptoKeyPair) => {
    const { openerOf, releaseBatch, sealingCrypto } = await import('./sealing-tools.ts')
    const { policy, keyId: key, envelopes } = ceremony
    const read = await releaseBatch(sealingCrypto, { policy, key, envelopes }, openerOf(pair), setDone)
    if (read.ok) setBatch(read.value.map(({ envelopeId, share }) => ({ envelopeId, share: share && base64Of(share) })))
    setRefused(!read.ok)
  }
  return (
    <Stack gap={12}>
      <p>{say('releaseAbout', { count, threshold })}</p>
      {isRefused ? <Banner tone="danger">{say('refusedHead')}</Banner> : null}
      {batch === null ? <KeyOpener publicKey={ceremony.publicKey} label={say('releaseOpen')} onOpen={work} /> : <Send batch={batch} outcome={outcome} />}
      {done === null || batch !== null ? null : (
        <p role="status">
          <progress value={done} max={count} /> {say('releaseProgress', { done, count })}
        </p>
      )}
    </Stack>
  )
}

const Send = ({ batch, outcome }: { readonly batch: readonly Read[] } & Pick<OfficerActProps, 'outcome'>) => {
  const say = useSay(text)
  const unreadable = batch.filter(({ share }) => share === null).length
  return (
    <>
      <Banner tone="info">{say('releaseReady', { read: batch.length - unreadable })}</Banner>
      {unreadable === 0 ? null : <Banner tone="warning">{say('releaseUnreadable', { count: unreadable })}</Banner>}
      <ActionForm intent="release" outcome={outcome} hidden={{ shares: JSON.stringify(batch) }}>
        <FormActions>
          <Submit tone="final">{say('releaseSend')}</Submit>
        </FormActions>
      </ActionForm>
    </>
  )
}
