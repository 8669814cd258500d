import { parseJson } from '../../../../src/openapi/json.ts';
import { isJson } from '../../../../src/openapi/media-type.ts';
import type { Model } from '../../../../src/openapi/model.ts';
import { problemOf } from '../../../../src/testing/judge.ts';
import type { Field, Part } from '../../try/part.ts';
import { labelled, make } from './dom.ts';
import type { Given } from './world.ts';

/** The parameters and the body of a call, as a form that checks them by the contract. */
export interface Form {
  readonly elements: readonly HTMLElement[];
  /** What is filled in; checks it, and says beside each field what is wrong. */
  read(): Given;
  /** Whether something cannot be sent at all. */
  readonly broken: boolean;
}

/** A field on the page. */
interface Control {
  readonly element: HTMLElement;
  readonly value: () => unknown;
}

/** What is no JSON. */
const BROKEN = Symbol('broken');

export function formOf(model: Model, { operation, fields, body }: Part): Form {
  const { parameters, accepts } = operation;
  const controls = parameters.map(({ entry: { name, in: place, required }, schema }, at) => {
    const note = required ? `${place}, required` : place;
    return checked(controlOf(name, note, fields[at]!), (value) => {
      if (value === undefined) return required ? 'This one is needed.' : undefined;
      return problemOf(model, schema, value, 'this');
    });
  });
  const content = accepts?.content;
  if (body && content) {
    const text = make('textarea', {
      value: body.text,
      rows: Math.min(16, body.text.split('\n').length + 1),
      spellcheck: false,
    });
    const read = (): unknown => {
      if (text.value.trim() === '' && !accepts.required) return undefined;
      if (body.kind === 'json') return json(text.value);
      return body.kind === 'text' ? text.value : new Blob([text.value], { type: content.contentType });
    };
    const element = labelled('body', text, content.contentType);
    controls.push(
      checked({ element, value: read }, (value) =>
        body.kind === 'json' && isJson(content.contentType) && value !== undefined
          ? problemOf(model, content.schema, value, 'the body')
          : undefined,
      ),
    );
  }
  let broken = false;
  return {
    elements: controls.map(({ element }) => element),
    get broken() {
      return broken;
    },
    read() {
      const values = controls.map(({ value }) => value());
      broken = values.includes(BROKEN);
      return { values: values.slice(0, parameters.length), body: values[parameters.length] };
    },
  };
}

/** A control that says below itself what is wrong with it. */
function checked({ element, value }: Control, judge: (value: unknown) => string | undefined): Control {
  const said = make('small', { className: 'try-problem' });
  const input = element.querySelector('input, select, textarea');
  element.append(said);
  return {
    element,
    value: () => {
      const found = value();
      const problem = found === BROKEN ? 'This is no JSON.' : judge(found);
      said.textContent = problem ?? '';
      input?.setAttribute('aria-invalid', String(problem !== undefined));
      return found;
    },
  };
}

function controlOf(name: string, note: string, { kind, options, typed, value, example }: Field): Control {
  const typedOf = (text: string): unknown => (typed && text !== '' ? parseJson(text) : text);
  if (kind === 'some') {
    const boxes = options.map((option) => {
      const checked = Array.isArray(value) && value.includes(option);
      return [option, make('input', { type: 'checkbox', checked })] as const;
    });
    const labels = boxes.map(([option, box]) => make('label', {}, box, ` ${option}`));
    const chosen = () => boxes.flatMap(([option, box]) => (box.checked ? [option] : []));
    const legend = make('legend', {}, name, make('small', {}, ` ${note}`));
    return {
      element: make('fieldset', { className: 'try-boxes' }, legend, ...labels),
      value: () => (chosen().length > 0 ? chosen() : undefined),
    };
  }
  if (kind === 'one') {
    const choices = options.map((option) => make('option', { selected: option === value }, String(option)));
    const select = make('select', {}, make('option', { value: '', selected: value === undefined }, '–'), ...choices);
    return { element: labelled(name, select, note), value: () => options[select.selectedIndex - 1] };
  }
  if (kind === 'json') {
    const text = make('textarea', {
      value: value === undefined ? '' : JSON.stringify(value),
      placeholder: written(example),
      spellcheck: false,
    });
    return {
      element: labelled(name, text, note),
      value: () => (text.value.trim() === '' ? undefined : json(text.value)),
    };
  }
  const input = make('input', {
    value: written(value),
    placeholder: written(example),
    autocomplete: 'off',
    spellcheck: false,
  });
  const element = labelled(name, input, kind === 'list' ? `${note}, commas between` : note);
  if (options.length > 0) {
    const id = `try-${name}`;
    element.append(make('datalist', { id }, ...options.map((option) => make('option', { value: String(option) }))));
    input.setAttribute('list', id);
  }
  const items = () => input.value.split(',').map((item) => typedOf(item.trim()));
  return {
    element,
    value: () => (input.value === '' ? undefined : kind === 'list' ? items() : typedOf(input.value)),
  };
}

function written(value: unknown): string {
  if (value === undefined) return '';
  return Array.isArray(value) ? value.join(',') : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return BROKEN;
  }
}
