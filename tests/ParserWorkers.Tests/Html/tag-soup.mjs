// Makes random tag soup and writes what parse5, an independent parser, makes of it: one JSON object a line on standard output.
//   npm install parse5@8 && node tag-soup.mjs COUNT SEED > tag-soup.jsonl
// tag-soup.jsonl beside this file is `tag-soup.mjs 400 1`; for a longer run see TagSoupTests.
import { parse } from 'parse5';

const url = 'http://a.test/dir/page.html';
const html = 'http://www.w3.org/1999/xhtml';
const fragments = [
  '<a href=/1>', '<a href="2 3?q=é">', '</a>', '<a href=/2 rel=nofollow>', '<a>', '<area href=/u>', '<map>', '<table>', '</table>', '<tr>', '</tr>', '<td>', '</td>',
  '<th>', '<caption>', '</caption>', '<tbody>', '</tbody>', '<thead>', '<tfoot>', '<colgroup>', '<col>', '<option>',
  '<optgroup>', '<svg>', '</svg>', '<svg/>', '<svg><a href=/svg>', '<title>t', '</title>', '<title>two</title>', '<desc>', '<foreignObject>', '</foreignobject>', '<g>', '<path/>',
  '<math>', '</math>', '<mi>', '<annotation-xml encoding=text/html>', '<template>', '</template>', '<form action=/f>', '</form>', '<form method=post action=/p>',
  '<img src=/i>', '<img src=/i srcset="/j 1x, /k 2x">', '<image src=/l>', '<base href=/b/>', '<base href=//c.test/>', '<base>',
  '<meta name=robots content=nofollow>', '<meta name=Robots content="noindex , none">', '<meta http-equiv=refresh content="0;url=/r">',
  '<meta http-equiv=refresh content="7; /s">', '<link rel=canonical href=/c>', '<link rel=stylesheet href=/s>', '<link rel=icon href=/ico>', '<script>', '</script>',
  '<script src=/x></script>', '<style>', '</style>', '<textarea>', '</textarea>', '<noscript>', '</noscript>', '<iframe src=/y>', '</iframe>',
  '<frameset>', '</frameset>', '<frame src=/z>', '<plaintext>', '<xmp>', '</xmp>', '<noframes>', '</noframes>', '<noembed>', '<![CDATA[', ']]>', '<!--', '-->',
  '<!doctype html>', '<html lang=en>', '<html lang=de>', '<head>', '</head>', '<body>', '</body>', '</html>', '<p>', '</p>', '<div>', '</div>', '<b>', '</b>', '<i>', '</i>',
  '<nobr>', '<button>', '</button>', '<li>', '<h1>', '</h1>', '<br>', '</br>', 'text', ' ', '\0', '&amp;', '&lt', '<input type=hidden>', '<input type=image src=/n>',
  '<object data=/o>', '</object>', '<embed src=/e>', '<video poster=/v src=/w>', '</video>', '<picture>', '<source src=/q srcset=/qq>', '<track src=/tr>', '<hr>',
  '<marquee>', '</marquee>', '<font>', '<ruby>', '<rt>', '<dd>', '<center>', '<pre>', '\n', '<listing>', '<applet>', '<param>', '<wbr>', '<search>', '<dialog>', '<', '>', '"', "'", '</',
];

// What is left out: isindex, which the standard dropped in 2016 and AngleSharp makes a form of; select, whose contents are parsed like others since
// 2025 (HTML 13.2.6.4.7), by AngleSharp and by browsers, but not by this version of parse5.
// A 32-bit mixer (mulberry32): the same numbers everywhere.
let state = Number(process.argv[3]) >>> 0;
const random = (below) => {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % below;
};

const attribute = (element, name) => element.attrs.find((attr) => attr.name === name && !attr.namespace)?.value;
const collapse = (text) => text.replace(/[\t\n\f\r ]+/g, ' ').trim();

/** The elements of the HTML namespace in tree order, without the contents of templates. */
function* elements(node) {
  for (const child of node.childNodes ?? []) {
    if (child.namespaceURI === html) yield child;
    yield* elements(child);
  }
}

function facts(source) {
  const document = parse(source, { scriptingEnabled: false });
  const all = [...elements(document)];
  const resolve = (href, base) => {
    try {
      const found = new URL(href, base);
      found.hash = '';
      return found.protocol === 'http:' || found.protocol === 'https:' ? found.href : null;
    } catch {
      return null;
    }
  };
  const first = all.find((element) => element.tagName === 'base' && attribute(element, 'href') !== undefined);
  const base = first ? new URL(attribute(first, 'href'), url).href : url;
  const [links, images, others] = [new Set(), new Set(), new Set()];
  const add = (set, element, name, mayBeEmpty) => {
    const value = attribute(element, name);
    const found = value === undefined || (!mayBeEmpty && collapse(value) === '') ? null : resolve(value, base);
    if (found) set.add(found);
    return found;
  };
  // The source sets above hold no comma but between candidates.
  const candidates = (element) =>
    (attribute(element, 'srcset') ?? '').split(',').map((text) => text.trim().split(' ')[0]).filter(Boolean).forEach((text) => images.add(resolve(text, base)));
  let [canonical, refresh, title] = [null, null, null];
  const robots = [];
  for (const element of all) {
    switch (element.tagName) {
      case 'a': case 'area': add(links, element, 'href', true); break;
      case 'img': add(images, element, 'src'); candidates(element); break;
      case 'input': if (attribute(element, 'type') === 'image') add(images, element, 'src'); break;
      case 'video': add(images, element, 'poster'); add(others, element, 'src'); break;
      case 'source': add(others, element, 'src'); candidates(element); break;
      case 'iframe': case 'frame': case 'script': case 'embed': case 'track': add(others, element, 'src'); break;
      case 'object': add(others, element, 'data'); break;
      case 'form': if (attribute(element, 'method') !== 'post') add(others, element, 'action'); break;
      case 'title': title ??= collapse(element.childNodes.map((text) => text.value ?? '').join('')); break;
      case 'link':
        if (attribute(element, 'rel') === 'icon') add(images, element, 'href');
        else {
          const found = add(others, element, 'href');
          if (attribute(element, 'rel') === 'canonical') canonical ??= found;
        }
        break;
      case 'meta':
        if (attribute(element, 'name')?.toLowerCase() === 'robots') robots.push(collapse(attribute(element, 'content')));
        else if (attribute(element, 'http-equiv') === 'refresh' && !refresh) {
          refresh = resolve(/[^=; 0-9]*\/.*$/.exec(attribute(element, 'content'))[0], base);
          others.add(refresh);
        }
        break;
      default: break;
    }
  }
  const root = document.childNodes.find((node) => node.tagName === 'html');
  return { source, links: [...links], images: [...images], others: [...others], canonical, title, robots: robots.length ? robots.join(', ') : null, lang: attribute(root, 'lang') ?? null, base: base === url ? null : base };
}

// A CDATA section behind <svg/> (AngleSharp reads one, HTML 13.2.5.42 does not), and in an integration point (parse5 reads none, HTML does).
const isDisputed = (source) => /(<svg\/>|<desc>|<foreignObject>|<annotation-xml|<mi>|<title>).*<!\[CDATA\[/s.test(source);

const count = Number(process.argv[2]);
for (let i = 0; i < count; ) {
  let source = '';
  for (let parts = 2 + random(24); parts > 0; parts--) source += fragments[random(fragments.length)];
  if (isDisputed(source)) continue;
  console.log(JSON.stringify(facts(source)));
  i++;
}
