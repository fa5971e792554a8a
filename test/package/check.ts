/** What a check has found wrong, one line per finding. */
const findings: string[] = [];

/** Notes a finding where something is not as it should be. */
export function check(isRight: boolean, finding: string): void {
  if (!isRight) findings.push(finding);
}

/** Both ways: what is missing, and what should not be there. */
export function checkSame(what: string, found: Iterable<string>, expected: Iterable<string>): void {
  const [some, all] = [new Set(found), new Set(expected)];
  for (const one of all) check(some.has(one), `${what}: ${one} is missing`);
  for (const one of some) check(all.has(one), `${what}: ${one} should not be there`);
}

/** Prints what was found, and fails the process where there is anything. */
export function report(subject: string): void {
  for (const finding of findings) console.error(`  ${finding}`);
  console.log(findings.length === 0 ? `${subject}: nothing is wrong` : `${subject}: ${findings.length} wrong`);
  if (findings.length > 0) process.exitCode = 1;
}
