import type { ClientEvent } from '../../../../src/common/events.ts';
import type { Part } from '../../try/part.ts';
import { labelled, make } from '../dom.ts';
import { answerView } from './answer.ts';
import { codeOf } from './code.ts';
import { formOf } from './form.ts';
import { gaugesOf } from './gauges.ts';
import { MISHAPS, TIMES } from './mishaps.ts';
import { seconds, Timeline } from './timeline.ts';
import { type Way, World } from './world.ts';

const MANY = 30;

/** The one name that the bundle sets, for the script that loads it. */
Object.assign(globalThis, { tryIt: panelOf });

/** The panel in which an operation is tried: a form, the call as code, the answer, and what the client did for it. */
function panelOf(part: Part): HTMLElement {
  const timeline = new Timeline();
  let sent = 0;
  let refused = 0;
  const world = new World(part, (event: ClientEvent) => {
    sent += event.type === 'sent' ? 1 : 0;
    refused += event.type === 'answered' && event.status === 429 ? 1 : 0;
    timeline.add(event);
  });
  const form = formOf(world.model, part);
  const gauges = gaugesOf(part, world, MANY);
  const answer = answerView(part);
  const code = codeOf(part);
  const mishap = make('select', {}, ...MISHAPS.map(([label]) => make('option', {}, label)));
  const often = make('select', {}, ...TIMES.map(([label]) => make('option', {}, label)));
  const keeps = make('input', { type: 'checkbox', checked: true });
  const stop = button('Stop', () => running?.abort());
  stop.disabled = true;
  let running: AbortController | undefined;

  const way = (): Omit<Way, 'signal'> => ({ limits: keeps.checked, timeoutMs: MISHAPS[mishap.selectedIndex]![2] });
  const run = async (count: number): Promise<void> => {
    const given = form.read();
    if (!given) return answer.say('The form holds something that is no JSON. Correct it first.');
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    sent = 0;
    refused = 0;
    timeline.clear();
    const [, times] = TIMES[often.selectedIndex]!;
    world.order(MISHAPS[mishap.selectedIndex]![1], times === undefined ? {} : { times });
    stop.disabled = false;
    gauges.follow(() => !stop.disabled);
    answer.say(count > 1 ? `${count} calls at once …` : 'Calling …');
    answer.element.scrollIntoView({ block: 'nearest' });
    const start = performance.now();
    const all = await Promise.all(Array.from({ length: count }, () => world.call(given, { ...way(), signal })));
    if (running.signal !== signal) return;
    stop.disabled = true;
    const took = `in ${seconds(performance.now() - start)}, ${sent} requests, ${refused} refused by the server`;
    if (signal.aborted) answer.say('Stopped.');
    else if (count === 1) answer.show(all[0]!, sent);
    else answer.say(`${all.filter(({ error }) => !error).length} of ${count} answered ${took}.`);
  };
  const limits = part.operation.rateLimit
    ? [make('label', { className: 'try-switch' }, keeps, ' The client keeps the limits')]
    : [];
  const asked = [labelled('What goes wrong', mishap), labelled('How often', often)];
  const trouble = make('div', { className: 'try-trouble' }, ...asked);
  const call = make('button', { className: 'button first' }, 'Call');
  const many = button(`Send ${MANY} at once`, () => void run(MANY));
  const buttons = make('p', { className: 'try-buttons' }, call, many, stop);
  const element = make(
    'form',
    { className: 'try-panel', noValidate: true },
    make('div', { className: 'try-asked' }, ...form.elements, trouble, ...limits, buttons),
    make('div', { className: 'try-shown' }, answer.element, gauges.element, timeline.element),
    code.element,
  );
  const update = (): void => {
    const given = form.read();
    if (given) code.update(given, way());
  };
  element.addEventListener('input', update);
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    void run(1);
  });
  update();
  return element;
}

function button(text: string, pressed: () => void): HTMLButtonElement {
  const made = make('button', { className: 'button', type: 'button' }, text);
  made.addEventListener('click', pressed);
  return made;
}
