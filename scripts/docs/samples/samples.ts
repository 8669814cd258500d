import type { OperationModel } from '../../../src/openapi/operations.ts';
import { type ClientFacts, clientSample } from './client.ts';
import { commandSample } from './command.ts';
import { curlSample } from './curl.ts';
import { javascriptSample } from './javascript.ts';
import { phpSample } from './php.ts';
import type { SampleRequest } from './request.ts';

/** One operation in one language. */
export interface Sample {
  /** What people call it. */
  readonly label: string;
  /** What highlighters call it. */
  readonly language: 'bash' | 'javascript' | 'php' | 'typescript';
  readonly source: string;
}

export function samplesOf(operation: OperationModel, request: SampleRequest, client: ClientFacts): Sample[] {
  const { command } = client;
  return [
    { label: 'cURL', language: 'bash', source: curlSample(request) },
    { label: 'JavaScript', language: 'javascript', source: javascriptSample(request) },
    { label: 'PHP', language: 'php', source: phpSample(request) },
    { label: 'TypeScript', language: 'typescript', source: clientSample(operation, request, client) },
    ...(command === undefined
      ? []
      : [{ label: 'Command line', language: 'bash', source: commandSample(command, operation, request) } as const]),
  ];
}
