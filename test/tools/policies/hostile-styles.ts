/** Styles of a page that mean no good, or do not know better. What they say of the tags themselves is the page's right. */
export const HOSTILE_STYLES: Readonly<Record<string, string>> = {
  'everything unset': '* { all: unset } script, style, head { display: none }',
  'everything in lines, as browsers have it':
    '* { all: revert; display: inline } script, style, head { display: none }',
  'everything initial, and important': ':not(head, head *, script, html, body) { all: initial !important }',
  'no buttons, links or fields':
    'button, a, input, select, summary, details, table, td, th, [part] { display: none !important }',
  'huge fonts': 'html { font-size: 64px !important } * { font-size: 48px !important; letter-spacing: 6px !important }',
  'no height of lines':
    '* { line-height: 0 !important; word-spacing: 40px; text-transform: uppercase; text-indent: 90px }',
  'boxes by their content': '* { box-sizing: content-box }',
  'boxes in boxes':
    '* { box-sizing: content-box !important; padding: 9px !important; border: 3px solid red !important; float: left }',
  'classes of ours':
    '.frame, .row, .notice, .visually-hidden, .primary, .figure { display: none !important; position: fixed !important }',
  'properties of ours':
    '* { --_text: transparent; --_background: black; --_space: 900px; --pb-space: -5px; --pb-accent: url(/evil.png) }',
};
