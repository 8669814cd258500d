import type { CreateIntegrationParams, UpdateIntegrationParams } from '#generated/methods.d.ts';
import type { Provider } from '#generated/schema.d.ts';
import { type AnyClient, type App, UsageError } from '../../cli/app.ts';
import { checkSettings } from '../check-settings.ts';
import type { HoodClient } from '../client.ts';

/** Names settings that the provider does not know, which it would drop without a word, and those that are missing. */
export const before: NonNullable<App['before']> = {
  createIntegration: async (params, client) => {
    const { body } = params as CreateIntegrationParams;
    for await (const provider of hood(client).listProviders.items()) {
      if (provider.id === body.provider_id) return check(body.settings, provider, true);
    }
    throw new UsageError('No provider has the identifier of --provider-id. The command list-providers names them.');
  },
  updateIntegration: async (params, client) => {
    const { id, body } = params as UpdateIntegrationParams;
    if (body.settings) check(body.settings, (await hood(client).getIntegration({ id })).provider, false);
  },
};

const hood = (client: AnyClient): HoodClient => client as AnyClient & HoodClient;

function check(settings: object, provider: Provider, whole: boolean): void {
  // Whether an update merges settings is not documented, so that one may leave some out.
  const wrong = checkSettings(settings, provider).filter(
    ({ kind }) => kind === 'unknown' || (whole && kind === 'missing'),
  );
  if (wrong.length > 0) throw new UsageError(`Nothing was sent. ${wrong.map(({ message }) => message).join(' ')}`);
}
