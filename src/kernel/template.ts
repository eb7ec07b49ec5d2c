/**
 * Message templates: `{name}` is replaced by the parameter of that name; `{count|bid|bids}` by the number and the word that fits it, "1 bid",
 * "2 bids". An unknown name stays visible, so that it is noticed.
 */
export const fillTemplate = (template: string, params: Readonly<Record<string, unknown>>): string =>
  template.replace(/\{(\w+)(?:\|([^{|}]*)\|([^{|}]*))?\}/g, (whole, name: string, one?: string, many?: string) => {
    const value = params[name]
    if (value === undefined || value === null) return whole
    if (one === undefined) return String(value)
    return `${String(value)} ${String(value) === '1' ? one : many}`
  })

/** Separators after which a line adds a detail: without the detail the line ends before them. */
const JOINTS = ['：', '，', '（', ': ', ', ', ' (']

/** What is left of a template when not all is told: who may not see a body reads the bare event, not a line with holes. */
export const withoutGaps = (template: string, params: Readonly<Record<string, string>>): string => {
  const gap = [...template.matchAll(/\{(\w+)(?:\|[^}]*)?\}/g)].find(([, key = '']) => params[key] === undefined)
  if (!gap) return template
  const cut = Math.max(...JOINTS.map((joint) => template.slice(0, gap.index).lastIndexOf(joint)))
  return cut > 0 ? template.slice(0, cut) : template.replaceAll(/ ?\{\w+(?:\|[^}]*)?\} ?(?=\p{Script=Han})| ?\{\w+(?:\|[^}]*)?\}/gu, '')
}
