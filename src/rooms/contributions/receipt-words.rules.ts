/** Three groups of four, as on screens, in mails and on paper. */
export function receiptInGroups(bareCode: string): string {
  return `${bareCode.slice(0, 4)}-${bareCode.slice(4, 8)}-${bareCode.slice(8)}`;
}
