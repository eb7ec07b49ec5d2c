/** The choice to ask first refusal after the bidding: for an assignment whose holders have not waived it. */
import { REFUSAL_PRECEDENCES } from '#modules/listing/core/words.ts'
import { useSay } from '../../i18n/lang.ts'
import { Stack } from '../../ui/layout.tsx'
import { CheckField, SelectField, TextField } from '../../ui/fields.tsx'
import type { Lot } from './lot-loaded.ts'
import { text } from './lot-form-refusal.text.ts'

export const RefusalFields = ({ lot, isHidden }: { readonly lot: Pick<Lot, 'refusalAfter'> | null; readonly isHidden: boolean }) => {
  const say = useSay(text)
  const said = lot?.refusalAfter ?? null
  return (
    <div hidden={isHidden}>
      <Stack gap={16}>
        <CheckField name="refusalAfter" value="yes" label={say('after')} help={say('afterHelp')} isChecked={said !== null} />
        <SelectField
          name="refusalAfter.precedence"
          label={say('precedence')}
          defaultValue={said?.precedence ?? 'earliest'}
          options={REFUSAL_PRECEDENCES.map((value) => ({ value, label: say(value) }))}
        />
        <TextField name="refusalAfter.silenceBasis" label={say('silenceBasis')} help={say('silenceHelp')} maxLength={500} defaultValue={said?.silenceBasis} />
      </Stack>
    </div>
  )
}
