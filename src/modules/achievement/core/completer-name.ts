/** One completer, one name. */

const SEPARATOR = /[、,，;；/／\\|｜+＋&＆]|(?:^|\s)(?:and|et|with)\s/i
/** `张三等`, `张三等5人`. */
const AND_OTHERS = /等\s*(?:\d*人)?$|\bet al\b/i
/** Two names beside each other, or one that was spaced out to fill a column: who can tell. */
const SPACED_HAN = /\p{Script=Han}\s+\p{Script=Han}/u

/** True for what cannot be the name of one person: several names, `and others`, digits. */
export const hasSeveralPeople = (name: string): boolean => SEPARATOR.test(name) || AND_OTHERS.test(name) || SPACED_HAN.test(name) || /\p{Nd}/u.test(name)
