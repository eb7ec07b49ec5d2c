/** What is to be done, as a verb: words of the server, which no page carries along. */
export const zh = {
  'waiting.sealed_box.name': '指定开启人员',
  'waiting.sealed_box.rehearse': '演练开启',
  'waiting.sealed_box.release': '交出开启份额',
  'waiting.officer_key.certify': '核对开启密钥',
} as const

export const en = {
  'waiting.sealed_box.name': 'Name opening officers',
  'waiting.sealed_box.rehearse': 'Rehearse the opening',
  'waiting.sealed_box.release': 'Release my shares',
  'waiting.officer_key.certify': 'Certify an officer’s key',
} satisfies Record<keyof typeof zh, string>
