// React and React DOM with an empty root: what a script of a page that renders with them does before there is anything to show.
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';

const root = createRoot(document.body);
flushSync(() => root.render(null));
