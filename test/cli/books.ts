// The command line of another API: nothing of it is written for that one.
import { type AnyClient, UsageError } from '../../src/cli/app.ts';
import { main } from '../../src/cli/program.ts';
import { createClient } from '../../src/client/client.ts';
import { contract } from '../contracts/bookshop/generated/contract.js';
import document from '../contracts/bookshop/generated/model.json' with { type: 'json' };

process.exitCode = await main(
  {
    name: 'books',
    version: contract.info.version,
    contract,
    document,
    environment: { token: 'BOOKS_KEY', baseUrl: 'BOOKS_URL' },
    createClient: (options) => createClient(contract, options) as unknown as AnyClient,
    explain: (body) => ('reason' in body && typeof body.reason === 'string' ? [body.reason] : []),
    confirm: { removeBook: 'This takes the book from the shelf.' },
    handlers: { removeBook: ({ params }) => (params.header['isbn'] === '0' ? { status: 400 } : undefined) },
    before: {
      addBook: async (params) => {
        if (JSON.stringify(params).includes('forbidden')) throw new UsageError('That book is not for sale.');
      },
    },
    extend: () => undefined,
  },
  process.argv.slice(2),
);
process.exit();
