// What every page has, in the webapps too: report a security incident (SEC-6), sign out (SEC-2), and the end of an idle session.
import { el, signOut } from '/idle.js';

const leaving = el('button', { type: 'button', title: 'Sign out whenever you are away for longer than fifteen minutes' }, 'Sign out');
leaving.addEventListener('click', signOut);

document.head.append(el('link', { rel: 'stylesheet', href: '/idle.css' }));
// in another window, so that what is on the screen stays there as evidence
document.body.append(el('nav', { class: 'casework-bar', 'aria-label': 'Security' },
  el('a', { href: '/security', target: '_blank', rel: 'noopener' }, 'Report a security incident'), leaving));
