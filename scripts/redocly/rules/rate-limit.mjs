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
  for (const { name, limit, seconds } of windows) {
    if (limit === undefined || seconds === undefined)
      return `Window \`${name}\` needs both \`limit\`, its requests, and \`seconds\`, its length.`;
    if (!(limit >= 1)) return `Window \`${name}\` lets nothing through: its \`limit\` is at least 1.`;
    if (!(seconds > 0)) return `Window \`${name}\` has no length: its \`seconds\` are more than 0.`;
  }
  const names = windows.map(({ name }) => name);
  if (new Set(names).size < names.length) return 'Two windows have one name.';
  const sorted = windows.toSorted((one, other) => one.seconds - other.seconds || one.limit - other.limit);
  return sorted
    .slice(1)
    .map((long, index) => useless(sorted[index], long))
    .find(Boolean);
}

/** Of two windows, each must keep somebody from something that the other lets pass. */
function useless(short, long) {
  if (long.limit <= short.limit)
    return `Window \`${long.name}\` lets ${long.limit} through in ${long.seconds} s, no more than \`${short.name}\` in ${short.seconds} s, which never counts then.`;
  if (long.limit / long.seconds >= short.limit / short.seconds)
    return `Window \`${long.name}\` lets as many through in each second as \`${short.name}\`, or more, and never counts then.`;
  return undefined;
}
