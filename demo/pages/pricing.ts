import '../../src/index.ts';
import { answerEvents } from './answer-events.ts';
import { fillDemoBar } from './demo-bar.ts';

fillDemoBar();
answerEvents('Quaystone');
