/** How many licences a lot holds: asked where the right can be there more than once and the way of pricing says who takes each. */
import { useState } from 'react'
import { isSealed } from '#modules/auction/core/method.ts'
import { useSay } from '../../i18n/lang.ts'
import { NumberField } from '../../ui/fields.tsx'
import { useFormState } from '../../ui/form.tsx'
import type { MethodOffered } from './lot-form-input.ts'
import type { Lot } from './lot-loaded.ts'
import { text } from './lot-units.text.ts'

type Chosen = HTMLInputElement | HTMLSelectElement

export const namesRight = (target: EventTarget): target is Chosen =>
  (target instanceof HTMLInputElement && target.name === 'right.kind') || (target instanceof HTMLSelectElement && target.name === 'right.exclusivity')

interface Right {
  readonly kind: string
  readonly exclusivity: string
}

/** Whether the form offers an ordinary licence now, and who tells of a choice. */
export const useOrdinary = (lot: Lot | null): readonly [boolean, (chosen: Chosen) => void] => {
  const typed = useFormState().values
  const own = lot?.right
  const text = (name: string, other: string): string => (typeof typed[name] === 'string' ? typed[name] : other)
  const [right, setRight] = useState<Right>({
    kind: text('right.kind', own?.kind ?? 'licence'),
    exclusivity: text('right.exclusivity', own?.kind === 'licence' ? own.exclusivity : 'ordinary'),
  })
  return [
    right.kind === 'licence' && right.exclusivity === 'ordinary',
    ({ name, value }) => setRight((before) => (name === 'right.kind' ? { ...before, kind: value } : { ...before, exclusivity: value })),
  ]
}

export const UnitsField = ({ method, lot }: { readonly method: MethodOffered; readonly lot: Lot | null }) => {
  const say = useSay(text)
  return isSealed(method) ? (
    <NumberField name="units" label={say('field')} unit={say('fieldUnit')} help={say('fieldHelp')} defaultValue={lot?.units ?? undefined} />
  ) : null
}
