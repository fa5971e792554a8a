import { companyHandlers } from '../api/company-handlers.ts';
import { startApi } from '../api/start.ts';
import { answerEvents } from './answer-events.ts';
import { fillDemoBar } from './demo-bar.ts';

fillDemoBar();
answerEvents(document.querySelector('.brand')?.lastChild?.textContent ?? '');
// The endpoint first: the tags ask it as soon as they are defined.
await startApi(companyHandlers);
await import('../../src/index.ts');
