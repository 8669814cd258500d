import type { Integration, Provider, ProviderSetting } from '#generated/schema.d.ts';
import { typeOf } from '../common/json.ts';

/** Something about a setting of an integration. */
export interface SettingFinding {
  /** The key in `settings`. */
  readonly setting: string;
  readonly kind: 'missing' | 'unknown' | 'deprecated' | 'wrong-type';
  /** `error`: the integration cannot work like this. `warning`: it may. */
  readonly severity: 'error' | 'warning';
  /** For people; never holds a value. */
  readonly message: string;
}

/**
 * Compares the settings of an integration with what its provider describes, as the reference asks to: required ones
 * that are missing, ones that the provider does not know, deprecated ones in use, values of another type. No finding
 * means that all is well. Throws nothing, also when parts of the integration are missing.
 *
 * @example
 * for (const { severity, message } of checkSettings(await hood.getIntegration({ id: '1161' }))) console.log(severity, message);
 */
export function checkSettings(integration: Partial<Pick<Integration, 'settings' | 'provider'>>): SettingFinding[];
/**
 * The same before there is an integration: compares settings with what a provider describes.
 *
 * @example
 * const findings = checkSettings({ account_sid: 'AC…', auth_token: '…' }, provider);
 */
export function checkSettings(settings: object, provider: Partial<Pick<Provider, 'settings'>>): SettingFinding[];
export function checkSettings(given: object, provider?: Partial<Pick<Provider, 'settings'>>): SettingFinding[] {
  const integration = given as Partial<Pick<Integration, 'settings' | 'provider'>> | undefined;
  const held: unknown = provider ? given : integration?.settings;
  const settings = isObject(held) ? held : {};
  const described: unknown = (provider ?? integration?.provider)?.settings;
  if (!Array.isArray(described)) return [];
  const known = new Map(described.filter(isSetting).map((setting) => [setting.name, setting]));
  return [
    ...[...known.values()].flatMap((setting) =>
      findingsOf(setting, Object.hasOwn(settings, setting.name), settings[setting.name]),
    ),
    ...Object.keys(settings).flatMap((name) => (known.has(name) ? [] : [unknownSetting(name)])),
  ];
}

function findingsOf(
  { name, title, type, required, deprecated }: ProviderSetting,
  given: boolean,
  value: unknown,
): SettingFinding[] {
  const label = title && title !== name ? `\`${name}\` (${title})` : `\`${name}\``;
  const empty = !given || value === null || value === undefined || value === '';
  if (empty) {
    if (!required || deprecated) return [];
    return [
      finding(name, 'missing', 'error', `The required setting ${label} is ${given ? 'empty' : 'missing'}. Set it.`),
    ];
  }
  const findings: SettingFinding[] = [];
  if (deprecated)
    findings.push(finding(name, 'deprecated', 'warning', `The setting ${label} is deprecated. Stop using it.`));
  if (!isOfType(type, value))
    findings.push(
      finding(name, 'wrong-type', 'error', `The setting ${label} is not of the type \`${type}\`. Set it anew.`),
    );
  return findings;
}

function unknownSetting(name: string): SettingFinding {
  const message = `The provider does not describe the setting \`${name}\`. Check its name: unknown settings may be ignored.`;
  return finding(name, 'unknown', 'warning', message);
}

function finding(
  setting: string,
  kind: SettingFinding['kind'],
  severity: SettingFinding['severity'],
  message: string,
): SettingFinding {
  return { setting, kind, severity, message };
}

/** A type that is not one of JSON's is not judged: which there are is not documented. */
function isOfType(type: string, value: unknown): boolean {
  if (type === 'integer') return Number.isInteger(value);
  return typeOf(value) === type || !['string', 'number', 'boolean', 'array', 'object'].includes(type);
}

function isSetting(value: unknown): value is ProviderSetting {
  return isObject(value) && typeof value['name'] === 'string';
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeOf(value) === 'object';
}
