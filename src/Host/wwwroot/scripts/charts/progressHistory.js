// Remembers a crawl's progress as points of the charts. However long the crawl, the points stay few: when there are too
// many, every second one goes.

const capacity = 600;

// Rates over less than this jump with every single page.
const rateWindow = 3;

/** @returns `{ add(progress), points }`; points are `{ x, pages, images, errors, waiting, underWay }`, rates per second. */
export function progressHistory() {
  let raw = [];
  let points = [];
  return {
    get points() {
      return points;
    },

    /** Events that were sent again after a break are known already. */
    add(progress) {
      const sample = { x: progress.elapsed, pages: progress.pages, images: progress.images, failed: progress.failed };
      if (raw.length > 0 && sample.x <= raw.at(-1).x) {
        return;
      }
      const earlier = raw.findLast((old) => sample.x - old.x >= rateWindow) ?? raw[0];
      raw = [...raw.filter((old) => sample.x - old.x <= 2 * rateWindow), sample];
      if (!earlier) {
        return; // A rate needs two.
      }
      points.push({ ...ratesOf(earlier, sample), x: sample.x, waiting: progress.waiting, underWay: progress.underWay });
      if (points.length > capacity) {
        points = points.filter((_, index) => index % 2 === 0 || index === points.length - 1);
      }
    },
  };
}

function ratesOf(earlier, later) {
  const per = (key) => Math.max(0, later[key] - earlier[key]) / (later.x - earlier.x);
  return { pages: per('pages'), images: per('images'), errors: per('failed') };
}
