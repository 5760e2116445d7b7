/** What must never happen: the portal fell silent, waits for ever, gave no reason, or no way on worked. */
export class Broken extends Error {}
