/** The form of a sale at a negotiated price. */
import { RELATIONS } from '#modules/listing/core/negotiated.ts'
import { en, zh } from '#modules/listing/core/state-messages.ts'
import { useCodeText, useInLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { Draft } from '../../ui/draft.tsx'
import { BilingualField, NumberField, RadioField, TextField, type Option } from '../../ui/fields.tsx'
import { ActionForm, FieldGroup, FormActions, Submit } from '../../ui/form.tsx'
import { MoneyField } from '../../ui/money-field.tsx'
import { text as words } from './negotiated-form.text.ts'
import { BasisFields, ObjectStep } from './lot-form.tsx'
import { text } from './lot-desk.text.ts'
import type { Lot } from './lot-loaded.ts'

const LEAST_DAYS = 15

interface AgreedFormProps {
  readonly achievements: readonly Option[]
  readonly lot: Lot | null
  readonly outcome: CommandOutcome<unknown> | undefined
}

export const AgreedForm = ({ achievements, lot, outcome }: AgreedFormProps) => {
  const say = useSay(text)
  const tell = useSay(words)
  const word = useCodeText({ zh, en })
  const inLang = useInLang()
  const agreement = lot?.agreement ?? null
  return (
    <ActionForm intent="save" outcome={outcome} label={tell(lot === null ? 'newTitle' : 'editTitle')}>
      <Draft form="agreed" basis={lot}>
        <ObjectStep achievements={achievements} lot={lot} />
        <FieldGroup legend={tell('section')}>
          <MoneyField name="startingPriceMinor" label={tell('price')} defaultMinor={lot?.startingPriceMinor} />
          <TextField
            name="methodTerms.buyerOrganisationId"
            label={tell('buyer')}
            help={tell('buyerHelp')}
            maxLength={100}
            isRequired
            defaultValue={agreement === null ? '' : inLang(agreement.buyerName)}
          />
          <RadioField
            name="methodTerms.relation"
            label={tell('relation')}
            help={tell('relationHelp')}
            defaultValue={agreement?.relation ?? 'none'}
            options={RELATIONS.map((value) => ({ value, label: word(`enum.listing.relation.${value}`) }))}
          />
          <TextField name="methodTerms.relationNote" label={tell('relationNote')} maxLength={500} defaultValue={agreement?.relationNote} />
          <BasisFields lot={lot} />
          <NumberField
            name="noticeDays"
            label={tell('noticeDays')}
            unit={tell('days')}
            help={tell('noticeHelp')}
            defaultValue={lot?.noticeDays ?? LEAST_DAYS}
          />
          <BilingualField name="terms" label={say('terms')} rows={4} maxLength={4000} defaults={lot?.terms} />
        </FieldGroup>
        <FormActions>
          <Submit>{say(lot === null ? 'save' : 'saveChanges')}</Submit>
        </FormActions>
      </Draft>
    </ActionForm>
  )
}
