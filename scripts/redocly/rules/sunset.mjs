/** What is deprecated says with `x-sunset`, a day that exists, when it ends; nothing else has an end. */
export function sunset() {
  const check = (node, { report, location }) => {
    const day = node['x-sunset'];
    if (day === undefined) {
      if (node.deprecated === true)
        report({
          message: 'What is deprecated says with `x-sunset` when it ends.',
          location: location.child(['deprecated']),
        });
      return;
    }
    const at = location.child(['x-sunset']);
    if (!isDay(day))
      report({ message: 'Expected `x-sunset` to be a day that exists, such as 2030-12-31.', location: at });
    else if (node.deprecated !== true)
      report({ message: 'Only what is deprecated ends: add `deprecated: true`.', location: at.key() });
  };
  return { Operation: check, Parameter: check, Schema: check };
}

/** Whether a text is a day, as YYYY-MM-DD, that exists. */
export function isDay(text) {
  if (typeof text !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.valueOf()) && day.toISOString().startsWith(text);
}
