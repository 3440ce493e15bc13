// Crawls a site with Crawlee's CheerioCrawler: node crawlee.mjs URL [keep]. With "keep" it pushes one item per page to its dataset.
import { createRequire } from 'node:module'

const require = createRequire(process.env.PEERS_MODULES + '/')
const { CheerioCrawler, Configuration, log } = require('@crawlee/cheerio')

const [url, keep] = process.argv.slice(2)
log.setLevel(log.LEVELS.ERROR)
const crawler = new CheerioCrawler(
  {
    maxConcurrency: 64,
    minConcurrency: 64,
    maxRequestRetries: 0,
    async requestHandler({ request, $, enqueueLinks, pushData }) {
      if (keep) {
        await pushData({ url: request.url, title: $('title').text() })
      }

      await enqueueLinks({ strategy: 'same-origin' })
    },
  },
  new Configuration({ persistStorage: Boolean(keep), availableMemoryRatio: 0.9 }),
)
await crawler.run([url])
