import { companyHandlers } from '../api/company-handlers.ts';
import { startApi } from '../api/start.ts';
import { answerEvents } from './answer-events.ts';
import { fillDemoBar } from './demo-bar.ts';
import { speakPageLanguage } from './languages.ts';

fillDemoBar({ onLanguage: () => void speakPageLanguage() });
answerEvents(document.querySelector('.brand')?.lastChild?.textContent ?? '');
await speakPageLanguage();
// The endpoint first: the tags ask it as soon as they are defined.
await startApi(companyHandlers);
await import('../../src/index.ts');
