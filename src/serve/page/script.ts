/**
 * Puts what is new into the page that is there: told by the server, or else by asking at every interval. Adds the
 * buttons that copy, which without a script could not. Works on what the server rendered, and makes no HTML.
 */
export const SCRIPT = `
(() => {
  const main = document.querySelector('main');
  const state = document.getElementById('state');
  const every = Number(main.dataset.every);
  let timer;
  const buttons = () => {
    for (const pre of main.querySelectorAll('pre')) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = 'Copy';
      button.addEventListener('click', async () => {
        try {
          await navigator.clipboard.writeText(pre.textContent);
          state.textContent = 'Copied.';
        } catch {
          getSelection().selectAllChildren(pre);
          state.textContent = 'Selected: copy it with the keyboard.';
        }
      });
      pre.after(button);
    }
  };
  const renew = async () => {
    try {
      const answer = await fetch(location.pathname + location.search, { cache: 'no-store' });
      if (!answer.ok) throw new Error(answer.status);
      const next = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main');
      const open = new Set([...main.querySelectorAll('details[open]')].map((one) => one.id));
      const verdict = main.querySelector('h1').textContent;
      if (main.contains(document.activeElement) && next.querySelector('#changing').textContent === main.querySelector('#changing').textContent) {
        main.querySelector('#age').textContent = next.querySelector('#age').textContent;
        return;
      }
      main.replaceChildren(...next.childNodes);
      for (const id of open) document.getElementById(id)?.setAttribute('open', '');
      buttons();
      document.title = main.querySelector('h1').textContent + ' - probe-env';
      state.textContent = main.querySelector('h1').textContent === verdict ? '' : main.querySelector('h1').textContent;
    } catch {
      state.textContent = 'No answer from probe-env: this is what it said last.';
    }
  };
  const poll = () => { timer ??= setInterval(renew, every); };
  buttons();
  poll();
  if (window.EventSource) {
    const events = new EventSource('/events');
    events.addEventListener('change', renew);
  }
})();
`.trim();
