import type { Part } from '../../try/part.ts';
import { panelOf } from './panel.ts';

/** The one name that the bundle sets, for the script that loads it. */
Object.assign(globalThis, { tryIt: (part: Part): HTMLElement => panelOf(part) });
