/** The achievements of one's institution as a file. */
import { inLang, sayIn } from '../../i18n/lang.ts'
import { listFile, timeCell } from '../../shell/list-file.server.ts'
import { firstState, inboxAsked } from './achievement-inbox.server.ts'
import { text } from './achievement.text.ts'
import { achievementWord } from './achievements-words.ts'
import { stageSign } from './stage.ts'

export const loader = listFile(['tto', 'approver'], ({ api, viewer, search, lang }) => {
  const say = sayIn(text, lang)
  return {
    name: 'achievements',
    page: (at) => api.achievement.waiting({ ...inboxAsked(search, firstState(viewer)), ...at }),
    columns: [
      [say('catalogueNumber'), ({ catalogueNumber }) => catalogueNumber],
      [say('name'), ({ title }) => inLang(title, lang)],
      [say('writer'), ({ createdByName, source }) => createdByName || achievementWord('source', source, lang)],
      [say('state'), (item) => stageSign(item, lang).word],
      [say('decision'), ({ decision }) => achievementWord('decision', decision, lang)],
      [say('disclosed'), ({ disclosedAt }) => timeCell(disclosedAt)],
    ],
  }
})
