using Microsoft.Playwright;

namespace AsyncCrawler.Dashboard.Tests.Browser;

/// <summary>What can be seen of accessibility from within a page: names, roles, references, order of headings, contrast of text.</summary>
internal static class AccessibilityAudit
{
    /// <summary>One line for each fault.</summary>
    public static async Task<string[]> FindFaultsAsync(IPage page) => await page.EvaluateAsync<string[]>(Script);

    private const string Script = """
        () => {
          const faults = [];
          const fail = (rule, element) => faults.push(`${rule}: ${element.outerHTML.slice(0, 160)}`);
          const all = (selector) => [...document.querySelectorAll(selector)];
          const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
          const textOf = (ids) => ids.split(' ').map((id) => document.getElementById(id)?.textContent ?? '').join(' ').trim();
          const nameOf = (element) => element.getAttribute('aria-label')?.trim()
            || textOf(element.getAttribute('aria-labelledby') ?? '')
            || [...(element.labels ?? [])].map((label) => label.textContent).join(' ').trim()
            || (element.matches('a, button, summary, th, legend') ? (element.textContent.trim() || [...element.querySelectorAll('[alt], [aria-label]')].map((part) => part.alt ?? part.getAttribute('aria-label')).join(' ').trim()) : '');

          // The document.
          if (!document.documentElement.lang) faults.push('the document has no language');
          if (!document.title) faults.push('the document has no title');
          if (all('main').length !== 1) faults.push('there is not one main');
          if (all('h1').length !== 1) faults.push('there is not one first heading');
          let level = 1;
          for (const heading of all('main h1, main h2, main h3, main h4').filter(isShown)) {
            const next = Number(heading.localName[1]);
            if (next > level + 1) fail('a heading skips a level', heading);
            level = next;
          }

          // Names and references.
          for (const element of all('a, button, input, select, textarea, summary, [role=img], [role=region], dialog, nav, form:not([method=dialog]), section, table, th').filter(isShown)) {
            const isCaptioned = element.localName === 'table' && element.caption?.textContent.trim();
            if (!nameOf(element) && !isCaptioned) fail('no name', element);
          }
          for (const image of all('img')) if (!image.hasAttribute('alt')) fail('no alternative text', image);
          for (const attribute of ['aria-labelledby', 'aria-describedby', 'aria-controls', 'for']) {
            for (const element of all(`[${attribute}]`)) {
              for (const id of element.getAttribute(attribute).split(' ')) if (!document.getElementById(id)) fail(`${attribute} leads nowhere`, element);
            }
          }
          const ids = all('[id]').map((element) => element.id);
          for (const id of new Set(ids.filter((id, index) => ids.indexOf(id) !== index))) faults.push(`the id ${id} is used twice`);

          // Structure.
          for (const list of all('ul, ol')) if ([...list.children].some((child) => child.localName !== 'li')) fail('a list has a child that is no item', list);
          for (const element of all('a a, a button, button a, button button, a input, button input')) fail('a control inside a control', element);
          for (const element of all('[tabindex]')) if (element.tabIndex > 0) fail('an order of its own', element);
          for (const cell of all('table th')) if (!cell.scope) fail('a header cell of nothing', cell);
          for (const row of all('table tr')) if (row.cells.length !== row.closest('table').tHead.rows[0].cells.length) fail('a row of another length', row);

          // Contrast, WCAG 2.2 1.4.3: what is painted is what counts, so the colours go through a canvas.
          const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
          const paint = (colours) => {
            canvas.clearRect(0, 0, 1, 1);
            for (const colour of colours) { canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1); }
            return canvas.getImageData(0, 0, 1, 1).data;
          };
          const luminance = (colour) => {
            const [r, g, b] = [...colour].slice(0, 3).map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const groundsOf = (element) => {
            const grounds = [];
            for (let place = element; place; place = place.parentElement) grounds.unshift(getComputedStyle(place).backgroundColor);
            return grounds;
          };
          const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (texts.nextNode()) {
            const element = texts.currentNode.parentElement;
            if (!texts.currentNode.data.trim() || !isShown(element) || element.closest('.visually-hidden, noscript, script, .skip-link, option')) continue;
            const style = getComputedStyle(element);
            const grounds = groundsOf(element);
            const [low, high] = [luminance(paint(grounds)), luminance(paint([...grounds, element instanceof SVGElement ? style.fill : style.color]))].sort((a, b) => a - b);
            const size = parseFloat(style.fontSize);
            const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
            const ratio = (high + 0.05) / (low + 0.05);
            if (ratio < (isLarge ? 3 : 4.5)) fail(`contrast ${ratio.toFixed(2)}`, element);
          }

          // Targets, WCAG 2.2 2.5.8: 24 by 24 pixels, links in a text excepted.
          for (const element of all('button, input, select, textarea, summary, .button, nav a').filter(isShown)) {
            const { width, height } = element.closest('label')?.getBoundingClientRect() ?? element.getBoundingClientRect();
            const isInText = element.closest('.crumbs');
            if (!isInText && (width < 24 || height < 24) && !element.closest('noscript')) fail(`only ${width} by ${height}`, element);
          }
          return faults;
        }
        """;
}
