/** Complaints as a file, for the officers who answer them. */
import { sayIn } from '../../i18n/lang.ts'
import { listFile, timeCell } from '../../shell/list-file.server.ts'
import { complaintsAsked } from './lists.server.ts'
import { complaintStateWord, complaintWord } from './complaints-words.ts'
import { text } from './complaints.text.ts'

export const loader = listFile(['clerk', 'admin'], ({ api, search, lang }) => {
  const say = sayIn(text, lang)
  return {
    name: 'complaints',
    page: (at) => api.complaint.list({ ...complaintsAsked(search), ...at }),
    columns: [
      [say('number'), ({ number }) => number],
      [say('kind'), ({ kind }) => complaintWord('kind', kind, lang)],
      [say('filed'), ({ filedAt }) => timeCell(filedAt)],
      [say('due'), ({ dueAt }) => timeCell(dueAt)],
      [say('state'), ({ state, isLate }) => (state === 'received' && isLate ? say('late') : complaintStateWord(state, lang))],
    ],
  }
})
