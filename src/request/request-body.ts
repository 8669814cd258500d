import { isJsonType, toJson } from '../common/json.ts';
import { isObject } from '../common/plain.ts';
import { invalid } from './parameters.ts';

/** A body as `fetch` takes it, from the value a caller gave, by the media type of the contract. */
export function serializeBody(name: string, contentType: string, body: unknown): BodyInit {
  const type = contentType.split(';', 1)[0]!.trim().toLowerCase();
  if (isJsonType(type)) {
    const text = toJson(body);
    if (text === undefined) throw invalid(`Expected the \`body\` of \`${name}\` to be a value that JSON can hold.`);
    return text;
  }
  if (body instanceof ReadableStream) return ofBytes(name, body);
  if (isBodyInit(body)) return body;
  if (type === 'application/x-www-form-urlencoded')
    return new URLSearchParams(entries(name, body).map(([key, value]) => [key, String(value)]));
  if (type === 'multipart/form-data') return toFormData(entries(name, body));
  if (typeof body === 'string') return body;
  throw invalid(`Expected the \`body\` of \`${name}\` to be text, bytes, a Blob, a FormData or a stream.`);
}

function isBodyInit(body: unknown): body is BodyInit {
  const kinds = [FormData, URLSearchParams, Blob, ArrayBuffer];
  return kinds.some((kind) => body instanceof kind) || ArrayBuffer.isView(body);
}

/** A platform says of another chunk what neither names the call nor says what to do. */
function ofBytes(name: string, body: ReadableStream): ReadableStream {
  const transform = (chunk: unknown, controller: TransformStreamDefaultController): void => {
    if (chunk instanceof Uint8Array) controller.enqueue(chunk);
    else controller.error(invalid(`Expected the \`body\` of \`${name}\` to be a stream of bytes (Uint8Array).`));
  };
  return body.pipeThrough(new TransformStream({ transform }));
}

function entries(name: string, body: unknown): [string, unknown][] {
  if (!isObject(body) || Array.isArray(body)) {
    throw invalid(`Expected the \`body\` of \`${name}\` to be an object of fields.`);
  }
  return Object.entries(body).flatMap(([key, value]) =>
    [value]
      .flat()
      .filter((item) => item !== undefined)
      .map((item): [string, unknown] => [key, item]),
  );
}

function toFormData(fields: [string, unknown][]): FormData {
  const form = new FormData();
  for (const [key, value] of fields) {
    if (value instanceof Blob) form.append(key, value);
    else if (value instanceof ArrayBuffer || ArrayBuffer.isView(value))
      form.append(key, new Blob([value as BufferSource]));
    else form.append(key, typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  return form;
}
