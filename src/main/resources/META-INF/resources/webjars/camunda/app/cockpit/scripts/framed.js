// A page of the application inside Cockpit. It grows with its content, so that only Cockpit scrolls.
export function framed(address, title) {
  const frame = document.createElement('iframe');
  frame.src = address;
  frame.title = title;
  frame.style = 'width: 100%; border: 0; min-height: 20rem';
  frame.addEventListener('load', () => {
    const fit = () => { frame.style.height = `${frame.contentDocument.documentElement.scrollHeight + 20}px`; };
    fit();
    new ResizeObserver(fit).observe(frame.contentDocument.body);
  });
  return frame;
}
