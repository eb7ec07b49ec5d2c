/** Acts of the person who presides, and of the clerk who names that person. None of them touches a bidder or a bid. */
import type { ReactNode } from 'react'
import type { SessionAct } from '#modules/auction/core/acts.ts'
import { useInLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { actItems, ConfirmAct, type ActItem } from '../../ui/acts.tsx'
import type { ButtonTone } from '../../ui/button.tsx'
import { BilingualField, SelectField, TextAreaField } from '../../ui/fields.tsx'
import { ActionForm, FormActions, Submit } from '../../ui/form.tsx'
import type { SessionData } from './lot-loaded.ts'
import { text } from './auctioneer.text.ts'

type Outcome = CommandOutcome<unknown> | undefined

const TONES: Partial<Record<SessionAct, ButtonTone>> = {
  appoint: 'quiet',
  takeFloor: 'quiet',
  appointFloor: 'quiet',
  takeRecorder: 'quiet',
  appointRecorder: 'quiet',
  keepRecord: 'final',
  suspend: 'quiet',
  causeEnded: 'quiet',
  callOff: 'final',
  sign: 'final',
}

export const useSessionActs = ({ auction, acts, hosts, attendants }: SessionData, outcome: Outcome): readonly ActItem[] => {
  const say = useSay(text)
  const inLang = useInLang()
  const attendant = (
    <SelectField
      name="personId"
      label={say('attendant')}
      isRequired
      options={attendants.map(({ personId, name }) => ({ value: personId, label: inLang(name) }))}
    />
  )
  const fields: Partial<Record<SessionAct, ReactNode>> = {
    appoint: (
      <SelectField name="personId" label={say('host')} isRequired options={hosts.map(({ personId, name }) => ({ value: personId, label: inLang(name) }))} />
    ),
    appointFloor: attendant,
    appointRecorder: attendant,
    suspend: <TextAreaField name="reason" label={say('suspendReason')} isRequired rows={2} maxLength={500} />,
    causeEnded: <TextAreaField name="note" label={say('causeEndedNote')} isRequired rows={2} maxLength={500} />,
    callOff: <TextAreaField name="reason" label={say('callOffReason')} isRequired rows={2} maxLength={500} />,
    sign: <TextAreaField name="note" label={say('signNote')} rows={2} maxLength={2000} />,
  }
  const control = (act: SessionAct) =>
    act === 'remarks' ? (
      <RemarksForm auction={auction} outcome={outcome} />
    ) : (
      <ConfirmAct
        intent={act}
        tone={TONES[act] ?? 'main'}
        outcome={outcome}
        label={say(act)}
        confirmLabel={say(`${act}Confirm`)}
        about={say(`${act}About`)}
        consequences={[{ label: say('lot'), value: `${auction.lotNumber} ${inLang(auction.title)}` }]}
      >
        {fields[act]}
      </ConfirmAct>
    )
  return actItems(acts, { label: say, control })
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
