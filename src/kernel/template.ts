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
