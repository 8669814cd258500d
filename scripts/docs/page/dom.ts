type Properties<Tag extends keyof HTMLElementTagNameMap> = Partial<Omit<HTMLElementTagNameMap[Tag], 'style'>>;

/** An element with properties, attributes under their names in quotes, and children. Text never becomes markup. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Properties<Tag> & { readonly [attribute: `${'aria' | 'data'}-${string}`]: string } = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.includes('-')) element.setAttribute(name, String(value));
    else Object.assign(element, { [name]: value });
  }
  element.append(...children);
  return element;
}

/** A control under its label. */
export function labelled(text: string, control: HTMLElement, note = ''): HTMLElement {
  return make('label', {}, make('span', {}, text, note && make('small', {}, ` ${note}`)), control);
}
