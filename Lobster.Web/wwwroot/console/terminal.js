// A machine's terminal, drawn by xterm.js: bytes both ways, and texts about the size and the host key.
import { Terminal } from '../lib/xterm/xterm.mjs';
import { FitAddon } from '../lib/xterm/addon-fit/addon-fit.mjs';
import { Unicode11Addon } from '../lib/xterm/addon-unicode11/addon-unicode11.mjs';
import { held, sequenceOf } from './keys.js';
import { isWayOut } from './frame.js';

const theme = {
  background: '#080c12', foreground: '#c6d0dc', cursor: '#e6ecf3', cursorAccent: '#080c12', selectionBackground: '#2d529c', selectionForeground: '#ffffff',
  black: '#1c2733', red: '#ff8a73', green: '#4cc38a', yellow: '#e9b04e', blue: '#7ea6ff', magenta: '#c49bff', cyan: '#4fc3cf', white: '#cdd6e1',
  brightBlack: '#7d8da0', brightRed: '#ffb09f', brightGreen: '#7fdcae', brightYellow: '#f5cc85', brightBlue: '#a5c1ff', brightMagenta: '#dac2ff',
  brightCyan: '#8adbe3', brightWhite: '#ffffff',
};
// No other screen, no bracketed paste, no cursor mode, no mouse, no colour, a cursor.
const plain = '\x1b[?1049l\x1b[?2004l\x1b[?1l\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[0m\x1b[?25h';
const piece = 4096; // bytes in one message, far below what the relay takes

export class Drawing {
  kind = 'Terminal';
  options = { viewOnly: false, reader: false };
  down = new Set();

  constructor(stage, desk, { words }) {
    Object.assign(this, { stage, desk, words, encoder: new TextEncoder() });
    Terminal.strings.promptLabel = words.terminalLabel;
    const phone = matchMedia('(max-width: 599.98px)').matches;
    const term = this.term = new Terminal({
      scrollback: 10_000, theme, minimumContrastRatio: 4.5, allowProposedApi: true, cursorBlink: !matchMedia('(prefers-reduced-motion: reduce)').matches,
      fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--lb-mono'), fontSize: phone ? 11 : 13, lineHeight: 1.2, macOptionClickForcesSelection: true,
    });
    term.loadAddon(this.fit = new FitAddon());
    term.loadAddon(new Unicode11Addon());
    term.unicode.activeVersion = '11';
    this.place = document.createElement('div');
    this.place.className = 'terminal';
    stage.append(this.place);
    term.open(this.place);
    term.attachCustomKeyEventHandler(e => this.onKey(e));
    term.onData(text => this.typed(text));
    term.onBinary(text => this.say(Uint8Array.from(text, c => c.charCodeAt(0))));
    term.onResize(() => this.sayHowLarge());
    this.place.addEventListener('paste', this.onPaste = e => this.pasted(e), true);
    this.watching = new ResizeObserver(() => this.fit.fit());
    this.watching.observe(this.place);
  }

  attach(socket) {
    this.socket = socket;
    this.host = this.heard = null;
    // What was there stays above, and a program that is gone has no say in how the next one is shown.
    if (this.wasOpen) this.term.write(plain + '\r\n');
    socket.addEventListener('open', () => {
      if (socket !== this.socket) return;
      this.wasOpen = true;
      this.fit.fit();
      this.sayHowLarge();
      this.desk.connected();
    });
    socket.addEventListener('message', e => {
      if (socket !== this.socket) return;
      if (typeof e.data === 'string') return this.told(e.data);
      this.heard = true;
      this.term.write(new Uint8Array(e.data));
    });
  }

  detach() {
    this.socket = null;
    this.down.clear();
    return false;
  }

  // A text of the relay; those that are not known yet are for later pages than this one.
  told(text) {
    let news;
    try {
      news = JSON.parse(text);
    } catch {
      return;
    }
    if (typeof news?.hostKey !== 'string') return;
    this.host = news.hostKey;
    if (news.isNew) this.desk.frame.hint(this.words.newHostKey, 60);
  }

  describe() {
    const what = this.host ? this.words.ssh.replace('{0}', this.host.replace(/^\S+ (?=SHA256:)/, '')) : this.heard ? this.words.serial : '';
    return { what, size: `${this.term.cols} × ${this.term.rows}` };
  }

  choose(option, value) {
    this.options[option] = value;
    if (option === 'viewOnly') this.term.options.disableStdin = value;
    if (option === 'reader') this.term.options.screenReaderMode = value;
  }

  focus() {
    this.term.focus();
  }

  keyboard() {
    this.term.focus();
  }

  hold(code, down) {
    if (down) this.down.add(code);
    else this.down.delete(code);
  }

  press(codes, also) {
    this.term.input(sequenceOf([...also, ...codes], this.term.modes.applicationCursorKeysMode), true);
  }

  type(text) {
    this.term.paste(text);
  }

  marked() {
    return this.term.getSelection();
  }

  typed(text) {
    const control = this.down.has('ControlLeft'), alt = this.down.has('AltLeft');
    // A sequence has what is held in it already.
    this.say(this.encoder.encode(text.length === 1 && (control || alt) ? held(text, control, alt) : text));
    if (control || alt) this.stage.dispatchEvent(new Event('lb-typed', { bubbles: true }));
  }

  say(bytes) {
    if (this.options.viewOnly || this.socket?.readyState !== WebSocket.OPEN) return;
    for (let at = 0; at < bytes.length; at += piece) this.socket.send(bytes.subarray(at, at + piece));
  }

  sayHowLarge() {
    if (this.socket?.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify({ columns: this.term.cols, rows: this.term.rows }));
  }

  // False leaves the key to the browser: Ctrl-Shift-V pastes by itself.
  onKey(e) {
    if (isWayOut(e)) return false;
    if (!e.ctrlKey || !e.shiftKey || e.altKey) return true;
    if (e.code === 'KeyV') return false;
    if (e.code !== 'KeyC') return true;
    e.preventDefault();
    if (e.type === 'keydown') this.desk.clipboard.mark();
    return false;
  }

  pasted(e) {
    const text = e.clipboardData?.getData('text/plain') ?? '';
    if (this.term.modes.bracketedPasteMode || !/[\r\n]./s.test(text)) return;
    e.preventDefault();
    e.stopImmediatePropagation();
    this.desk.review(text);
  }

  dispose() {
    this.detach();
    this.watching.disconnect();
    this.term.dispose();
    this.place.remove();
  }
}
