/** The one way into the public catalogue: number, search words, fact. */
import { dateOf } from '#kernel/instant.ts'
import { organisationById } from '#modules/party/index.ts'
import type { Act } from '#platform/command/act.ts'
import { catalogueNumber, isCatalogueNumber, regionPart } from './core/number.ts'
import { tellCatalogued } from './telling.ts'
import { catalogue, completerRows, isNumberTaken, nextSerial, type RecordRow } from './store.ts'

const nextNumber = async (act: Act, region: string | null): Promise<string> => {
  const part = regionPart(region)
  const year = Number(dateOf(act.now).slice(0, 4))
  // A registered achievement may have brought a number of the series along.
  for (;;) {
    const number = catalogueNumber(part, year, await nextSerial(act.tx, part, year))
    if (!(await isNumberTaken(act.tx, number))) return number
  }
}

/** Gives the number (a registration number of the same form is kept) and publishes the entry. */
export const enterCatalogue = async (act: Act, row: RecordRow): Promise<string> => {
  const registered = row.registration.number
  const keeps = registered !== null && registered !== undefined && isCatalogueNumber(registered) && !(await isNumberTaken(act.tx, registered))
  const number = keeps ? registered : await nextNumber(act, row.region)
  const completers = await completerRows(act.tx, [row.id])
  const institution = (await organisationById(act.tx, row.institutionId))?.name ?? { zh: '', en: '' }
  await catalogue(act.tx, row, { number, names: { institution, completers: completers.map((completer) => completer.name) }, now: act.now })
  tellCatalogued(act, { row, completers }, number)
  return number
}
