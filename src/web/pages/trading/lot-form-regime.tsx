/** Under which law a lot is sold, and whether it is an asset of a state enterprise: a step of the lot form. */
import { useState } from 'react'
import { useInLang, useSay } from '../../i18n/lang.ts'
import { BilingualField, CheckField, NumberField, SelectField, type Option } from '../../ui/fields.tsx'
import { FileField } from '../../ui/file-field.tsx'
import { FieldGroup, useFormState } from '../../ui/form.tsx'
import { Fold } from '../../ui/layout.tsx'
import type { Lot } from './lot-loaded.ts'
import { text } from './lot-form-regime.text.ts'

const SCANS = '.pdf,.jpg,.jpeg,.png'

/** `house auctioneer`, as the form names who holds the auction and who presides. */
export interface HouseOption {
  readonly value: string
  readonly label: string
}

interface RegimeProps {
  readonly lot: Pick<Lot, 'consignment' | 'stateAsset'> | null
  readonly houses: readonly Option[]
}

export const RegimeStep = ({ lot, houses }: RegimeProps) => {
  const say = useSay(text)
  const typed = useFormState().values['consignment.house']
  const standing = lot?.consignment ? `${lot.consignment.houseOrganisationId} ${lot.consignment.auctioneerId}` : ''
  const [house, setHouse] = useState(typeof typed === 'string' ? typed : standing)
  const isState = lot !== null && lot.stateAsset !== null
  const isKnown = standing === '' || houses.some(({ value }) => value === standing)
  return (
    <FieldGroup legend={say('legend')}>
      <p>{say('about')}</p>
      <div onChange={({ target }) => target instanceof HTMLSelectElement && setHouse(target.value)}>
        <SelectField
          name="consignment.house"
          label={say('house')}
          help={say(houses.length === 0 ? 'noHouses' : 'houseHelp')}
          defaultValue={isKnown ? standing : ''}
          options={[{ value: '', label: say('bidding') }, ...houses]}
        />
      </div>
      <div hidden={house === ''}>
        <AuctionFields lot={lot} />
      </div>
      <Fold title={say('state')} isOpen={isState}>
        <CheckField name="isStateAsset" label={say('isState')} help={say('stateHelp')} isChecked={isState} />
        <FileField name="approval" label={say('approval')} help={lot?.stateAsset?.isApproved ? say('approvalKept') : undefined} accept={SCANS} />
        <input type="hidden" name="stateAsset.approvalDocumentId" value={lot?.stateAsset?.approvalDocumentId ?? ''} />
      </Fold>
    </FieldGroup>
  )
}

const AuctionFields = ({ lot }: Pick<RegimeProps, 'lot'>) => {
  const say = useSay(text)
  const auction = lot?.consignment ?? null
  return (
    <FieldGroup legend={say('regime')}>
      <NumberField
        name="consignment.viewingDays"
        label={say('viewingDays')}
        unit={say('days')}
        help={say('viewingHelp')}
        defaultValue={auction?.viewingDays ?? 2}
      />
      <BilingualField name="consignment.viewingPlace" label={say('viewingPlace')} rows={2} maxLength={500} defaults={auction?.viewingPlace} />
      <BilingualField
        name="consignment.commission"
        label={say('commission')}
        help={say('commissionHelp')}
        rows={2}
        maxLength={500}
        defaults={auction?.commission ?? undefined}
      />
      <FileField name="contract" label={say('contract')} help={say(auction?.contractDocumentId ? 'contractKept' : 'contractHelp')} accept={SCANS} />
      <input type="hidden" name="consignment.contractDocumentId" value={auction?.contractDocumentId ?? ''} />
    </FieldGroup>
  )
}

/** The houses with their auctioneers as options of the form. */
export const useHouseOptions = (
  houses: readonly {
    readonly organisationId: string
    readonly name: Lot['title']
    readonly auctioneers: readonly { readonly personId: string; readonly name: Lot['title'] }[]
  }[],
): readonly HouseOption[] => {
  const inLang = useInLang()
  return houses.flatMap(({ organisationId, name, auctioneers }) =>
    auctioneers.map((one) => ({ value: `${organisationId} ${one.personId}`, label: `${inLang(name)} · ${inLang(one.name)}` })),
  )
}
