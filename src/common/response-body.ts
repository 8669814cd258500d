/** Bodies read to their end, by the answer that they belong to. */
const bodies = new WeakMap<Response, Uint8Array<ArrayBuffer>>();

/** The text of an answer, whether it was read before or not. A byte-order mark is not part of it. */
export async function textOf(response: Response): Promise<string> {
  const read = bodies.get(response);
  return read ? new TextDecoder().decode(read) : response.text();
}

/** The bytes of an answer, whether they were read before or not. */
export async function blobOf(response: Response): Promise<Blob> {
  const read = bodies.get(response);
  return read ? new Blob([read], { type: response.headers.get('content-type') ?? '' }) : response.blob();
}

/** Statuses whose answer has no body by definition; a Response refuses to be made with one. */
const WITHOUT_BODY: ReadonlySet<number> = new Set([204, 205, 304]);

/** An answer like `response`, whose body was read, with that body to be read again, and again. */
export function withBody(response: Response, headers: Headers = response.headers): Response {
  const { status, statusText, url } = response;
  const bytes = bodies.get(response);
  const whole = new Response(WITHOUT_BODY.has(status) ? null : bytes, { status, statusText, headers });
  Object.defineProperty(whole, 'url', { value: url });
  if (bytes) bodies.set(whole, bytes);
  return whole;
}

/** Reads a body to its end and keeps it; false, and the connection let go of, once it is over `most` bytes. */
export async function readBody(response: Response, most: number): Promise<boolean> {
  const { body, headers } = response;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  // Some platforms have no streams: there is no `body`, not even null.
  if (body === undefined) {
    const whole = new Uint8Array(await response.arrayBuffer());
    if (whole.byteLength > most) return false;
    chunks.push(whole);
  } else if (body) {
    // Of a coded body the declared length is that of the code, which can be much less than what it decodes to.
    if (Number(headers.get('content-length') ?? 0) > most && !headers.has('content-encoding')) {
      await body.cancel();
      return false;
    }
    const reader = body.getReader();
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      length += next.value.byteLength;
      if (length > most) {
        await reader.cancel();
        return false;
      }
      chunks.push(next.value);
    }
  }
  bodies.set(response, chunks.length === 1 ? chunks[0]! : join(chunks, length));
  return true;
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
