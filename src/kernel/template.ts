/** Message templates: `{name}` is replaced by the parameter of that name; an unknown name stays visible, so that it is noticed. */
export const fillTemplate = (template: string, params: Readonly<Record<string, unknown>>): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => (params[name] === undefined || params[name] === null ? whole : String(params[name])))
