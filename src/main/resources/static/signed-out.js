// The webapps have a sign-in form of their own, which is closed. Whoever is signed out while one of them is open, by its menu
// or because the session ended, comes to the application's page instead.
const leave = () => {
  if (window.location.hash.startsWith('#/login')) {
    window.location.replace('/sign-in');
  }
};

// the webapps move through the history, which tells nobody
for (const move of ['pushState', 'replaceState']) {
  const original = window.history[move];
  window.history[move] = function (...target) {
    original.apply(this, target);
    leave();
  };
}
window.addEventListener('hashchange', leave);
leave();
