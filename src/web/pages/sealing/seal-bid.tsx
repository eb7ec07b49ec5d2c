/**
 * Seals in the bidder's browser. The fields stand outside every form: nothing that is typed can be sent by a slip, only the envelope is. The cryptography is
 * loaded when somebody seals.
 */
import { useId, useState, type ReactNode } from 'react'
import { IconDownload, IconLock } from '@tabler/icons-react'
import type { Json } from '#kernel/canonical-json.ts'
import type { Result } from '#kernel/result.ts'
import type { SealedEnvelope } from '#modules/sealing/core/seal.ts'
import { useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { Button } from '../../ui/button.tsx'
import { FactsTable } from '../../ui/facts-table.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { TextBox } from '../../ui/input.tsx'
import { Row, Stack } from '../../ui/layout.tsx'
import { DownloadButton } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { text } from './seal-bid.text.ts'

export interface SealBidProps {
  /** As the box publishes it. */
  readonly policy: string
  /** Whose envelope it is: the same that the room hands to `depositEnvelope`. */
  readonly bidder: string
  /** What is sealed, from the fields; null while something is missing. */
  readonly payload: () => Json | null
  /** The form that hands the envelope in: its action reads `envelope`. */
  readonly intent: string
  readonly outcome: CommandOutcome<unknown> | undefined
  readonly hidden?: Readonly<Record<string, string>>
  readonly submitLabel: string
  /** Fields without a name, held by the page's own state. */
  readonly children: ReactNode
}

const tools = () => import('./sealing-tools.ts')

/** Sealed elsewhere: looked at before it is handed in, as the market will. */
const fromFile = async (file: File, { policy, bidder }: Pick<SealBidProps, 'policy' | 'bidder'>): Promise<Result<SealedEnvelope>> => {
  const { admitEnvelope, sealingCrypto } = await tools()
  const envelope = await file.text()
  const admitted = await admitEnvelope(sealingCrypto, { policy, bidder, text: envelope })
  return admitted.ok ? { ok: true, value: { text: envelope, digest: admitted.value.digest } } : admitted
}

export const SealBid = ({ policy, bidder, payload, intent, outcome, hidden = {}, submitLabel, children }: SealBidProps) => {
  const say = useSay(text)
  const lang = useLang()
  const id = useId()
  const [sealed, setSealed] = useState<SealedEnvelope | null>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setBusy] = useState(false)
  const take = async (making: Promise<Result<SealedEnvelope>>) => {
    setBusy(true)
    const made = await making
    const { faultWord } = await import('./sealing-words.ts')
    setSealed(made.ok ? made.value : null)
    setProblem(made.ok ? null : say('notSealed', { reason: faultWord(made.refusal.code, made.refusal.params, lang) }))
    setBusy(false)
  }
  const seal = () => {
    const contents = payload()
    if (contents === null) setProblem(say('incomplete'))
    else void take(tools().then(({ sealEnvelope, sealingCrypto }) => sealEnvelope(sealingCrypto, { policy, bidder, payload: contents })))
  }
  if (sealed) return <HandIn {...{ sealed, intent, outcome, hidden, submitLabel }} onAgain={() => setSealed(null)} />
  return (
    <Stack gap={16}>
      <p>{say('about')}</p>
      <noscript>
        <p>{say('noScript')}</p>
      </noscript>
      {children}
      {problem === null ? null : (
        <Banner tone="danger" isResult>
          {problem}
        </Banner>
      )}
      <div>
        <Button isBusy={isBusy} icon={<IconLock size={16} aria-hidden="true" />} onClick={seal}>
          {say('seal')}
        </Button>
      </div>
      <TextBox
        id={`${id}-file`}
        type="file"
        label={say('fromFile')}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0]
          if (file) void take(fromFile(file, { policy, bidder }))
        }}
      />
    </Stack>
  )
}

interface HandInProps extends Pick<SealBidProps, 'intent' | 'outcome' | 'hidden' | 'submitLabel'> {
  readonly sealed: SealedEnvelope
  readonly onAgain: () => void
}

const HandIn = ({ sealed, intent, outcome, hidden, submitLabel, onAgain }: HandInProps) => {
  const say = useSay(text)
  return (
    <Stack gap={16}>
      <p>{say('ready')}</p>
      <FactsTable
        rows={[
          { label: say('digest'), value: <code>{sealed.digest}</code> },
          { label: say('size'), value: say('sizeValue', { bytes: sealed.text.length }) },
        ]}
      />
      <ActionForm intent={intent} outcome={outcome} hidden={{ ...hidden, envelope: sealed.text }}>
        <FormActions>
          <Submit>{submitLabel}</Submit>
        </FormActions>
      </ActionForm>
      <Row>
        <DownloadButton
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(sealed.text)}`}
          fileName="envelope.txt"
          icon={<IconDownload size={16} aria-hidden="true" />}
        >
          {say('keep')}
        </DownloadButton>
        <Button tone="quiet" onClick={onAgain}>
          {say('again')}
        </Button>
      </Row>
    </Stack>
  )
}
