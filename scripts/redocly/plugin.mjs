// The rules that configuration cannot say. Redocly asks for a plugin as the default export of a module.
import { exampleForSuccess } from './rules/example-for-success.mjs';
import { extensionKnown } from './rules/extension-known.mjs';
import { pagination } from './rules/pagination.mjs';
import { publicServer } from './rules/public-server.mjs';
import { rateLimit } from './rules/rate-limit.mjs';
import { selectsFields } from './rules/selects-fields.mjs';
import { sensitive } from './rules/sensitive.mjs';
import { source } from './rules/source.mjs';
import { statuses } from './rules/statuses.mjs';
import { sunset } from './rules/sunset.mjs';
import { valuesOfType } from './rules/values-of-type.mjs';

const rules = {
  'example-for-success': exampleForSuccess,
  'extension-known': extensionKnown,
  pagination,
  'public-server': publicServer,
  'rate-limit': rateLimit,
  'selects-fields': selectsFields,
  sensitive,
  source,
  statuses,
  sunset,
  'values-of-type': valuesOfType,
};

const RateWindow = {
  properties: { name: { type: 'string' }, limit: { type: 'integer' }, seconds: { type: 'integer' } },
  required: ['name', 'limit', 'seconds'],
};
const RateLimitHeaders = {
  properties: {
    limit: { type: 'string' },
    remaining: { type: 'string' },
    reset: { type: 'string' },
    unit: { enum: ['milliseconds', 'epoch', 'epoch-milliseconds'] },
  },
  required: ['limit', 'remaining', 'reset'],
};
const RateLimitParallel = { properties: { retryAfter: { type: 'integer' } }, required: ['retryAfter'] };
const RateLimit = {
  properties: {
    scope: { type: 'string' },
    class: { type: 'string' },
    alignment: { enum: ['fixed', 'sliding'] },
    windows: 'RateWindowList',
    headers: 'RateLimitHeaders',
    parallel: 'RateLimitParallel',
    'x-source': {},
  },
  required: ['scope', 'class', 'alignment', 'windows'],
  extensionsPrefix: 'x-',
};

/** A day. That it exists is the rule's to say. */
const Day = { type: 'string' };
const Pagination = {
  properties: {
    by: { enum: ['page', 'offset', 'cursor', 'link'] },
    parameter: { type: 'string' },
    size: { type: 'string' },
    first: { type: 'integer' },
    items: { type: 'string' },
    total: { type: 'string' },
    next: { type: 'string' },
    'x-source': {},
  },
  required: ['by', 'items'],
};

/** The extensions of a contract, as Redocly's own types. */
function withExtensions(types) {
  const extend = (name, properties) => ({ ...types[name], properties: { ...types[name].properties, ...properties } });
  return {
    ...types,
    RateWindow,
    RateWindowList: { properties: {}, items: 'RateWindow' },
    RateLimitHeaders,
    RateLimitParallel,
    RateLimit,
    Pagination,
    Root: extend('Root', { 'x-rate-limit': 'RateLimit' }),
    Operation: extend('Operation', { 'x-rate-limit': 'RateLimit', 'x-pagination': 'Pagination', 'x-sunset': Day }),
    Parameter: extend('Parameter', { 'x-selects-fields': { type: 'boolean' }, 'x-sunset': Day }),
    Schema: extend('Schema', { 'x-sensitive': { type: 'boolean' }, 'x-sunset': Day }),
  };
}

// biome-ignore lint/style/noDefaultExport: Redocly loads the default export.
export default function contractPlugin() {
  return {
    id: 'contract',
    rules: { oas3: rules },
    typeExtension: { oas3: withExtensions },
  };
}
