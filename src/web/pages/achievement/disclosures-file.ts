/** The achievements that the viewer disclosed or completed, as a file. */
import { inLang, sayIn } from '../../i18n/lang.ts'
import { listFile, timeCell } from '../../shell/list-file.server.ts'
import { text } from './disclosure.text.ts'
import { stageSign } from './stage.ts'

export const loader = listFile(['researcher'], ({ api, lang }) => {
  const say = sayIn(text, lang)
  return {
    name: 'disclosures',
    page: (at) => api.achievement.mine(at),
    columns: [
      [say('catalogueNumber'), ({ catalogueNumber }) => catalogueNumber],
      [say('name'), ({ title }) => inLang(title, lang) || say('untitled')],
      [say('state'), (item) => stageSign(item, lang).word],
      [say('changed'), ({ changedAt }) => timeCell(changedAt)],
    ],
  }
})
