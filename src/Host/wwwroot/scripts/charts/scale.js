// Where things stand on an axis, and which values deserve a line.

/** A function from a value of the domain to a place in the range. */
export function linear([low, high], [from, to]) {
  const span = high - low || 1;
  return (value) => from + ((value - low) / span) * (to - from);
}

/** Round values from 0 to at least `most`: the steps are 1, 2 or 5 times a power of ten, never finer than `finest`. */
export function ticksUpTo(most, wanted = 4, finest = 0) {
  if (!(most > 0)) {
    return [0, 1];
  }
  const step = Math.max(finest, roundStep(most / wanted));
  const ticks = [0];
  while (ticks.at(-1) < most) {
    ticks.push(Number((ticks.length * step).toPrecision(12)));
  }
  return ticks;
}

/** Round moments inside a span of seconds. */
export function timeTicks([from, to], wanted = 5) {
  const rough = (to - from) / wanted;
  const step = timeSteps.find((candidate) => candidate >= rough) ?? Math.ceil(rough / 86_400) * 86_400;
  const ticks = [];
  for (let tick = Math.ceil(from / step) * step; tick <= to; tick += step) {
    ticks.push(tick);
  }
  return ticks;
}

const timeSteps = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 21_600, 43_200, 86_400];

function roundStep(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5, 10].find((factor) => factor * power >= rough * 0.999999) * power;
}
