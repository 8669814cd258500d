/** Every success that has a body shows one: readers, emulator and tests stand on it. */
export function exampleForSuccess() {
  return {
    ResponsesMap(responses, { report, resolve, location }) {
      for (const [status, response] of Object.entries(responses)) {
        if (!status.startsWith('2')) continue;
        const { node } = resolve(response);
        const bodies = Object.values(node?.content ?? {});
        if (bodies.every((body) => body.example !== undefined || Object.keys(body.examples ?? {}).length > 0)) continue;
        report({ message: 'A success needs an example of its body.', location: location.child([status]).key() });
      }
    },
  };
}
