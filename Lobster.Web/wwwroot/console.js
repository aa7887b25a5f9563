// The console's page in the browser: asks the panel for a ticket, connects to its relay, draws what comes, and connects again by itself
// when the way there is lost. The circuit is needed for a new ticket alone; what is open stays open without it.
import { Frame } from './console/frame.js';
import { Clipboard } from './console/clipboard.js';
import { Modifiers } from './console/modifiers.js';

const drawings = {
  Screen: () => import('./console/screen.js'),
  Terminal: () => import('./console/terminal.js'),
};

// Nobody decided these: the way was lost, or the panel stops and another one (or the same, soon) takes over.
const lost = new Set([1001, 1005, 1006, 1011, 1012, 1013]);
const patience = 30_000;       // for the panel's answer, which may never come once the circuit is gone
const longest = 5 * 60_000;    // of trying
const steady = 10_000;         // after which a connection counts as one, so that a broken relay is not hammered
const unheard = 4;             // times that the relay is not reached at first; later it is waited for like everything else

let current;

// A circuit that was resumed opens again: what is drawn in the same place goes on with it, what is gone from the page is let go.
export function open(root, panel, settings) {
  if (current?.frame.root === root) current.adopt(panel);
  else {
    current?.dispose();
    current = new Console(root, panel, settings);
  }
  return current;
}

class Console {
  run = 0;
  attempt = 0;
  unopened = 0;
  since = 0;

  constructor(root, panel, settings) {
    this.panel = panel;
    this.settings = settings;
    this.frame = new Frame(root, settings.words, this);
    this.modifiers = new Modifiers(root, () => this.peer);
    this.clipboard = new Clipboard(root, settings.words, this.frame, () => this.peer);
    this.notice = document.getElementById('components-reconnect-modal');
    this.notice?.addEventListener('components-reconnect-state-changed', this.onCircuit = e => this.circuit(e.detail.state));
  }

  adopt(panel) {
    this.panel = panel;
    this.orphaned = this.offline = false;
  }

  // What Blazor says of its connection. Without one no call is answered, and one that is on its way never will be. A circuit that the panel
  // does not know any more brings no ticket: the page itself is fetched again, once it is needed and there.
  circuit(state) {
    this.offline = state !== 'hide';
    this.orphaned = ['rejected', 'failed', 'resume-failed'].includes(state);
    if (this.offline) this.hangUp?.(new Error(state));
    if (this.orphaned && this.waiting) this.start();
  }

  connect(kind) {
    if (kind === this.wanted && this.socket) return;
    this.wanted = kind;
    this.attempt = this.unopened = this.since = 0;
    return this.start();
  }

  async start() {
    const run = this.leave();
    this.frame.state('connecting');
    try {
      if (this.orphaned) return await this.reload();
      const answer = await this.ask('OpenAsync', this.wanted);
      if (run !== this.run) return;
      if (answer.ticket) await this.draw(run, answer.kind, answer.ticket);
      else if (answer.refusal) this.frame.end('refused', answer.refusal);
      else this.frame.state('idle');
    } catch {
      if (run === this.run) this.again();
    }
  }

  ask(...call) {
    if (this.offline) throw new Error('offline');
    return within(patience, Promise.race([this.panel.invokeMethodAsync(...call), new Promise((_, refuse) => { this.hangUp = refuse; })]));
  }

  async draw(run, kind, ticket) {
    try {
      await this.take(run, kind);
    } catch (fault) {
      console.warn('The console cannot be drawn.', fault);
      if (run === this.run) this.frame.end('files');
      return;
    }
    if (run !== this.run) return;
    const address = new URL(this.settings.relay, document.baseURI);
    address.protocol = address.protocol === 'http:' ? 'ws:' : 'wss:';
    const socket = this.socket = new WebSocket(address, ['lobster.console', 'ticket.' + ticket]);
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => { this.wasThere = true; });
    socket.addEventListener('close', e => { if (run === this.run) this.closed(e.code); });
    this.peer.attach(socket);
  }

  async take(run, kind) {
    if (this.peer?.kind === kind) return;
    const { Drawing } = await drawings[kind]();
    if (run !== this.run) return;
    this.peer?.dispose();
    this.peer = new Drawing(this.frame.stage, this, this.settings);
    this.frame.draws(this.peer);
    this.modifiers.forget();
  }

  // The peer says that there is something to see.
  connected() {
    this.frame.connected();
    const run = this.run;
    setTimeout(() => { if (run === this.run) this.attempt = this.since = 0; }, steady);
  }

  copied(text) {
    this.clipboard.copied(text);
  }

  review(text) {
    this.clipboard.review(text);
  }

  closed(code) {
    this.socket = null;
    this.modifiers.forget();
    const failed = this.peer?.detach();
    if (failed) this.frame.end('broken');
    else if (!lost.has(code)) this.frame.end(String(code));
    else if (!this.wasThere && ++this.unopened >= unheard) this.frame.end('unreachable');
    else this.again();
  }

  again() {
    this.since ||= Date.now();
    if (Date.now() - this.since > longest) return this.frame.end('gone');
    const seconds = Math.min(30, 2 ** this.attempt++);
    this.waiting = this.frame.countdown(seconds, () => this.start());
  }

  // Once the panel answers, the page comes anew with a circuit of its own.
  async reload() {
    const answer = await within(patience, fetch(location.href, { cache: 'no-store' }));
    if (!answer.ok) throw new Error(answer.statusText);
    location.reload();
  }

  async forgetHostKey() {
    if (await this.panel.invokeMethodAsync('ForgetAsync')) await this.connect(this.wanted);
  }

  // Ends what is open, without a word of why; what it still says is nobody's any more.
  leave() {
    this.waiting?.();
    this.waiting = null;
    this.socket?.close(1000);
    if (this.socket) this.peer?.detach();
    this.socket = null;
    return ++this.run;
  }

  dispose() {
    this.leave();
    this.peer?.dispose();
    this.peer = null;
    this.frame.dispose();
    this.notice?.removeEventListener('components-reconnect-state-changed', this.onCircuit);
    if (current === this) current = null;
  }
}

const within = (milliseconds, promise) => Promise.race([
  promise, new Promise((_, refuse) => setTimeout(() => refuse(new Error('no answer')), milliseconds)),
]);
