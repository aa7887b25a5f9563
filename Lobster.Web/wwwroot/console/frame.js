// What stands around the drawing: state and time in the foot, the sentence when it ends, the buttons of the head, the way out by keyboard.
export class Frame {
  openedAt = null;

  constructor(root, words, desk) {
    this.root = root;
    this.words = words;
    this.desk = desk;
    this.window = root.parentElement;
    this.stage = root.querySelector('[data-stage]');
    this.stopping = new AbortController();
    const listen = (target, type, handle, capture = false) => target.addEventListener(type, handle, { capture, signal: this.stopping.signal });
    listen(root, 'click', e => this.onClick(e));
    listen(window, 'keydown', e => this.onKey(e), true);
    listen(document, 'fullscreenchange', () => this.onFullScreen());
    this.clock = setInterval(() => this.tick(), 1000);
    for (const button of this.all('fullscreen')) button.hidden = !document.fullscreenEnabled;
  }

  part = name => this.root.querySelector(`[data-part="${name}"]`);
  all = act => this.root.querySelectorAll(`[data-act="${act}"]`);

  // idle, connecting, connected or ended. The live region says it, the style sheet shows what belongs to it.
  state(name) {
    this.root.dataset.state = name;
    this.say(this.words[name] ?? '');
    for (const section of this.root.querySelectorAll('[data-end]')) section.hidden = true;
    for (const button of this.root.querySelectorAll('[data-needs]')) button.disabled = name !== 'connected';
    if (name !== 'connected') {
      this.openedAt = null;
      this.hint('');
    }
    this.tick();
  }

  draws(peer) {
    this.peer = peer;
    this.root.dataset.kind = peer.kind;
    for (const button of this.root.querySelectorAll('[data-option]')) button.setAttribute('aria-pressed', String(peer.options[button.dataset.option] === (button.dataset.value ?? true)));
  }

  connected() {
    this.state('connected');
    this.openedAt = Date.now();
    this.tick();
    // Nobody who is already elsewhere on the page is taken away from there.
    const at = document.activeElement;
    if (at === document.body || at === this.root.querySelector('h1') || this.stage.contains(at) || at.closest('[data-end]')) this.peer.focus();
  }

  end(code, detail) {
    const hadFocus = this.stage.contains(document.activeElement) || document.activeElement === document.body;
    this.state('ended');
    const section = this.root.querySelector(`[data-end="${code}"]`) ?? this.root.querySelector('[data-end="other"]');
    section.querySelector('[data-detail]').textContent = detail ?? (section.dataset.end === code ? '' : code);
    section.hidden = false;
    if (hadFocus) section.querySelector('button,a')?.focus();
  }

  // Counts down where it is seen, and calls; what it gives back stops it.
  countdown(seconds, due) {
    this.end('lost', seconds);
    this.say(this.words.again);
    const place = this.root.querySelector('[data-end="lost"] [data-detail]');
    const timer = setInterval(() => {
      place.textContent = --seconds;
      if (seconds > 0) return;
      clearInterval(timer);
      due();
    }, 1000);
    return () => clearInterval(timer);
  }

  say(text) {
    const place = this.part('say');
    if (place.textContent !== text) place.textContent = text;
  }

  hint(text, seconds = 10) {
    clearTimeout(this.hinting);
    this.part('hint').textContent = text;
    if (text) this.hinting = setTimeout(() => this.hint(''), seconds * 1000);
  }

  tick() {
    const shown = this.openedAt === null ? null : Math.floor((Date.now() - this.openedAt) / 1000);
    const two = n => String(n).padStart(2, '0');
    const hours = Math.floor(shown / 3600);
    const time = (hours ? hours + ':' : '') + two(Math.floor(shown / 60) % 60) + ':' + two(shown % 60);
    this.part('age').textContent = shown === null ? '' : this.words.age.replace('{0}', time);
    const { what = '', size = '' } = shown === null ? {} : this.peer.describe();
    this.part('what').textContent = this.part('what').title = what;
    this.part('size').textContent = size;
  }

  onClick(e) {
    const button = e.target.closest('[data-act]');
    if (!button) return;
    const { act } = button.dataset;
    if (act === 'again') this.desk.connect(this.desk.wanted);
    else if (act === 'forget') this.desk.forgetHostKey();
    else if (act === 'fullscreen') this.fullScreen();
    else if (act === 'option') this.choose(button);
    else if (act === 'keyboard') this.peer?.keyboard();
  }

  // A switch, or one of several values of the same option.
  choose(button) {
    const { option, value } = button.dataset;
    const now = value ?? button.getAttribute('aria-pressed') !== 'true';
    this.peer?.choose(option, now);
    for (const one of this.root.querySelectorAll(`[data-option="${option}"]`)) one.setAttribute('aria-pressed', String(value === undefined ? now : one.dataset.value === value));
  }

  async fullScreen() {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await this.window.requestFullscreen();
    this.peer?.focus();
  }

  // Where the browser lets it, Escape, Alt-Tab and the like go to the machine too while it fills the screen.
  onFullScreen() {
    const on = document.fullscreenElement === this.window;
    for (const button of this.all('fullscreen')) button.setAttribute('aria-pressed', String(on));
    if (on) navigator.keyboard?.lock?.().catch(() => { });
    else navigator.keyboard?.unlock?.();
  }

  // Everything else that is typed into the drawing is the machine's, so this is the way out of it.
  onKey(e) {
    if (!isWayOut(e) || !this.root.contains(e.target)) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    this.root.querySelector('[data-back]').focus();
  }

  dispose() {
    this.stopping.abort();
    clearInterval(this.clock);
  }
}

// By the letter, or by its place where the layout writes no Latin letters.
export const isWayOut = e => e.ctrlKey && e.altKey && e.shiftKey
  && (/^[a-z]$/i.test(e.key) ? e.key.toLowerCase() === 'k' : e.code === 'KeyK');
