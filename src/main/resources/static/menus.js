// The menus of the frame close when somebody turns to something else; they open and close without this too.
const menus = [...document.querySelectorAll('.frame .menu')];

document.addEventListener('click', event => {
  menus.filter(menu => !menu.contains(event.target)).forEach(menu => { menu.open = false; });
});

document.addEventListener('keydown', event => {
  const open = menus.find(menu => menu.open);
  if (event.key === 'Escape' && open) {
    open.open = false;
    open.querySelector('summary').focus();
  }
});
