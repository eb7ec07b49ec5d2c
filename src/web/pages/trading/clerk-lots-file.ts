/** The clerk's inbox as a file: lots to check and publish, or applicants to qualify. */
import { inLang, sayIn } from '../../i18n/lang.ts'
import { listFile, timeCell, yuanCell } from '../../shell/list-file.server.ts'
import { text } from './clerk.text.ts'
import { lotSign } from './lot-sign.ts'

const lots = listFile(['clerk'], ({ api, lang }) => {
  const say = sayIn(text, lang)
  return {
    name: 'lots-to-check',
    page: (at) => api.listing.waiting(at),
    columns: [
      [say('lotNumber'), ({ number }) => number],
      [say('lot'), ({ title }) => inLang(title, lang)],
      [say('seller'), ({ sellerName }) => inLang(sellerName, lang)],
      [say('state'), ({ state }) => lotSign(state, lang).word],
      [say('startYuan'), ({ startingPriceMinor }) => yuanCell(startingPriceMinor)],
      [say('submitted'), ({ changedAt }) => timeCell(changedAt)],
    ],
  }
})

const applications = listFile(['clerk'], ({ api, lang }) => {
  const say = sayIn(text, lang)
  return {
    name: 'applications',
    page: (at) => api.listing.applications.waiting(at),
    columns: [
      [say('applicant'), ({ organisationName }) => inLang(organisationName, lang)],
      [say('lotNumber'), ({ lotNumber }) => lotNumber],
      [say('lot'), ({ lotTitle }) => inLang(lotTitle, lang)],
      [say('applied'), ({ appliedAt }) => timeCell(appliedAt)],
    ],
  }
})

export const loader = (asked: Parameters<typeof lots>[0]) =>
  (new URL(asked.request.url).searchParams.get('tab') === 'applications' ? applications : lots)(asked)
