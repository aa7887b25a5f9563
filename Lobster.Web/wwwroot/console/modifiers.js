// The keys of the menus, and Ctrl, Alt, Super that stay down until the next key, for who has no keyboard or cannot press several at once.
export class Modifiers {
  held = new Set();

  constructor(root, peer) {
    this.root = root;
    this.peer = peer;
    root.addEventListener('click', e => {
      const button = e.target.closest('[data-keys],[data-hold]');
      if (!button || !peer()) return;
      if (button.dataset.hold) this.toggle(button.dataset.hold);
      else this.press(button.dataset.keys.split(' '));
      if (!button.closest('[popover]')) peer().focus();
    });
    // Any key that went to the drawing lets them go again, after it arrived there.
    root.querySelector('[data-stage]').addEventListener('keyup', e => {
      if (!['Control', 'Alt', 'Meta', 'Shift'].includes(e.key)) setTimeout(() => this.release());
    }, true);
    root.addEventListener('lb-typed', () => this.release());
  }

  toggle(code) {
    if (this.held.has(code)) return this.release(code);
    this.held.add(code);
    this.peer().hold(code, true);
    this.show();
  }

  press(codes) {
    this.peer().press(codes, [...this.held]);
    this.release();
  }

  release(only) {
    for (const code of only ? [only] : [...this.held]) {
      this.held.delete(code);
      this.peer()?.hold(code, false);
    }
    this.show();
  }

  // The connection they were held on is gone.
  forget() {
    this.held.clear();
    this.show();
  }

  show() {
    for (const button of this.root.querySelectorAll('[data-hold]')) button.setAttribute('aria-pressed', String(this.held.has(button.dataset.hold)));
  }
}
