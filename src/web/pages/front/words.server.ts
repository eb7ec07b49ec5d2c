/** What the front page says by itself, in the page's language only: both would burden every first visit. */
import { sayIn, type Lang } from '../../i18n/lang.ts'
import { achievementsBy, achievementsPage, disclosuresPage } from '../achievement/addresses.ts'
import { demandsPage } from '../demand/addresses.ts'
import { ownIncomePage } from '../income/addresses.ts'
import { dataPage } from '../indicator/addresses.ts'
import { noticesPage } from '../notice/addresses.ts'
import { rulesPage } from '../rulebook/addresses.ts'
import { tradingIn, tradingPage } from '../trading/addresses.ts'
import { deskPage } from '../desk/addresses.ts'
import { text as homeText } from './home.text.ts'
import { text } from './tasks.text.ts'

/** Doors to what stands behind the tasks of the province's plan here today. */
const TASKS = [
  // The hall offers publishing a need to those who may.
  { key: '1', doors: [{ to: demandsPage(), label: 'demands' }] },
  {
    key: '2',
    doors: [
      { to: tradingPage(), label: 'trading' },
      { to: tradingIn('finished'), label: 'results' },
    ],
  },
  {
    key: '3',
    doors: [
      { to: achievementsPage(), label: 'catalogue' },
      { to: disclosuresPage(), label: 'disclose' },
    ],
  },
  { key: '4', doors: [{ to: achievementsBy('capital_contribution'), label: 'contribution' }] },
  {
    key: '5',
    doors: [
      { to: ownIncomePage(), label: 'income' },
      { to: rulesPage(), label: 'rules' },
    ],
  },
  {
    key: '6',
    doors: [
      { to: dataPage(), label: 'data' },
      { to: noticesPage(), label: 'notices' },
    ],
  },
] as const

const tasksIn = (lang: Lang) => {
  const say = sayIn(text, lang)
  return {
    title: say('title'),
    about: say('about'),
    tasks: TASKS.map(({ key, doors }) => ({
      key,
      title: say(`task${key}`),
      what: say(`what${key}`),
      doors: doors.map(({ to, label }) => ({ to, label: say(label) })),
    })),
  }
}

const DOORS = [
  { to: deskPage(), key: 'doorTechnology' },
  { to: demandsPage(), key: 'doorNeed' },
  { to: dataPage(), key: 'doorCapital' },
] as const

export const frontWords = (lang: Lang) => {
  const say = sayIn(homeText, lang)
  return {
    hero: {
      title: say('title'),
      sentence: say('sentence'),
      about: say('about'),
      start: say('doors'),
      doors: DOORS.map(({ to, key }) => ({ to, title: say(key), about: say(`${key}About`) })),
    },
    unfounded: { title: say('unfounded'), about: say('unfoundedAbout'), found: say('found') },
    tasks: tasksIn(lang),
  }
}
