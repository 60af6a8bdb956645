const TEXT_INPUTS = new Set(['text', 'search', 'url', 'email', 'number', 'password', 'tel', '']);

/** Letters are commands everywhere but where one writes. */
export function isTextField(target: EventTarget | null): boolean {
  if (target instanceof HTMLInputElement) return TEXT_INPUTS.has(target.type);
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLElement && target.isContentEditable;
}

/** Enter, Space and arrows belong to a control that has the focus. */
export function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof Element &&
    target.closest('button, a[href], summary, [role=menu], dialog, input, select') !== null
  );
}

/** Ctrl, or Cmd on macOS, and nothing else. */
export function isCommand(event: KeyboardEvent): boolean {
  return (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
}

/** A letter, digit or sign alone. */
export function isSingle(event: KeyboardEvent): boolean {
  return isPlain(event) && event.key.length === 1 && event.key !== ' ';
}

export function isPlain(event: KeyboardEvent): boolean {
  return !event.ctrlKey && !event.metaKey && !event.altKey;
}
