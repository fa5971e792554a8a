import { fillDemoBar } from './demo-bar.ts';

fillDemoBar();
