// Runs before the first paint: theme and time zone, which only the browser knows.
(() => {
  const keep = (name, value) => { document.cookie = `${name}=${value};path=/;max-age=31536000;samesite=lax`; };
  const read = name => document.cookie.split('; ').find(c => c.startsWith(name + '='))?.slice(name.length + 1) ?? '';
  const system = matchMedia('(prefers-color-scheme: dark)');

  const show = () => {
    const kept = read('lb-theme');
    const follows = kept !== 'dark' && kept !== 'light';
    const theme = follows ? (system.matches ? 'dark' : 'light') : kept;
    if (follows) keep('lb-theme', 'auto-' + theme);
    document.documentElement.dataset.theme = theme;
    return theme;
  };

  const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

  window.lobsterTheme = {
    show,
    zone,
    toggle() {
      keep('lb-theme', document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark');
      return show();
    },
  };

  show();
  system.addEventListener('change', show);
  keep('lb-zone', encodeURIComponent(zone()));
})();
