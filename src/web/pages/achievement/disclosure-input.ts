/** Between the disclosure form and the operation: what was typed, what is sent, what fills the form again. */
import type { Api } from '../../contract.ts'
import type { FormReader } from '../../shell/form-reader.ts'
import { FieldProblem } from '../../shell/form-reader.ts'

type Disclosure = Parameters<Api['achievement']['disclose']>[0]
type Shown = Awaited<ReturnType<Api['achievement']['get']>>
export type Typed = Readonly<Record<string, string | readonly string[]>>

export const MAX_ROWS = 50
const PRIOR = { zh: '每行以日期开头，例如 2025-06-01 学术会议报告。', en: 'Begin each line with a date, for example 2025-06-01 conference talk.' }

const listOf = (text: string): string[] =>
  text
    .split(/[;；\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')

const completersFrom = (form: FormReader): Disclosure['completers'] =>
  Array.from({ length: MAX_ROWS }, (_, index) => index)
    .filter((index) => form.text(`completers.${index}.personId`) !== '')
    .map((index) => {
      const role = form.text(`completers.${index}.role`)
      return {
        personId: form.text(`completers.${index}.personId`),
        shareBasisPoints: form.basisPoints(`completers.${index}.shareBasisPoints`),
        isMain: role === 'lead' || role === 'main',
        isRepresentative: role === 'lead',
      }
    })

const priorFrom = (form: FormReader): NonNullable<Disclosure['priorDisclosures']> =>
  form
    .text('priorDisclosures')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const match = /^\s*(\d{4}-\d{2}-\d{2})\s+(.+)$/.exec(line)
      if (match?.[1] === undefined || match[2] === undefined) throw new FieldProblem('priorDisclosures', PRIOR)
      return { date: match[1], note: match[2].trim() }
    })

export const disclosureFrom = (form: FormReader): Omit<Disclosure, 'id'> => ({
  title: form.bilingual('title'),
  abstract: form.bilingual('abstract'),
  use: form.bilingual('use'),
  keywords: listOf(form.text('keywords')),
  completers: completersFrom(form),
  fundingSource: form.text('fundingSource') as Disclosure['fundingSource'],
  projectNumber: form.text('projectNumber'),
  priorDisclosures: priorFrom(form),
  trl: form.int('trl'),
  form: form.text('form') as Disclosure['form'],
  ipKind: form.text('ipKind') as Disclosure['ipKind'],
  patentNumbers: listOf(form.text('patentNumbers')),
  field: form.text('field') as Disclosure['field'],
  chains: form.all('chains') as Disclosure['chains'],
  ipc: listOf(form.text('ipc')),
  industryCode: form.optional('industryCode') ?? null,
  thirdPartyRights: form.text('thirdPartyRights'),
  secrecy: form.text('secrecy') as Disclosure['secrecy'],
  confidentialNote: form.text('confidentialNote'),
  marketNote: form.text('marketNote'),
  modes: form.all('modes') as Disclosure['modes'],
  priceMinMinor: form.optionalAmount('priceMinMinor') ?? null,
  priceMaxMinor: form.optionalAmount('priceMaxMinor') ?? null,
  isServiceAchievement: form.flag('isServiceAchievement'),
  registration: {
    number: form.optional('registration.number') ?? null,
    registeredOn: form.optional('registration.registeredOn') ?? null,
    startedOn: form.optional('registration.startedOn') ?? null,
    endedOn: form.optional('registration.endedOn') ?? null,
  },
})

const NOT_KEPT = /^(?:intent|act|draft\..*)$/

/** What is kept of a draft: everything typed, and the amounts in fen so that the fields can show them again. */
export const draftFrom = (form: FormReader): Record<string, string | string[]> => {
  const kept = Object.entries(form.values()).filter(([name, value]) => !NOT_KEPT.test(name) && value.length > 0)
  const values = Object.fromEntries(kept.map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]))
  for (const name of ['priceMinMinor', 'priceMaxMinor']) {
    const minor = form.optionalAmount(name)
    if (minor !== undefined) values[`${name}.minor`] = minor
  }
  if (!form.flag('isServiceAchievement')) values['isServiceAchievement'] = 'off'
  return values
}

const percent = (basisPoints: number): string => String(basisPoints / 100)

const plain = (value: string | number | null | undefined): string => String(value ?? '')

/** Parts that only the institution and the completers see. */
const insideTyped = (inside: Shown['confidential']): Typed =>
  inside === null
    ? {}
    : {
        projectNumber: inside.projectNumber,
        priorDisclosures: inside.priorDisclosures.map(({ date, note }) => `${date} ${note}`).join('\n'),
        thirdPartyRights: inside.thirdPartyRights,
        secrecy: inside.secrecy,
        confidentialNote: inside.confidentialNote,
        ...Object.fromEntries(
          inside.completers.flatMap((completer, index) => [
            [`completers.${index}.personId`, plain(completer.personId)],
            [`completers.${index}.shareBasisPoints`, percent(completer.shareBasisPoints)],
            [`completers.${index}.role`, completer.isRepresentative ? 'lead' : completer.isMain ? 'main' : 'member'],
          ]),
        ),
      }

/** A disclosure that came back, in the words of the form. */
export const typedFrom = (shown: Shown): Typed => ({
  ...insideTyped(shown.confidential),
  'title.zh': shown.title.zh,
  'title.en': shown.title.en,
  'abstract.zh': shown.abstract.zh,
  'abstract.en': shown.abstract.en,
  'use.zh': shown.use.zh,
  'use.en': shown.use.en,
  keywords: shown.keywords.join('；'),
  fundingSource: shown.fundingSource,
  trl: plain(shown.trl),
  form: shown.form,
  ipKind: plain(shown.ipKind),
  patentNumbers: shown.patents.map(({ number, isGranted }) => `${isGranted ? 'ZL' : ''}${number}`).join('\n'),
  field: plain(shown.field),
  chains: shown.chains,
  ipc: shown.ipc.join('；'),
  industryCode: plain(shown.industryCode),
  marketNote: shown.marketNote,
  modes: shown.modes,
  'priceMinMinor.minor': plain(shown.priceMinMinor),
  'priceMaxMinor.minor': plain(shown.priceMaxMinor),
  isServiceAchievement: shown.isServiceAchievement ? 'on' : 'off',
  'registration.number': plain(shown.registration.number),
  'registration.registeredOn': plain(shown.registration.registeredOn),
  'registration.startedOn': plain(shown.registration.startedOn),
  'registration.endedOn': plain(shown.registration.endedOn),
})

export const typedText = (typed: Typed, name: string): string => {
  const value = typed[name]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}

export const typedList = (typed: Typed, name: string): readonly string[] => {
  const value = typed[name]
  return typeof value === 'string' ? [value] : (value ?? [])
}
