/** A contract is read elsewhere: there, this machine is another. */
export function publicServer() {
  return {
    Server({ url }, { report, location }) {
      if (!/^https?:\/\/([^/]*\.)?(localhost|127\.\d+\.\d+\.\d+|\[::1\]|0\.0\.0\.0)(?=[:/?#]|$)/i.test(String(url)))
        return;
      report({
        message: 'This server is the machine of whoever reads it. Name the public one; `baseUrl` leads elsewhere.',
        location: location.child(['url']),
      });
    },
  };
}
