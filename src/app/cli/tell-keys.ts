/** What people must hear about the key of the log: that it is not here, or that one followed another without its signature. */
import type { Bilingual } from '#kernel/bilingual.ts'
import { keyState } from '#modules/evidence/index.ts'
import type { Config } from '#platform/config/config.ts'
import type { Market } from '../assembly.ts'
import { say } from './language.ts'

export interface ToldKeys {
  /** The key that must sign; null for a log that has never been signed. */
  readonly vkey: string | null
  /** Why nothing is signed on this machine; null where all is well, or where another machine signs. */
  readonly missing: Bilingual | null
  /** One line for each key that was accepted because the one before was lost. */
  readonly breaks: readonly Bilingual[]
}

export const tellKeys = async ({ database }: Market, { dataDirectory, roles }: Config): Promise<ToldKeys> => {
  const { vkey, isHere, changes } = await keyState(database.reader, dataDirectory)
  return {
    vkey,
    missing:
      isHere || !roles.has('relay')
        ? null
        : say(
            `证据日志应由私钥 ${vkey} 签名，本机没有该私钥，在此之前不签名。请把私钥放回 ${dataDirectory}/evidence；确已遗失的，用 zhepai accept-new-key --reason 说明原因 启用新私钥，原因公开写入日志。`,
            `The evidence log must be signed by the key ${vkey}, which is not on this machine: nothing is signed until it is. Put it back into ${dataDirectory}/evidence; if it is lost for good, run zhepai accept-new-key --reason TEXT, and the reason is published in the log.`,
          ),
    breaks: changes
      .filter(({ how }) => how === 'accepted')
      .map(({ vkey: next, previous, reason }) =>
        say(
          `注意：签名私钥 ${previous} 遗失，由运营人员启用 ${next}，未经原私钥签名。原因：${reason}`,
          `Note: the signing key ${previous} was lost and an operator took ${next} into use, without the old key's signature. Reason: ${reason}`,
        ),
      ),
  }
}
