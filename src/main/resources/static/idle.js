// A session ends when nobody does anything (SEC-1). The page tells the server that a person moves in it, warns before the end, and
// leaves when the session is over. What pages ask for by themselves does not count, so neither does any request made here but one.
const cookie = name => document.cookie.split('; ').find(entry => entry.startsWith(name + '='))?.slice(name.length + 1);

const el = (tag, attributes, ...children) => {
  const node = document.createElement(tag);
  Object.entries(attributes).forEach(([name, value]) => node.setAttribute(name, value));
  node.append(...children);
  return node;
};

const send = (method, path) => fetch(path, {
  method,
  credentials: 'same-origin',
  headers: { Accept: 'application/json', 'X-CASEWORK-XSRF': cookie('CASEWORK-XSRF') ?? '' }
});

// the case beside a task is a page within a page: it says that somebody moves in it, and leaves the warning to the outer one
const isWithin = window.top !== window;
const MOVES = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'];

let endsAt;
let warnMillis;
let pauseMillis;
let saidAt = Date.now();
let askedAt = 0;
let moved = false;
let dialog;

async function ask(method, path) {
  askedAt = Date.now();
  let answer;
  try {
    answer = await send(method, path);
  } catch (unreachable) {
    return;
  }
  if (answer.status === 401) {
    leave();
  } else if (answer.ok) {
    const session = await answer.json();
    endsAt = Date.now() + session.secondsLeft * 1000;
    warnMillis = session.warnSeconds * 1000;
    pauseMillis = Math.min(60, session.idleMinutes * 15) * 1000;
  }
}

const look = () => ask('GET', '/api/session');

const stay = () => {
  saidAt = Date.now();
  moved = false;
  return ask('POST', '/api/session/activity');
};

// the sign-in page remembers the page that is left here
function leave() {
  if (endsAt !== undefined && !isWithin) window.location.reload();
}

async function signOut() {
  await send('POST', '/sign-out');
  window.location.assign('/sign-in?out');
}

function warn() {
  document.head.append(el('link', { rel: 'stylesheet', href: '/idle.css' }));
  const staying = el('button', { type: 'button', class: 'casework-stay', autofocus: '' }, 'Stay signed in');
  const leaving = el('button', { type: 'button' }, 'Sign out now');
  const left = el('strong', { role: 'timer', 'aria-live': 'off' });
  const spoken = el('p', { class: 'casework-spoken', 'aria-live': 'assertive' });
  dialog = el('dialog', { class: 'casework-idle', role: 'alertdialog', 'aria-labelledby': 'casework-idle-title', 'aria-describedby': 'casework-idle-text' },
    el('h2', { id: 'casework-idle-title' }, 'Are you still there?'),
    el('p', { id: 'casework-idle-text' }, 'Nobody has done anything here for a while. You will be signed out, and what is not stored is lost.'),
    el('p', {}, 'Time left: ', left), spoken, el('p', { class: 'casework-buttons' }, staying, leaving),
    el('p', { class: 'casework-advice' }, 'Sign out yourself when you will be away for longer than fifteen minutes.'));
  const on = async () => {
    await stay();
    close();
  };
  staying.addEventListener('click', on);
  leaving.addEventListener('click', signOut);
  dialog.addEventListener('cancel', event => {
    event.preventDefault();
    on();
  });
  dialog.show = seconds => {
    left.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
    if ([60, 30, 10].includes(seconds)) spoken.textContent = `You will be signed out in ${seconds} seconds.`;
  };
  document.body.append(dialog);
  dialog.showModal();
}

function close() {
  dialog?.remove();
  dialog = undefined;
}

async function tick() {
  const now = Date.now();
  if (endsAt === undefined) return;
  if (moved && !dialog && now - saidAt >= pauseMillis) {
    await stay();
    return;
  }
  const left = endsAt - now;
  if (isWithin || left > warnMillis) {
    close();
    return;
  }
  // somebody may be active in another window of this session
  if (now - askedAt >= (left > 0 ? 5000 : 1000)) {
    await look();
    if (endsAt - Date.now() > warnMillis) {
      close();
      return;
    }
  }
  if (!dialog) warn();
  dialog.show(Math.max(0, Math.ceil((endsAt - Date.now()) / 1000)));
}

MOVES.forEach(move => window.addEventListener(move, () => { moved = true; }, { passive: true, capture: true }));
look();
setInterval(tick, 1000);

export { el, signOut };
