// Keys by the names that browsers give them, as X11 calls them (screens) and as terminals send them.
const symbols = {
  Escape: 0xff1b, Tab: 0xff09, Enter: 0xff0d, Backspace: 0xff08, Delete: 0xffff, PrintScreen: 0xff61,
  ArrowLeft: 0xff51, ArrowUp: 0xff52, ArrowRight: 0xff53, ArrowDown: 0xff54, Home: 0xff50, End: 0xff57, PageUp: 0xff55, PageDown: 0xff56,
  ControlLeft: 0xffe3, AltLeft: 0xffe9, ShiftLeft: 0xffe1, MetaLeft: 0xffeb,
};
for (let i = 1; i <= 12; i++) symbols['F' + i] = 0xffbd + i;

const sequences = {
  Escape: '\x1b', Tab: '\t', Enter: '\r', Backspace: '\x7f', Delete: '\x1b[3~', PageUp: '\x1b[5~', PageDown: '\x1b[6~',
  F1: '\x1bOP', F2: '\x1bOQ', F3: '\x1bOR', F4: '\x1bOS', F5: '\x1b[15~', F6: '\x1b[17~', F7: '\x1b[18~', F8: '\x1b[19~',
  F9: '\x1b[20~', F10: '\x1b[21~', F11: '\x1b[23~', F12: '\x1b[24~',
};
const cursor = { ArrowUp: 'A', ArrowDown: 'B', ArrowRight: 'C', ArrowLeft: 'D', Home: 'H', End: 'F' };

const letter = code => /^Key[A-Z]$/.test(code) ? code[3].toLowerCase() : null;

// The X11 keysym of a key.
export const symbolOf = code => symbols[code] ?? letter(code)?.charCodeAt(0);

// What a terminal sends for keys pressed together; application: whether cursor keys are in that mode.
export function sequenceOf(codes, application) {
  const key = codes.at(-1);
  const text = cursor[key] ? (application ? '\x1bO' : '\x1b[') + cursor[key] : sequences[key] ?? letter(key) ?? '';
  return held(text, codes.includes('ControlLeft'), codes.includes('AltLeft'));
}

// What typed text becomes while Ctrl or Alt is held.
export function held(text, control, alt) {
  if (control && /^[@-_a-z ?]$/i.test(text)) text = text === '?' ? '\x7f' : String.fromCharCode(text.toUpperCase().charCodeAt(0) & 0x1f);
  return alt && text ? '\x1b' + text : text;
}

// Text as key presses: the keysym of each character, and whether Shift is held for it on a US keyboard, which is what the screens of hypervisors have.
export function* pressesOf(text) {
  for (const char of text.replaceAll('\r\n', '\n')) {
    if (char === '\n' || char === '\r') yield { symbol: symbols.Enter, code: 'Enter', shift: false };
    else if (char === '\t') yield { symbol: symbols.Tab, code: 'Tab', shift: false };
    else {
      const point = char.codePointAt(0);
      if (point < 0x20 || point === 0x7f) continue;
      yield { symbol: point <= 0xff ? point : 0x01000000 | point, code: '', shift: /[A-Z~!@#$%^&*()_+{}|:"<>?]/.test(char) };
    }
  }
}
