// The few things that plain HTML cannot do, shared by static and interactive pages. Everything is delegated, so that it
// survives both Blazor's redraws and its enhanced navigation.
(() => {
  document.addEventListener('click', e => {
    const at = sel => e.target.closest?.(sel);
    const toggle = at('[data-lb-theme]');
    if (toggle) window.lobsterTheme.toggle();
    const opener = at('[data-lb-open]');
    if (opener) document.getElementById(opener.dataset.lbOpen)?.showModal();
    const sheet = at('dialog.lb-sheet');
    if (sheet && (e.target === sheet || at('a,[data-lb-close]'))) sheet.close();
    const popover = at('[popover]');
    if (popover && at('a')) popover.hidePopover?.();
    for (const pick of document.querySelectorAll('details.lb-pick[open]'))
      if (!pick.contains(e.target) || at('.lb-menu a')) pick.open = false;
    const copy = at('[data-lb-copy]');
    if (copy) {
      navigator.clipboard?.writeText(copy.dataset.lbCopy).then(() => {
        copy.dataset.lbDone = '';
        setTimeout(() => delete copy.dataset.lbDone, 1500);
      });
    }
    if (at('[data-lb-print]')) window.print();
  });

  // A form that is on its way is not sent twice.
  document.addEventListener('submit', e => {
    const form = e.target;
    if (form.method === 'dialog' || form.dataset.lbForm === undefined) return;
    if (form.dataset.lbSent !== undefined) { e.preventDefault(); return; }
    form.dataset.lbSent = '';
    setTimeout(() => delete form.dataset.lbSent, 4000);
  });

  document.addEventListener('keydown', e => {
    if (e.key === 'Escape') {
      const pick = document.querySelector('details.lb-pick[open]');
      if (pick) { pick.open = false; pick.querySelector('summary').focus(); }
    }
    const typing = e.target.closest?.('input,textarea,select,[contenteditable]');
    if (typing || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === '/') {
      const field = document.querySelector('[data-lb-search]');
      if (field) { e.preventDefault(); field.focus(); }
    }
  });
})();
