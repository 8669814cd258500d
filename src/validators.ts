// The door of `ocamba-hood/validators`, apart from the rest so that only who validates pays for it.
export { validators } from '#generated/validators.js';
