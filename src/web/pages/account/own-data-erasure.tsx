/** Erasing one's account: what goes, what is kept by which law, the request, and its withdrawal while the waiting period runs. */
import type { Api } from '../../contract.ts'
import { formatInstant } from '../../i18n/dates.ts'
import { texts, useInLang, useLang, useSay } from '../../i18n/lang.ts'
import type { CommandOutcome } from '../../shell/calls.ts'
import { ActRows, actItems, ConfirmAct, type WordedAct } from '../../ui/acts.tsx'
import { CheckField } from '../../ui/fields.tsx'
import { Section, Stack } from '../../ui/layout.tsx'
import { LocalLink } from '../../ui/links.tsx'
import { Banner } from '../../ui/notices.tsx'
import { erasurePage } from './addresses.ts'

const text = texts({
  zh: {
    title: '删除账户',
    about: '申请后等待{days}天，其间可以撤回；期满自动删除，不能恢复。',
    goes: '将删除：账户、密码、会话、邮箱、姓名，以及',
    stays: '依法保留（届时姓名显示为“已注销用户”，文书原文除外）',
    ask: '申请删除账户',
    askAbout: '期满后此账户不能再登录，已删除的内容不能恢复。上面列出的记录依法保留。',
    accepts: '已知道哪些删除、哪些依法保留',
    askDo: '提交删除申请',
    withdraw: '撤回删除申请',
    withdrawAbout: '账户照常使用，不再删除。',
    withdrawDo: '确认撤回',
    asked: '已申请删除账户，{at}之后删除。',
    proof: '凭证页：账户删除后仍可查看，请保存网址',
  },
  en: {
    title: 'Erase the account',
    about: 'After the request {days} days pass, in which it can be withdrawn; then it is done and cannot be undone.',
    goes: 'Erased: account, password, sessions, mail address, name, and',
    stays: 'Kept by law (your name then reads “Erased account”, but in the text of papers)',
    ask: 'Ask for erasure',
    askAbout: 'Afterwards nobody can log in with this account, and what is erased cannot be brought back. What is listed above is kept by law.',
    accepts: 'I know what is erased and what is kept by law',
    askDo: 'Ask for erasure',
    withdraw: 'Withdraw the request',
    withdrawAbout: 'The account goes on as before and is not erased.',
    withdrawDo: 'Withdraw it',
    asked: 'Erasure is asked for; it is done after {at}.',
    proof: 'Proof: this page stays when the account is gone; keep its address',
  },
})

type Erasure = Omit<Awaited<ReturnType<Api['account']['erasures']['mine']>>, 'acts'> & { readonly acts: readonly WordedAct<'ask' | 'withdraw'>[] }

export const ErasureSection = ({ erasure, outcome }: { readonly erasure: Erasure; readonly outcome: CommandOutcome<unknown> | undefined }) => {
  const say = useSay(text)
  const both = useInLang()
  const lang = useLang()
  const { asked, kept, erased, waitDays, acts } = erasure
  const listed = (parts: readonly { readonly zh: string; readonly en: string }[]) => parts.map((part) => both(part)).join(lang === 'zh' ? '、' : ', ')
  return (
    <Section title={say('title')} about={say('about', { days: waitDays })} isSheet id="erase-account">
      <Stack>
        {asked === null ? null : (
          <Banner tone="warning">
            {say('asked', { at: formatInstant(asked.dueAt, lang) })} <LocalLink to={erasurePage(asked.id)}>{say('proof')}</LocalLink>
          </Banner>
        )}
        <p>
          {say('goes')}
          {lang === 'zh' ? '' : ' '}
          {listed(erased)}
        </p>
        <p>{say('stays')}</p>
        <ul>
          {kept.map(({ ground, parts }) => (
            <li key={ground.en}>
              {both(ground)}
              {parts.length === 0 ? '' : `${lang === 'zh' ? '：' : ': '}${listed(parts)}`}
            </li>
          ))}
        </ul>
        <ActRows
          acts={actItems(
            acts.filter(({ act }) => (act === 'ask') === (asked === null)),
            {
              label: (act) => say(act),
              control: (act) => (
                <ConfirmAct
                  intent={act}
                  tone={act === 'ask' ? 'final' : 'quiet'}
                  outcome={outcome}
                  label={say(act)}
                  about={say(`${act}About`)}
                  consequences={[]}
                  confirmLabel={say(`${act}Do`)}
                >
                  {act === 'ask' ? <CheckField name="accepts" label={say('accepts')} isRequired /> : null}
                </ConfirmAct>
              ),
            },
          )}
        />
      </Stack>
    </Section>
  )
}
