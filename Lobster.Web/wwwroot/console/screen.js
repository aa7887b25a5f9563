// A machine's screen, drawn by noVNC from the RFB in the relay's messages.
import RFB from '../lib/novnc/core/rfb.js';
import { pressesOf, symbolOf } from './keys.js';
import { PhoneKeyboard } from './phone-keyboard.js';

const pace = 15; // ms between typed characters: the keyboards of virtual machines have short memories

export class Drawing {
  kind = 'Screen';
  options = { viewOnly: false, scale: 'fit', drag: false };

  constructor(stage, desk, { words }) {
    Object.assign(this, { stage, desk, words });
    this.phone = new PhoneKeyboard(stage, words, text => this.send(text), () => this.press(['Backspace']));
  }

  attach(socket) {
    this.failed = false;
    const rfb = this.rfb = new RFB(this.stage, socket, { shared: true });
    rfb.background = 'transparent';
    const ours = handle => e => { if (rfb === this.rfb) handle(e.detail); };
    rfb.addEventListener('connect', ours(() => this.ready()));
    rfb.addEventListener('clipboard', ours(({ text }) => this.desk.copied(text)));
    // The relay has logged in already: whoever asks now does not keep to what was agreed.
    rfb.addEventListener('credentialsrequired', ours(() => { this.failed = true; rfb.disconnect(); }));
    // Unclean while the socket stands: noVNC itself gave up on what it read.
    rfb.addEventListener('disconnect', ours(({ clean }) => { this.failed ||= !clean && socket.readyState !== WebSocket.CLOSED; }));
  }

  ready() {
    const canvas = this.canvas = this.stage.querySelector('canvas');
    canvas.tabIndex = 0;
    canvas.setAttribute('role', 'application');
    canvas.setAttribute('aria-label', this.words.screenLabel);
    // noVNC lets go of keys that are down when the window loses the focus, but not when only the drawing does.
    canvas.addEventListener('blur', () => window.dispatchEvent(new Event('blur')));
    for (const [option, value] of Object.entries(this.options)) this.choose(option, value);
    this.desk.connected();
  }

  // Answers whether the other side was not understood.
  detach() {
    const { rfb, failed } = this;
    this.rfb = this.canvas = null;
    // Twice is an error to noVNC, and its own end is not ours to know.
    if (rfb && this.stage.querySelector('canvas')) rfb.disconnect();
    return failed;
  }

  choose(option, value) {
    this.options[option] = value;
    const { rfb } = this;
    if (!rfb) return;
    if (option === 'viewOnly') rfb.viewOnly = value;
    const { scale, drag } = this.options;
    rfb.resizeSession = scale === 'remote';
    // Where the machine cannot take the window's size, it is shown as with "fit".
    rfb.scaleViewport = scale !== 'actual';
    rfb.clipViewport = scale === 'actual' && (drag || matchMedia('(pointer: coarse)').matches);
    rfb.dragViewport = drag && rfb.clipViewport;
  }

  describe() {
    return { what: this.canvas ? this.words.screen.replace('{0}', this.canvas.width).replace('{1}', this.canvas.height) : '' };
  }

  focus() {
    this.rfb?.focus({ preventScroll: true });
  }

  keyboard() {
    this.phone.open();
  }

  hold(code, down) {
    this.rfb?.sendKey(symbolOf(code), code, down);
  }

  press(codes) {
    for (const code of codes) this.hold(code, true);
    for (const code of codes.toReversed()) this.hold(code, false);
  }

  send(text) {
    for (const press of pressesOf(text)) this.pressOne(press);
    this.stage.dispatchEvent(new Event('lb-typed', { bubbles: true }));
  }

  async type(text) {
    const { rfb } = this;
    for (const press of pressesOf(text)) {
      if (rfb !== this.rfb) return;
      this.pressOne(press);
      await new Promise(next => setTimeout(next, pace));
    }
  }

  pressOne({ symbol, code, shift }) {
    if (shift) this.hold('ShiftLeft', true);
    this.rfb?.sendKey(symbol, code);
    if (shift) this.hold('ShiftLeft', false);
  }

  give(text) {
    this.rfb?.clipboardPasteFrom(text);
  }

  dispose() {
    this.detach();
    this.phone.dispose();
  }
}
