/**
 * The address if a link may lead there, else `null`: http(s) without a user name in it, mailto, or a path of the same
 * site that starts with one slash. Whatever browsers repair silently (backslashes, spaces, control characters) is refused.
 */
export function safeUrl(text: string): string | null {
  if (/[\s\\\p{Control}\p{Surrogate}\p{Bidi_Control}]/u.test(text)) return null;
  if (/^\/(?!\/)/.test(text) || /^mailto:[^?]/i.test(text)) return text;
  try {
    const url = new URL(/^https?:\/\/[^/]/i.test(text) ? text : '');
    return url.username || url.password ? null : url.href;
  } catch {
    return null;
  }
}
