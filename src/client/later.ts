// What most programs never need: loaded by `import()` when it is first used, in one piece.
export { validate } from '../answer/validate.ts';
export { each } from './each.ts';
export { read } from './pages.ts';
