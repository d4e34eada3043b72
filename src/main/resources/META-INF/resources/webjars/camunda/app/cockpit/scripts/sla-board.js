// The SLA board in short on the dashboard; each figure and bar leads to the clocks behind it (COE-15).
import { framed } from './framed.js';

export default {
  id: 'sla-board',
  pluginPoint: 'cockpit.dashboard',
  priority: 1000,
  properties: { label: 'SLA board' },
  render: node => {
    const heading = document.createElement('h3');
    heading.textContent = 'SLA board';
    node.replaceChildren(heading, framed('/board?panel', 'SLA board'));
  },
  unmount: () => {}
};
