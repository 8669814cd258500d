import { STATUS_CODES } from 'node:http';

/** A status that nobody has registered is a misspelt one: no server sends it, and no client knows it. */
export function statuses() {
  return {
    ResponsesMap(responses, { report, location }) {
      for (const status of Object.keys(responses)) {
        if (!/^\d{3}$/.test(status) || Object.hasOwn(STATUS_CODES, status)) continue;
        report({
          message: `There is no status ${status}. Write one that the IANA registry has, or a range such as ${status[0]}XX.`,
          location: location.child([status]).key(),
        });
      }
    },
  };
}
