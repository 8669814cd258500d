import type { Parameter } from '../../../../src/contract.ts';
import { parseJson } from '../../../../src/openapi/json.ts';
import { isJson } from '../../../../src/openapi/media-type.ts';
import type { Model } from '../../../../src/openapi/model.ts';
import { problemOf } from '../../../../src/testing/judge.ts';
import type { BodyField, Field, Part } from '../../try/part.ts';
import { labelled, make } from '../dom.ts';
import type { Given } from './world.ts';

/** The parameters and the body of a call, as a form that checks them by the contract. */
export interface Form {
  readonly elements: readonly HTMLElement[];
  /** What is filled in; says beside each field what is wrong. Undefined where something cannot be sent at all. */
  read(): Given | undefined;
}

/** A field on the page. */
interface Control {
  readonly element: HTMLElement;
  readonly value: () => unknown;
}

/** What is no JSON. */
const BROKEN = Symbol('broken');

export function formOf(model: Model, { operation: { parameters, accepts }, fields, body }: Part): Form {
  const judge = (schema: unknown, needed: boolean, what: string) => (value: unknown) =>
    value === undefined ? (needed ? 'This is needed.' : undefined) : problemOf(model, schema, value, what);
  const controls = parameters.map(({ entry, schema }, at) =>
    checked(`try-${at}`, controlOf(entry, fields[at]!, `try-list-${at}`), judge(schema, entry.required, 'this')),
  );
  if (body && accepts) {
    const { contentType, schema } = accepts.content;
    const schemaOfText = body.kind === 'json' && isJson(contentType) ? schema : {};
    const control = bodyControl(body, contentType, accepts.required);
    controls.push(checked('try-body', control, judge(schemaOfText, accepts.required, 'the body')));
  }
  return {
    elements: controls.map(({ element }) => element),
    read() {
      const values = controls.map(({ value }) => value());
      if (values.includes(BROKEN)) return undefined;
      const given = parameters.flatMap(({ entry }, at) =>
        values[at] === undefined ? [] : [{ entry, value: values[at] }],
      );
      return { given, body: values[parameters.length] };
    },
  };
}

/** A control that says below itself what is wrong with it. */
function checked(id: string, { element, value }: Control, judge: (value: unknown) => string | undefined): Control {
  const said = make('small', { id, className: 'try-problem' });
  const input = element.querySelector('input, select, textarea');
  input?.setAttribute('aria-describedby', id);
  return {
    element: make('div', {}, element, said),
    value: () => {
      const found = value();
      const problem = found === BROKEN ? 'This is no JSON.' : judge(found);
      said.textContent = problem ?? '';
      input?.setAttribute('aria-invalid', String(problem !== undefined));
      return found;
    },
  };
}

function controlOf({ name, in: place, required, sensitive }: Parameter, field: Field, id: string): Control {
  const { kind, options, typed, value, example } = field;
  const note = required ? `${place}, required` : place;
  if (kind === 'some') {
    const has = (option: unknown): boolean => Array.isArray(value) && value.includes(option);
    const boxes = options.map((option) => make('input', { type: 'checkbox', checked: has(option) }));
    const labels = boxes.map((box, at) => make('label', {}, box, ` ${options[at]}`));
    const legend = make('legend', {}, name, make('small', {}, ` ${note}`));
    const chosen = () => options.filter((_, at) => boxes[at]!.checked);
    return {
      element: make('fieldset', { className: 'try-boxes' }, legend, ...labels),
      value: () => (chosen().length > 0 ? chosen() : undefined),
    };
  }
  if (kind === 'one') {
    const choices = options.map((option) => make('option', { selected: option === value }, String(option)));
    const select = make('select', {}, make('option', { selected: value === undefined }, '–'), ...choices);
    return { element: labelled(name, select, note), value: () => options[select.selectedIndex - 1] };
  }
  const shown = { value: written(value), placeholder: written(example), spellcheck: false };
  if (kind === 'json') {
    const text = make('textarea', shown);
    return { element: labelled(name, text, note), value: () => readJson(text.value) };
  }
  const input = make('input', { type: sensitive ? 'password' : 'text', autocomplete: 'off', ...shown });
  const element = labelled(name, input, kind === 'list' ? `${note}, commas between` : note);
  if (options.length > 0) {
    element.append(make('datalist', { id }, ...options.map((option) => make('option', { value: String(option) }))));
    input.setAttribute('list', id);
  }
  const typedOf = (text: string): unknown => (typed ? parseJson(text) : text);
  const read = (text: string) =>
    kind === 'list' ? text.split(',').map((item) => typedOf(item.trim())) : typedOf(text);
  return { element, value: () => (input.value === '' ? undefined : read(input.value)) };
}

function bodyControl({ kind, text: value }: BodyField, type: string, required: boolean): Control {
  const text = make('textarea', { value, rows: Math.min(16, value.split('\n').length + 1), spellcheck: false });
  const read = (): unknown => {
    if (kind === 'json') return readJson(text.value);
    if (text.value === '' && !required) return undefined;
    return kind === 'text' ? text.value : new Blob([text.value], { type });
  };
  return { element: labelled('body', text, type), value: read };
}

function written(value: unknown): string {
  if (Array.isArray(value)) return value.join(',');
  return typeof value === 'object' ? JSON.stringify(value) : String(value ?? '');
}

function readJson(text: string): unknown {
  try {
    return text.trim() === '' ? undefined : JSON.parse(text);
  } catch {
    return BROKEN;
  }
}
