// A classic script, run before the first paint: a page that begins light and turns dark hurts the eyes.
(() => {
  const key = 'asynccrawler.theme';
  const choices = ['auto', 'light', 'dark'];
  const labels = { auto: 'Theme: auto', light: 'Theme: light', dark: 'Theme: dark' };

  const read = () => {
    try {
      const kept = localStorage.getItem(key);
      return choices.includes(kept) ? kept : 'auto';
    } catch {
      return 'auto'; // Storage is forbidden: the system decides.
    }
  };

  const keep = (choice) => {
    try {
      localStorage.setItem(key, choice);
    } catch {
      // It lasts as long as the page.
    }
  };

  let choice = read();
  const apply = () => {
    if (choice === 'auto') {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = choice;
    }
  };

  apply();
  document.addEventListener('DOMContentLoaded', () => {
    const button = document.getElementById('theme-button');
    const label = () => {
      button.textContent = labels[choice];
    };
    label();
    button.addEventListener('click', () => {
      choice = choices[(choices.indexOf(choice) + 1) % choices.length];
      keep(choice);
      apply();
      label();
    });
  });
})();
