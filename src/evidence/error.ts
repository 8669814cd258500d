/** What was asked for cannot be done, and what to do. */
export class EvidenceError extends Error {}
