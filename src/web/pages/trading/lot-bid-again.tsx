/** The second step of a bid far above the price: the amount in figures, capitals and words, to be said yes to once more. */
import type { SubmitEvent } from 'react'
import { useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { FactsTable } from '../../ui/facts-table.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import { Price } from '../../ui/price.tsx'
import styles from './lot.module.css'
import { text } from './lot.text.ts'

/** What the refusal `auction.bid_unconfirmed` says of the amount. */
export interface AskedAgain {
  readonly amountMinor: string
  readonly wordsZh: string
  readonly wordsEn: string
  readonly factor: number
  readonly organisationId: string | undefined
}

export const UNCONFIRMED = 'auction.bid_unconfirmed'

export const askedAgainBy = (params: Readonly<Record<string, unknown>>, organisationId: string | undefined): AskedAgain => ({
  amountMinor: String(params['amountMinor']),
  wordsZh: String(params['wordsZh']),
  wordsEn: String(params['wordsEn']),
  factor: Number(params['factor']),
  organisationId,
})

/** The same question after a form that was sent without script. */
export const askedByOutcome = (outcome: CommandOutcome<unknown> | undefined): AskedAgain | null => {
  if (!outcome || outcome.ok || outcome.refusal.code !== UNCONFIRMED) return null
  const { organisationId } = outcome.values
  return askedAgainBy(outcome.refusal.params, typeof organisationId === 'string' && organisationId !== '' ? organisationId : undefined)
}

interface BidAgainProps {
  readonly auctionId: string
  readonly asked: AskedAgain
  readonly onConfirm: (asked: AskedAgain) => void
}

export const BidAgain = ({ auctionId, asked, onConfirm }: BidAgainProps) => {
  const say = useSay(text)
  const { amountMinor, wordsZh, wordsEn, factor, organisationId } = asked
  const confirm = (event: SubmitEvent<HTMLDivElement>) => {
    event.preventDefault()
    onConfirm(asked)
  }
  return (
    <div role="alert" className={styles.again} onSubmitCapture={confirm}>
      <strong>{say('againTitle', { factor })}</strong>
      <FactsTable
        rows={[
          { label: say('amount'), value: <Price minor={amountMinor} size="l" isExact /> },
          { label: say('againCapitals'), value: wordsZh },
          { label: say('againWords'), value: wordsEn },
        ]}
      />
      <p className={styles.small}>{say('againAbout')}</p>
      <ActionForm
        intent="confirmBid"
        hidden={{ auctionId, confirmedAmountMinor: amountMinor, ...(organisationId === undefined ? {} : { organisationId }) }}
        label={say('againTitle', { factor })}
      >
        <FormActions>
          <Submit tone="final">{say('againConfirm')}</Submit>
        </FormActions>
      </ActionForm>
    </div>
  )
}
