/** Keys as they are pressed and as they are printed. */
import type { Platform } from './gen/types';

export interface Chord {
  /** `KeyboardEvent.key`, letters in lower case. */
  readonly key: string;
  /** Ctrl, or Command on macOS. */
  readonly primary?: true;
  /** With Shift. A chord without it does not mind Shift: on many keyboards `?` needs it. */
  readonly shift?: true;
  /** Not while a text field has the focus, where the key types a character or means the field's text. */
  readonly bare?: true;
}

export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

export function isTextSelected(): boolean {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement) return field.selectionStart !== field.selectionEnd;
  return document.getSelection()?.isCollapsed === false;
}

/** Whether a key press is a chord of these; a press with keys that no chord has is none. */
export function isPressed(event: KeyboardEvent, chords: readonly Chord[], platform: Platform): boolean {
  const primary = platform === 'macos' ? event.metaKey : event.ctrlKey;
  const other = platform === 'macos' ? event.ctrlKey : event.metaKey;
  if (event.altKey || other) return false;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return chords.some(
    (chord) =>
      chord.key === key &&
      (chord.primary ?? false) === primary &&
      (event.shiftKey || !chord.shift) &&
      !(chord.bare && isTyping(event.target)),
  );
}

/** Whether whoever presses the second presses the first: one without Shift does not mind it. */
export function covers(chord: Chord, pressed: Chord): boolean {
  const same = chord.key === pressed.key && (chord.primary ?? false) === (pressed.primary ?? false);
  return same && (pressed.shift ?? !chord.shift);
}

const NAMES: Readonly<Record<string, string>> = { Escape: 'Esc' };

/** A chord as it is printed on the keys, for example `Ctrl+F` or `⌘F`. */
export function chordName({ key, primary, shift }: Chord, platform: Platform): string {
  const name = NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  if (platform === 'macos') return `${shift ? '⇧' : ''}${primary ? '⌘' : ''}${name}`;
  return `${primary ? 'Ctrl+' : ''}${shift ? 'Shift+' : ''}${name}`;
}

/** A character that the person means to search for, typed while nothing wants it. */
export function isSearchText(event: KeyboardEvent): boolean {
  return (
    event.key.length === 1 &&
    event.key !== ' ' &&
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey &&
    !event.isComposing &&
    !isTyping(event.target)
  );
}
