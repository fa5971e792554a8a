/**
 * What a host page does with the widgets' requests. A real one would open its own checkout, contact form or settings;
 * this one says what it was asked.
 */
export function answerEvents(company: string): void {
  document.body.addEventListener('pb-plan-select', (event) => {
    // Else the plan's own address would be followed.
    event.preventDefault();
    const { plan, intent } = event;
    say(
      intent === 'contact' ? `Talk about ${plan.name}` : `Change to ${plan.name}`,
      `${company} would take over here, with its own checkout. The event says the intent: “${intent}”.`,
    );
  });
  document.body.addEventListener('pb-question', (event) => {
    event.preventDefault();
    say(`A question about “${event.line.name}”`, `${company} would open its support form here, about this very line.`);
  });
  document.body.addEventListener('pb-limit-request', (event) => {
    say(
      'A new limit',
      `${company} would store a limit of ${event.at.toString()} here, and report it with the account.`,
    );
  });
  document.body.addEventListener('pb-limit-consent', (event) => {
    say('Going on beyond the limit', `${company} would note the consent, up to ${event.at.toString()}, and go on.`);
  });
}

function say(title: string, text: string): void {
  const dialog = document.querySelector<HTMLDialogElement>('#dialog');
  const [heading, words] = [document.querySelector('#dialog-title'), document.querySelector('#dialog-text')];
  if (!dialog || !heading || !words) return;
  heading.textContent = title;
  words.textContent = text;
  dialog.showModal();
}
