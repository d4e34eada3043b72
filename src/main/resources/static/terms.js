// While cases are being opened the page shows how far it has come.
if (document.querySelector('main').dataset.busy === 'true') setTimeout(() => location.reload(), 2000);
