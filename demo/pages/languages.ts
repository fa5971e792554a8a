import type { Messages } from '../../src/format/messages.ts';
import { loadMessages } from '../../src/languages/index.ts';

/** Languages that nobody speaks show what a page does with longer words, from either side. */
const PSEUDO: Readonly<Record<string, 'ltr' | 'rtl'>> = { 'en-XA': 'ltr', 'ar-XB': 'rtl' };

/** The widgets' words in the page's language; `null` where there are none but English. */
export async function loadWords(): Promise<Messages | null> {
  const { lang } = document.documentElement;
  const direction = PSEUDO[lang];
  if (direction === undefined) return loadMessages(lang);
  const { pseudoLanguage } = await import('../messages/pseudo.ts');
  return pseudoLanguage(direction);
}

/** Gives all scopes and lone widgets of the page the words of its language. */
export async function speakPageLanguage(): Promise<void> {
  const messages = await loadWords();
  for (const element of document.querySelectorAll<HTMLElement & { messages?: Messages | null }>(SPEAKERS)) {
    element.messages = messages;
  }
}

const SPEAKERS = 'pb-pricing, pb-invoice-forecast, pb-usage-meter, pb-plan-comparison';
