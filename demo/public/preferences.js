// Before anything is painted: theme and language from the address, else from the last visit.
(() => {
  const asked = new URLSearchParams(location.search);
  const remembered = (name) => {
    try {
      return localStorage.getItem(`plainbill-demo-${name}`);
    } catch {
      return null;
    }
  };
  const page = document.documentElement;
  const theme = asked.get('theme') ?? remembered('theme');
  if (theme === 'light' || theme === 'dark') page.dataset.theme = theme;
  const lang = asked.get('lang') ?? remembered('lang');
  if (lang && /^[a-z]{2}(-[A-Z]{2})?$/.test(lang)) {
    page.lang = lang;
    page.dir = lang.startsWith('ar') ? 'rtl' : 'ltr';
  }
})();
