// Text from here to the machine and back. The browser's own clipboard is read only when a button asks for it, and written only likewise.
export class Clipboard {
  constructor(root, words, frame, peer) {
    Object.assign(this, { root, words, frame, peer });
    this.panel = root.querySelector('[data-clip]');
    this.field = this.panel.querySelector('textarea');
    this.note = this.panel.querySelector('[data-clip-note]');
    const read = root.querySelector('[data-clip-act="read"]');
    read.hidden = !navigator.clipboard?.readText;
    root.addEventListener('click', e => {
      const act = e.target.closest('[data-clip-act]')?.dataset.clipAct;
      if (act) this[act]();
    });
  }

  // The machine copied something. What is being written here is not overwritten.
  copied(text) {
    if (document.activeElement === this.field && this.field.value) return;
    this.field.value = text;
    this.say(this.words.copied);
    this.frame.hint(this.words.copied);
  }

  // Text of several lines would run at once in a shell, so it is looked at first.
  review(text) {
    this.field.value = text;
    this.say(this.words.review);
    this.panel.showPopover();
    this.field.focus();
  }

  async read() {
    try {
      this.field.value = await navigator.clipboard.readText();
      this.say('');
    } catch {
      this.say(this.words.unreadable);
    }
    this.field.focus();
  }

  async send() {
    const peer = this.peer();
    if (!peer || !this.field.value) return this.field.focus();
    this.panel.hidePopover();
    peer.focus();
    await peer.type(this.field.value);
  }

  // Only screens have a clipboard of their own.
  set() {
    if (!this.peer()?.give || !this.field.value) return this.field.focus();
    this.peer().give(this.field.value);
    this.say(this.words.given);
  }

  copy() {
    return this.write(this.field.value);
  }

  // What is marked in the terminal.
  mark() {
    const marked = this.peer()?.marked?.();
    if (marked) return this.write(marked);
    this.frame.hint(this.words.unmarked);
  }

  async write(text) {
    try {
      await navigator.clipboard.writeText(text);
      this.say(this.words.taken);
      this.frame.hint(this.words.taken);
    } catch {
      // Without a secure address the browser refuses; by hand it still works.
      this.field.value = text;
      this.panel.showPopover();
      this.field.select();
      this.say(this.words.byHand);
    }
  }

  say(text) {
    this.note.textContent = text;
  }
}
