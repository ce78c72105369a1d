/** Whether a text has characters of ASCII alone. */
export function isAscii(text: string): boolean {
  return !/[\u0080-\uffff]/.test(text);
}
