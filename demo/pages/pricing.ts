import { answerEvents } from './answer-events.ts';
import { fillDemoBar } from './demo-bar.ts';
import { speakPageLanguage } from './languages.ts';

fillDemoBar({ onLanguage: () => void speakPageLanguage() });
answerEvents('Quaystone');
// The words first, so that no other language flashes by. The prices need no endpoint of ours: they are a file.
await speakPageLanguage();
await import('../../src/index.ts');
