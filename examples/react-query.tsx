// A component that shows an integration by way of a backend route (see hono-route.ts and next-route.ts): a token in a
// browser could be read by everyone who opens the page, so the client refuses to run there.
import { useQuery } from '@tanstack/react-query';
import type { Integration } from 'ocamba-hood';

type Shown = Pick<Integration, 'id' | 'name' | 'status'>;

async function fetchIntegration(id: string, signal: AbortSignal): Promise<Shown> {
  const response = await fetch(`/integrations/${encodeURIComponent(id)}`, { signal });
  if (!response.ok) throw new Error(`The integration could not be read (${response.status}).`);
  return response.json();
}

export function IntegrationCard({ id }: { readonly id: string }) {
  const { data, error, isPending } = useQuery({
    queryKey: ['integration', id],
    queryFn: ({ signal }) => fetchIntegration(id, signal),
    // The backend's client retries already.
    retry: false,
    staleTime: 60_000,
  });
  if (isPending) return <p>Loading …</p>;
  if (error) return <p role="alert">{error.message}</p>;
  return (
    <article>
      <h2>{data.name}</h2>
      <p>{data.status}</p>
    </article>
  );
}
