import type { Messages } from '../../src/format/messages.ts';

/** Loaded when somebody asks for them. In another language numbers and dates are right, and the words stay English. */
const WORDS: Readonly<Record<string, () => Promise<Messages>>> = {
  ar: async () => (await import('../messages/ar.ts')).AR,
  de: async () => (await import('../messages/de.ts')).DE,
  'en-XA': async () => (await import('../messages/pseudo.ts')).pseudoLanguage(),
  'ar-XB': async () => (await import('../messages/pseudo.ts')).pseudoLanguage('rtl'),
};

/** The widgets' words in the page's language; `null` where there are none but English. */
export async function loadWords(): Promise<Messages | null> {
  return (await WORDS[document.documentElement.lang]?.()) ?? null;
}

/** Gives all scopes and lone widgets of the page the words of its language. */
export async function speakPageLanguage(): Promise<void> {
  const messages = await loadWords();
  for (const element of document.querySelectorAll<HTMLElement & { messages?: Messages | null }>(SPEAKERS)) {
    element.messages = messages;
  }
}

const SPEAKERS = 'pb-pricing, pb-invoice-forecast, pb-usage-meter, pb-plan-comparison';
