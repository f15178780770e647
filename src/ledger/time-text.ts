const TIME = /^[0-9]{4}-([0-9]{2})-([0-9]{2})T(?:[01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?Z$/;
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a text is a moment of UTC that exists in the calendar: YYYY-MM-DDTHH:MMZ to the minute, or with seconds. */
export function isTimeText(text: string, to: "minute" | "second"): boolean {
  const [whole, month, day, seconds] = TIME.exec(text) ?? [];
  if (whole === undefined || (seconds !== undefined) !== (to === "second")) return false;
  if (Number(day) < 1 || Number(day) > (DAYS[Number(month) - 1] ?? 0)) return false;
  return !(month === "02" && day === "29") || isLeapYear(Number(text.slice(0, 4)));
}

/** Seconds since 1970 of such a text. */
export function secondsOf(text: string): number {
  return Date.parse(text) / 1000;
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}
