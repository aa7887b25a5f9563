// A field that nobody sees, so that a phone shows its keyboard. What keyboards do to a field (words at once, corrections) is told by comparing it
// with what it held before; it is never empty, so that there is always something to delete.
const filler = '_'.repeat(64);

export class PhoneKeyboard {
  constructor(stage, words, send, erase) {
    const field = this.field = document.createElement('textarea');
    field.className = 'phone-keys';
    field.tabIndex = -1;
    field.value = this.before = filler;
    field.setAttribute('aria-label', words.phoneLabel);
    for (const [name, value] of Object.entries({ autocapitalize: 'off', autocomplete: 'off', autocorrect: 'off', spellcheck: 'false' })) field.setAttribute(name, value);
    field.addEventListener('input', e => {
      const now = field.value;
      let same = 0;
      while (same < now.length && now[same] === this.before[same]) same++;
      for (let i = same; i < this.before.length; i++) erase();
      if (now.length > same) send(now.slice(same));
      this.before = now;
      if (!e.isComposing && (now.length > 500 || now.length < 8)) this.reset();
    });
    field.addEventListener('compositionend', () => this.reset());
    stage.append(field);
  }

  open() {
    this.reset();
    this.field.focus();
  }

  reset() {
    this.field.value = this.before = filler;
    this.field.setSelectionRange(filler.length, filler.length);
  }

  dispose() {
    this.field.remove();
  }
}
