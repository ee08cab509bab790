/**
 * Puts what is new into the page that is there: told by the server, or else by asking at every interval. Adds the
 * buttons that copy, which without a script could not. Works on what the server rendered, and makes no HTML. Where nothing but the
 * head and facts such as the time are others, all else stays, with what is selected and has the focus. Where nobody answers, the
 * verdict loses its colour: it is one of before.
 */
export const SCRIPT = `
(() => {
  const main = document.querySelector('main');
  const state = document.getElementById('state');
  const every = Number(main.dataset.every);
  const name = (element) => element?.textContent.replace(/:$/, '') ?? '';
  const buttons = () => {
    for (const pre of main.querySelectorAll('pre')) {
      const button = document.createElement('button');
      button.type = 'button';
      button.textContent = 'Copy';
      button.setAttribute('aria-label', 'Copy: ' + name(pre.previousElementSibling));
      button.addEventListener('click', async () => {
        try {
          await navigator.clipboard.writeText(pre.textContent);
          state.textContent = 'Copied.';
          button.textContent = 'Copied';
          setTimeout(() => { button.textContent = 'Copy'; state.textContent = ''; }, 2000);
        } catch {
          getSelection().selectAllChildren(pre);
          state.textContent = 'Selected: copy it with the keyboard.';
        }
      });
      pre.before(button);
    }
  };
  const FACTS = '[id^=facts-]';
  const text = (of) => {
    const copy = of.cloneNode(true);
    const facts = [...copy.querySelectorAll(FACTS)].map(({ id }) => id);
    for (const one of copy.querySelectorAll('header, button, ' + FACTS)) one.remove();
    return copy.textContent + facts.join();
  };
  const renew = async () => {
    try {
      const answer = await fetch(location.pathname + location.search, { cache: 'no-store', headers: { accept: 'text/html' } });
      // A page says what is the matter itself, whatever its status.
      if (!answer.headers.get('content-type')?.startsWith('text/html')) throw new Error(answer.status);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const next = page.querySelector('main');
      const verdict = main.querySelector('h1').textContent;
      const now = next.querySelector('h1').textContent;
      if (text(next) === text(main)) {
        main.querySelector('header').replaceWith(next.querySelector('header'));
        for (const one of next.querySelectorAll(FACTS)) {
          const [mine, its] = [document.getElementById(one.id), one].map((at) => at.querySelector('pre'));
          if (mine.textContent !== its.textContent) mine.textContent = its.textContent;
        }
      } else {
        const open = new Set([...main.querySelectorAll('details[open]')].map((one) => one.id));
        main.replaceChildren(...next.childNodes);
        for (const id of open) document.getElementById(id)?.setAttribute('open', '');
        buttons();
      }
      main.className = '';
      document.title = page.title;
      state.textContent = now === verdict ? '' : now;
    } catch {
      main.className = 'old';
      state.textContent = 'No answer from probe-env: this is what it said last.';
    }
  };
  // What nobody looks at asks for nothing.
  const poll = () => { if (!document.hidden) renew(); };
  buttons();
  setInterval(poll, every);
  document.addEventListener('visibilitychange', poll);
  if (window.EventSource) {
    const events = new EventSource('/events');
    events.addEventListener('change', poll);
  }
})();
`.trim();
