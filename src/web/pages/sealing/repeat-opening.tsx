/** Opens everything again in the reader's own browser, from the published shares. */
import { useState } from 'react'
import { IconLockOpen } from '@tabler/icons-react'
import { useSay } from '../../i18n/lang.ts'
import { Button } from '../../ui/button.tsx'
import { Section, Stack } from '../../ui/layout.tsx'
import { Banner } from '../../ui/notices.tsx'
import { text } from './sealed.text.ts'

type Verdict = { readonly ok: boolean; readonly count: number } | 'error'

const repeatFrom = async (address: string): Promise<Verdict> => {
  const { readRecord, repeatOpening, sealingCrypto } = await import('./sealing-tools.ts')
  const answer = await fetch(address)
  const record = answer.ok ? readRecord(await answer.json()) : null
  if (!record) return 'error'
  const { ok, envelopes } = await repeatOpening(sealingCrypto, record)
  return { ok, count: envelopes.length }
}

export const RepeatOpening = ({ boxId }: { readonly boxId: string }) => {
  const say = useSay(text)
  const [isBusy, setBusy] = useState(false)
  const [verdict, setVerdict] = useState<Verdict | null>(null)
  const address = `/api/v1/sealing/boxes/${boxId}/record`
  const run = async () => {
    setBusy(true)
    setVerdict(await repeatFrom(address).catch(() => 'error' as const))
    setBusy(false)
  }
  return (
    <Section title={say('repeat')} about={say('repeatAbout')} isSheet>
      <Stack gap={12}>
        <div>
          <Button isBusy={isBusy} icon={<IconLockOpen size={16} aria-hidden="true" />} onClick={() => void run()}>
            {say('repeatRun')}
          </Button>
        </div>
        {verdict === null ? null : <Shown verdict={verdict} />}
        <p>
          <a href={address}>{say('repeatRecord')}</a>
        </p>
        <p>{say('repeatAlone')}</p>
        <pre>
          <code>zhepai verify opening RECORD</code>
        </pre>
      </Stack>
    </Section>
  )
}

const Shown = ({ verdict }: { readonly verdict: Verdict }) => {
  const say = useSay(text)
  if (verdict === 'error')
    return (
      <Banner tone="danger" isResult>
        {say('repeatError')}
      </Banner>
    )
  return (
    <Banner tone={verdict.ok ? 'success' : 'danger'} isResult>
      {say(verdict.ok ? 'repeatOk' : 'repeatFail', { count: verdict.count })}
    </Banner>
  )
}
