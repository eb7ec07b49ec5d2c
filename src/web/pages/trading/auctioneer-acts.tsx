/** Acts of the person who presides. None of them touches a bidder or a bid. */
import { useInLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { ConfirmAct, type ActItem } from '../../ui/acts.tsx'
import { BilingualField, TextAreaField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import type { SessionData } from './lot-loaded.ts'
import { text } from './auctioneer.text.ts'

type Outcome = CommandOutcome<unknown> | undefined

export const useSessionActs = ({ auction, isMine, isAuctioneer }: SessionData, outcome: Outcome): readonly ActItem[] => {
  const say = useSay(text)
  const inLang = useInLang()
  const name = { label: say('lot'), value: `${auction.lotNumber} ${inLang(auction.title)}` }
  const isOver = auction.phase === 'closed'
  const mine = (reason: string | null) => (isMine ? reason : say('notMine'))
  return [
    ...(isAuctioneer && !isMine
      ? [
          {
            key: 'take',
            label: say('take'),
            reason: isOver ? say('over') : auction.auctioneerName === null ? null : say('notFree'),
            control: (
              <ConfirmAct
                intent="take"
                outcome={outcome}
                label={say('take')}
                confirmLabel={say('takeConfirm')}
                about={say('takeAbout')}
                consequences={[name]}
              />
            ),
          },
        ]
      : []),
    { key: 'remarks', label: say('remarks'), reason: mine(isOver ? say('over') : null), control: <RemarksForm auction={auction} outcome={outcome} /> },
    {
      key: 'suspend',
      label: say('suspend'),
      reason: mine(isOver ? say('over') : auction.phase === 'suspended' ? say('alreadySuspended') : null),
      control: (
        <ConfirmAct
          intent="suspend"
          tone="quiet"
          outcome={outcome}
          label={say('suspend')}
          confirmLabel={say('suspendConfirm')}
          about={say('suspendAbout')}
          consequences={[name]}
        >
          <TextAreaField name="reason" label={say('suspendReason')} isRequired rows={2} maxLength={500} />
        </ConfirmAct>
      ),
    },
    {
      key: 'resume',
      label: say('resume'),
      reason: mine(auction.phase === 'suspended' ? null : say('notSuspended')),
      control: (
        <ConfirmAct
          intent="resume"
          outcome={outcome}
          label={say('resume')}
          confirmLabel={say('resumeConfirm')}
          about={say('resumeAbout')}
          consequences={[name]}
        />
      ),
    },
    {
      key: 'sign',
      label: say('sign'),
      reason: mine(!isOver ? say('notClosed') : auction.recordSignedAt === null ? null : say('alreadySigned')),
      control: (
        <ConfirmAct
          intent="sign"
          tone="final"
          outcome={outcome}
          label={say('sign')}
          confirmLabel={say('signConfirm')}
          about={say('signAbout')}
          consequences={[name]}
        >
          <TextAreaField name="note" label={say('signNote')} rows={2} maxLength={2000} />
        </ConfirmAct>
      ),
    },
  ]
}

const RemarksForm = ({ auction, outcome }: { readonly auction: SessionData['auction']; readonly outcome: Outcome }) => {
  const say = useSay(text)
  return (
    <ActionForm intent="remarks" outcome={outcome} label={say('remarks')}>
      <BilingualField
        name="remarks"
        label={say('remarksText')}
        help={say('remarksHelp')}
        isRequired
        rows={3}
        maxLength={2000}
        defaults={auction.remarks ?? undefined}
      />
      <FormActions>
        <Submit tone="quiet">{say('remarks')}</Submit>
      </FormActions>
    </ActionForm>
  )
}
