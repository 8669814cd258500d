#!/usr/bin/env node
import { contract } from '#generated/contract.js';
import document from '#generated/model.json' with { type: 'json' };
import type { ErrorBody } from '#generated/schema.d.ts';
import type { AnyClient } from '../../cli/app.ts';
import { main } from '../../cli/program.ts';
import { createHoodClient } from '../client.ts';
import { handlersOf } from '../emulator.ts';
import { before } from './before.ts';
import { addCheckSettings } from './check-settings.ts';

process.exitCode = await main(
  {
    name: 'hood',
    version: contract.info.version,
    contract,
    document,
    environment: { token: 'OCAMBA_TOKEN', baseUrl: 'OCAMBA_BASE_URL' },
    createClient: (options) => createHoodClient(options) as unknown as AnyClient,
    explain: ({ title, message }: Partial<ErrorBody>) => [title, message].filter((each) => typeof each === 'string'),
    handlers: handlersOf({}),
    confirm: { sendTestNotification: 'This sends a real message, for which the provider may charge.' },
    before,
    extend: addCheckSettings,
  },
  process.argv.slice(2),
);
// A pipe from a program that goes on, or a request that was cancelled, must not keep this one alive.
process.exit();
