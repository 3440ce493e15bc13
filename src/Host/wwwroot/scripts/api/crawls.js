// The resources of the API by name.
import { address, getJson, request, sendJson } from './client.js';

const crawl = (id, ...rest) => ['crawls', id, ...rest];

export const listCrawls = (query, signal) => getJson(address(['crawls'], query), signal);
export const readCrawl = (id, signal) => getJson(address(crawl(id)), signal);
export const readOptions = (signal) => getJson(address(['options']), signal);
export const createCrawl = (order, key) => sendJson('POST', address(['crawls']), order, { 'Idempotency-Key': key });
export const deleteCrawl = (id) => sendJson('DELETE', address(crawl(id)));

/** Pauses, resumes or cancels: answers the crawl as it is then. */
export const commandCrawl = (id, command) => sendJson('POST', address(crawl(id, command)));

export const listPages = (id, query, signal) => getJson(address(crawl(id, 'pages'), query), signal);
export const readPage = (id, page, signal) => getJson(address(crawl(id, 'pages', page)), signal);
export const listMedia = (id, query, signal) => getJson(address(crawl(id, 'media'), query), signal);
export const readSummary = (id, signal) => getJson(address(crawl(id, 'summary')), signal);
export const listErrors = (id, signal) => getJson(address(crawl(id, 'errors')), signal);
export const listHosts = (id, signal) => getJson(address(crawl(id, 'hosts')), signal);
export const listWorkers = (id, signal) => getJson(address(crawl(id, 'workers')), signal);
export const explainUrl = (id, url, signal) => getJson(address(crawl(id, 'explain'), { url }), signal);
export const eventsOf = (id) => address(crawl(id, 'events'));

/** Where the bytes of an image are. The address is built here: what the service lists is data, not a place to go. */
export const mediaAddress = (id, sha256) => address(crawl(id, 'media', sha256));
export const exportAddress = (id, format) => address(crawl(id, 'export'), { format });

/** Bytes that need the token, which a link or an image element could not send. */
export const readBlob = async (url, signal) => (await request(url, { signal })).blob();
