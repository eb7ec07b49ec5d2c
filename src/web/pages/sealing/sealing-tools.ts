/** Everything that sealing and opening need in the browser. Loaded only when somebody seals, opens or checks. */
export { admitEnvelope, sealEnvelope } from '#modules/sealing/core/seal.ts'
export { ownShare, releaseBatch } from '#modules/sealing/core/ceremony.ts'
export { readRecord, repeatOpening } from '#modules/sealing/core/record.ts'
export { newOfficerKey, readKeyFile, unlockOfficerKey } from '#modules/sealing/webcrypto/officer-key.ts'
export { openerOf, sealingCrypto } from '#modules/sealing/webcrypto/sealing-crypto.ts'
