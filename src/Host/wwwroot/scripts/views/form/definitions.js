// The options of a new crawl: what each is called, what it means, and how it is asked for. The keys are those of the API.

/** The parts of the form, in order; the first stands open. */
export const groups = [
  {
    title: 'What to crawl', isOpen: true, fields: [
      { key: 'seeds', label: 'Seeds', kind: 'lines', rows: 4, isRequired: true, hint: 'Where the crawl begins: one http or https URL per line.', placeholder: 'https://example.org/' },
      { key: 'name', label: 'Name', kind: 'text', hint: 'Shown in the list. Left empty, the first seed is shown.' },
      { key: 'scope', label: 'Scope', kind: 'choice', choices: [['host', 'Same host'], ['domain', 'Same domain'], ['prefix', 'Below the seed’s path'], ['any', 'Anywhere']], hint: 'Which links are followed.' },
      { key: 'seedsOnly', label: 'Only the seeds', kind: 'switch', hint: 'Fetch the seeds and their images; follow no links.' },
    ],
  },
  {
    title: 'Limits', isOpen: true, fields: [
      { key: 'maxPages', label: 'Page limit', kind: 'number', hint: 'The crawl ends when so many are fetched.' },
      { key: 'maxDepth', label: 'Depth limit', kind: 'number', unit: 'links', hint: 'Links from a seed; 0 means no limit.' },
      { key: 'maxTime', label: 'Time limit', kind: 'number', unit: 's', hint: '0 means no limit.' },
    ],
  },
  {
    title: 'Politeness', fields: [
      { key: 'concurrency', label: 'Fetches at a time', kind: 'number', hint: 'In all.' },
      { key: 'perHost', label: 'Fetches at a time per host', kind: 'number' },
      { key: 'delay', label: 'Delay per host', kind: 'number', unit: 's', step: 'any', hint: 'Between two requests to one host; a site’s own Crawl-delay is a floor.' },
      { key: 'robots', label: 'robots.txt', kind: 'choice', choices: [['obey', 'Obey'], ['ignore', 'Ignore']] },
      { key: 'nofollow', label: 'nofollow', kind: 'choice', choices: [['obey', 'Obey'], ['ignore', 'Ignore']] },
      { key: 'sitemaps', label: 'Sitemaps', kind: 'choice', choices: [['on', 'Read them too'], ['off', 'Do not read them'], ['only', 'Only what they list']] },
    ],
  },
  {
    title: 'Filters', fields: [
      { key: 'include', label: 'Include', kind: 'lines', rows: 2, hint: 'Regular expressions, one per line: a URL that fits is wanted.' },
      { key: 'exclude', label: 'Exclude', kind: 'lines', rows: 2, hint: 'Regular expressions, one per line: a URL that fits is not wanted.', placeholder: '\\.pdf$' },
    ],
  },
  {
    title: 'What to keep', fields: [
      { key: 'images', label: 'Images', kind: 'switch', hint: 'Fetch the images of pages.' },
      { key: 'saveLinks', label: 'Links', kind: 'switch', hint: 'Keep each page’s links and images as lists.' },
      { key: 'structured', label: 'Structured data', kind: 'switch', hint: 'Keep Open Graph and JSON-LD.' },
      { key: 'text', label: 'Main text', kind: 'choice', choices: [['none', 'No'], ['plain', 'As plain text'], ['markdown', 'As Markdown']] },
      { key: 'fields', label: 'Fields', kind: 'pairs', rows: 3, hint: 'One per line: NAME=css:SELECTOR, NAME=css:SELECTOR@ATTRIBUTE or NAME=xpath:EXPRESSION; NAME* collects every match.', placeholder: 'price=css:.price@content' },
      { key: 'formats', label: 'Formats', kind: 'set', choices: [['jsonl', 'JSON Lines'], ['csv', 'CSV']] },
    ],
  },
  {
    title: 'Webhook', fields: [
      { key: 'webhook.url', label: 'URL', kind: 'text', hint: 'Told of every change of state.', placeholder: 'https://example.org/hook' },
      { key: 'webhook.secret', label: 'Secret', kind: 'secret', hint: 'Signs what is sent, so that the receiver can trust it.' },
    ],
  },
];

/** All fields, whatever their group. */
export const allFields = groups.flatMap((group) => group.fields);
