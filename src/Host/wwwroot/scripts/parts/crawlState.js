// What can be done with a crawl, by its state.

const moving = new Set(['queued', 'running', 'pausing', 'cancelling']);

const ended = new Set(['cancelled', 'finished', 'failed']);

const allowed = {
  queued: ['pause', 'cancel'],
  running: ['pause', 'cancel'],
  pausing: ['cancel'],
  paused: ['resume', 'cancel', 'delete'],
  cancelling: [],
  cancelled: ['delete'],
  finished: ['delete'],
  failed: ['resume', 'delete'],
};

/** Whether its numbers still change by themselves. */
export const isMoving = (state) => moving.has(state);

/** Whether it will not go on by itself, nor by being resumed after a pause. */
export const isEnded = (state) => ended.has(state);

/** The commands that its state allows, in the order of the buttons. */
export const commandsOf = (state) => (Object.hasOwn(allowed, state) ? allowed[state] : []);

/** What to call a crawl that has no name. */
export const nameOf = (crawl) => crawl.name || (crawl.seeds?.length > 0 ? crawl.seeds[0] : `Crawl ${crawl.id}`);
