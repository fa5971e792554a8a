import type { Translation } from '../format/messages.ts';

export type { Translation };

/** The languages that come with the package besides English, each loaded when somebody asks for it. */
const TRANSLATIONS: Readonly<Record<string, () => Promise<Translation>>> = {
  ar: async () => (await import('./ar.ts')).AR,
  de: async () => (await import('./de.ts')).DE,
  es: async () => (await import('./es.ts')).ES,
  fr: async () => (await import('./fr.ts')).FR,
  it: async () => (await import('./it.ts')).IT,
  ja: async () => (await import('./ja.ts')).JA,
  nl: async () => (await import('./nl.ts')).NL,
  pl: async () => (await import('./pl.ts')).PL,
  pt: async () => (await import('./pt.ts')).PT,
  zh: async () => (await import('./zh.ts')).ZH,
};

/** Tags of the languages that come with the package: English, and those that `loadMessages` has. */
export const LANGUAGES: readonly string[] = ['en', ...Object.keys(TRANSLATIONS)];

/**
 * The words of a language, for `messages` of a widget or `createFormat`: the same whatever the region, and only in the
 * script that the locale is written in, so that `zh-TW` gets none of `zh`.
 *
 * @param locale a BCP 47 tag
 * @returns `null` where no words but the English ones are needed, or there are none
 */
export async function loadMessages(locale: string): Promise<Translation | null> {
  const asked = written(locale);
  const language = Object.keys(TRANSLATIONS).find((tag) => written(tag) === asked);
  return (await TRANSLATIONS[language ?? '']?.()) ?? null;
}

/** Language and script, also where a tag leaves the script to its region. */
function written(locale: string): string | null {
  try {
    const { language, script } = new Intl.Locale(locale.replaceAll('_', '-')).maximize();
    return `${language}-${script}`;
  } catch {
    return null;
  }
}
