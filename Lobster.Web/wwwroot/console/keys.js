// Keys by the names that browsers give them, as X11 calls them (screens) and as terminals send them.
const symbols = {
  Escape: 0xff1b, Tab: 0xff09, Enter: 0xff0d, Backspace: 0xff08, Delete: 0xffff, PrintScreen: 0xff61,
  ArrowLeft: 0xff51, ArrowUp: 0xff52, ArrowRight: 0xff53, ArrowDown: 0xff54, Home: 0xff50, End: 0xff57, PageUp: 0xff55, PageDown: 0xff56,
  ControlLeft: 0xffe3, AltLeft: 0xffe9, ShiftLeft: 0xffe1, MetaLeft: 0xffeb,
};
for (let i = 1; i <= 12; i++) symbols['F' + i] = 0xffbd + i;

// As xterm sends them: single characters, keys that end in a letter, keys with a number.
const characters = { Escape: '\x1b', Tab: '\t', Enter: '\r', Backspace: '\x7f' };
const cursor = { ArrowUp: 'A', ArrowDown: 'B', ArrowRight: 'C', ArrowLeft: 'D', Home: 'H', End: 'F' };
const letters = { ...cursor, F1: 'P', F2: 'Q', F3: 'R', F4: 'S' };
const numbers = { Delete: 3, PageUp: 5, PageDown: 6, F5: 15, F6: 17, F7: 18, F8: 19, F9: 20, F10: 21, F11: 23, F12: 24 };

const letter = code => /^Key[A-Z]$/.test(code) ? code[3].toLowerCase() : null;

// The X11 keysym of a key.
export const symbolOf = code => symbols[code] ?? letter(code)?.charCodeAt(0);

// What a terminal sends for keys pressed together; application: whether cursor keys are in that mode.
export function sequenceOf(codes, application) {
  const key = codes.at(-1), control = codes.includes('ControlLeft'), alt = codes.includes('AltLeft');
  const modifier = control || alt ? ';' + (1 + (alt ? 2 : 0) + (control ? 4 : 0)) : '';
  if (numbers[key]) return `\x1b[${numbers[key]}${modifier}~`;
  if (!letters[key]) return held(characters[key] ?? letter(key) ?? '', control, alt);
  if (modifier) return '\x1b[1' + modifier + letters[key];
  return (cursor[key] && !application ? '\x1b[' : '\x1bO') + letters[key];
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
