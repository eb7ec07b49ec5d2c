/** The units of a lot that were sold: each with its number, its buyer and its price. */
import { localPath, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { Section } from '../../ui/layout.tsx'
import { Price } from '../../ui/price.tsx'
import { lotDesk, unitsPage } from './addresses.ts'
import type { Lot } from './lot-loaded.ts'
import { text } from './lot-units.text.ts'

interface UnitsSoldProps {
  readonly lot: Pick<Lot, 'id' | 'unitOf' | 'unitsSold'>
  /** Of each organisation, as the room knew it. */
  readonly numbers?: ReadonlyMap<string, number>
  /** The seller is led to its desk, everybody else to the public page. */
  readonly toDesk?: boolean
}

export const UnitsSold = ({ lot, numbers, toDesk = false }: UnitsSoldProps) => {
  const say = useSay(text)
  const inLang = useInLang()
  const lang = useLang()
  return (
    <Section title={say('units')}>
      <DataTable
        caption={say('units')}
        rows={lot.unitsSold}
        rowKey={(row) => row.lotId}
        rowHref={(row) => localPath(lang, toDesk ? lotDesk(row.lotId) : unitsPage(lot.unitOf ?? lot.id))}
        columns={[
          { key: 'unit', header: say('unit'), cell: (row) => say('unitNo', { no: row.unitNo }) },
          { key: 'buyer', header: say('buyer'), cell: (row) => inLang(row.buyerName) },
          ...(numbers === undefined
            ? []
            : [{ key: 'number', header: say('number'), cell: (row: Lot['unitsSold'][number]) => numbers.get(row.buyerOrganisationId) ?? null }]),
          { key: 'price', header: say('price'), align: 'end' as const, cell: (row) => <Price minor={row.priceMinor} size="s" /> },
          { key: 'lot', header: say('lot'), cell: (row) => row.number, isWideOnly: true },
        ]}
      />
    </Section>
  )
}
