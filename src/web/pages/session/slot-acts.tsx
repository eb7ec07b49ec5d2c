/** What the seller prepares for a slot, and what a clerk may do with it. */
import { useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/outcome.ts'
import { ActPanel, actItems, ConfirmAct, type WordedAct } from '../../ui/acts.tsx'
import { Draft } from '../../ui/draft.tsx'
import { BilingualField, CheckField, DateTimeField, NumberField, TextAreaField } from '../../ui/fields.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { FieldGroup } from '../../ui/form.tsx'
import { localInput } from '../../ui/local-input.ts'
import { minutesOf, type Slot } from './roadshow-words.ts'
import { text } from './roadshow.text.ts'

type SlotAct = Slot['acts'][number]['act']
export type ActedSlot = Omit<Slot, 'acts'> & { readonly acts: WordedAct<SlotAct>[] }

export interface SlotProps {
  readonly slot: ActedSlot
  readonly outcome: CommandOutcome<unknown> | undefined
}

/** A reason to read only while something may still be done about it. */
const shownActs = (slot: ActedSlot, names: readonly SlotAct[]) =>
  slot.acts.some(({ act, refusal }) => names.includes(act) && refusal === null) ? slot.acts.filter(({ act }) => names.includes(act)) : []

export const Languages = ({ chosen }: { readonly chosen: readonly string[] }) => {
  const say = useSay(text)
  return (
    <FieldGroup legend={say('language')}>
      {(['zh', 'en'] as const).map((spoken) => (
        <CheckField key={spoken} name="languages" value={spoken} label={say(`lang_${spoken}`)} isChecked={chosen.includes(spoken)} />
      ))}
    </FieldGroup>
  )
}

export const SellerActs = ({ slot, outcome }: SlotProps) => {
  const say = useSay(text)
  const acts = shownActs(slot, ['prepare', 'putSlides'])
  if (acts.length === 0) return null
  const label = (act: SlotAct) => say(act === 'prepare' ? 'prepare' : slot.slides === null ? 'putSlides' : 'replaceSlides')
  const controls = {
    prepare: (
      <ConfirmAct
        intent="prepare"
        outcome={outcome}
        label={say('prepare')}
        about={say('prepareAbout')}
        consequences={[]}
        confirmLabel={say('prepare')}
        tone="quiet"
      >
        <Draft form={`speaker:${slot.id}`} basis={slot.speaker}>
          <BilingualField name="speaker" label={say('speaker')} help={say('speakerHelp')} isRequired maxLength={120} defaults={slot.speaker ?? undefined} />
          <Languages chosen={slot.languages} />
        </Draft>
      </ConfirmAct>
    ),
    putSlides: (
      <ConfirmAct
        intent="slides"
        outcome={outcome}
        label={label('putSlides')}
        about={say('putSlidesAbout')}
        consequences={[]}
        confirmLabel={label('putSlides')}
        isMultipart
      >
        <FileField name="documentId" label={say('file')} isRequired accept=".pdf" />
      </ConfirmAct>
    ),
  }
  return <ActPanel acts={actItems(acts, { label, control: (act) => controls[act as keyof typeof controls] })} />
}

export const ClerkActs = ({ slot, outcome }: SlotProps) => {
  const say = useSay(text)
  const acts = shownActs(slot, ['move', 'cancel'])
  if (acts.length === 0) return null
  const controls = {
    move: (
      <ConfirmAct intent="move" outcome={outcome} label={say('move')} about={say('planAbout')} consequences={[]} confirmLabel={say('move')} tone="quiet">
        <DateTimeField name="startsAt" label={say('startsAt')} isRequired defaultValue={localInput(slot.startsAt)} />
        <NumberField name="minutes" label={say('minutes')} unit={say('minutesUnit')} isRequired defaultValue={String(minutesOf(slot))} />
      </ConfirmAct>
    ),
    cancel: (
      <ConfirmAct
        intent="cancel"
        outcome={outcome}
        label={say('cancel')}
        about={say('cancelAbout')}
        consequences={[]}
        confirmLabel={say('cancel')}
        tone="quiet"
        isFinal
      >
        <TextAreaField name="reason" label={say('reason')} isRequired rows={3} maxLength={500} />
      </ConfirmAct>
    ),
  }
  return (
    <ActPanel acts={actItems(acts, { label: (act) => say(act === 'move' ? 'move' : 'cancel'), control: (act) => controls[act as keyof typeof controls] })} />
  )
}
