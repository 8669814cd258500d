/** Limits are declared for every operation, mean something, agree within a class, and have their headers declared. */
export function rateLimit() {
  const classes = new Map();
  let inherited;
  return {
    Root(root) {
      inherited = root['x-rate-limit'];
    },
    RateLimit(limits, { report, location }) {
      const problem = problemOf(limits);
      if (problem) report({ message: problem, location });
      const declared = JSON.stringify([
        limits.scope,
        limits.alignment,
        limits.windows,
        limits.headers,
        limits.parallel,
      ]);
      const earlier = classes.get(limits.class);
      if (earlier !== undefined && earlier !== declared) {
        report({
          message: `Class \`${limits.class}\` is declared with other limits elsewhere. Operations of a class share them.`,
          location,
        });
      }
      classes.set(limits.class, declared);
    },
    Operation(operation, { report, resolve, location }) {
      const limits = operation['x-rate-limit'] ?? inherited;
      if (!limits) {
        report({
          message: 'Declare the limits of this operation with `x-rate-limit`, here or at the root.',
          location: location.key(),
        });
        return;
      }
      for (const [status, response] of Object.entries(operation.responses ?? {})) {
        if (!status.startsWith('2')) continue;
        const headers = Object.keys(resolve(response).node?.headers ?? {}).map((name) => name.toLowerCase());
        const { limit, remaining, reset } = limits.headers ?? {};
        for (const name of [limit, remaining, reset].filter((each) => each !== undefined)) {
          if (headers.includes(String(name).toLowerCase())) continue;
          report({
            message: `The limits name the header \`${name}\`, which this response does not declare.`,
            location: location.child(['responses', status]).key(),
          });
        }
      }
    },
  };
}

function problemOf({ windows }) {
  if (!Array.isArray(windows) || windows.length === 0) return 'Declare at least one window.';
  if (windows.some(({ limit, seconds }) => !(limit >= 1) || !(seconds > 0))) {
    return 'A window allows at least one request, in more than no time.';
  }
  const names = windows.map(({ name }) => name);
  return new Set(names).size < names.length ? 'Two windows have one name.' : undefined;
}
