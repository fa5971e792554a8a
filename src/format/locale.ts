const RTL_SCRIPTS = /^(Adlm|Arab|Aran|Hebr|Mand|Nkoo|Rohg|Samr|Syrc|Thaa)$/;

/**
 * The canonical tag of a locale; `undefined` where it is none, so that a slip in an attribute breaks nothing. Many pages
 * write the name that their server's system has: de_DE.
 */
export function canonicalLocale(locale: string | null | undefined): string | undefined {
  try {
    return locale ? Intl.getCanonicalLocales(locale.replaceAll('_', '-'))[0] : undefined;
  } catch {
    return undefined;
  }
}

/** By the script the language is written in; asked of `maximize`, as not every engine has `getTextInfo`. */
export function directionOf(locale: string): 'ltr' | 'rtl' {
  return RTL_SCRIPTS.test(new Intl.Locale(locale).maximize().script ?? '') ? 'rtl' : 'ltr';
}
