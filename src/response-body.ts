/** Reads a body to its end, or returns undefined and lets go of the connection once it is over `most` bytes. */
export async function readBody(
  response: Response,
  most: number,
): Promise<ArrayBuffer | Uint8Array<ArrayBuffer> | undefined> {
  if (!response.body) return new ArrayBuffer(0);
  const declared = Number(response.headers.get('content-length') ?? Number.NaN);
  // Without a content coding the declared length is what comes; anything else can grow, so it is counted.
  const exact = !response.headers.has('content-encoding') && Number.isInteger(declared);
  if (exact && declared > most) {
    await response.body.cancel();
    return undefined;
  }
  if (exact) {
    const whole = await response.arrayBuffer();
    return whole.byteLength > most ? undefined : whole;
  }
  return count(response.body, most);
}

async function count(body: ReadableStream<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > most) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
