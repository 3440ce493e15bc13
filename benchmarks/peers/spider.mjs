// Crawls a site with spider-rs: node spider.mjs URL [FILE]. With FILE it keeps one line per page, as its README does.
import { createRequire } from 'node:module'

const require = createRequire(process.env.PEERS_MODULES + '/')
const { Website } = require('@spider-rs/spider-rs')

const [url, file] = process.argv.slice(2)
const website = new Website(url).build()
if (file) {
  await website.crawl((_error, page) => website.pushData({ url: page.url, status: page.statusCode, html: page.content }))
  await website.exportJsonlData(file)
} else {
  await website.crawl()
}
