// The tab "Clocks" of a process instance: the page of its case, with who has it, why it is due that day, and what was done (COE-15).
import { framed } from './framed.js';

async function show(node, api, instance) {
  try {
    const response = await fetch(`${api.engineApi}/process-instance/${encodeURIComponent(instance)}`, {
      credentials: 'same-origin',
      headers: { Accept: 'application/json' }
    });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    const { businessKey, definitionId } = await response.json();
    const address = `/cases/${definitionId.split(':')[0]}/${encodeURIComponent(businessKey)}`;
    node.replaceChildren(framed(`${address}?panel`, `Case ${businessKey}`));
  } catch (problem) {
    node.textContent = `The case cannot be shown: ${problem.message}.`;
  }
}

export default {
  id: 'case-clocks',
  pluginPoint: 'cockpit.processInstance.runtime.tab',
  priority: 1000,
  properties: { label: 'Clocks' },
  render: (node, { api, processInstanceId }) => {
    node.textContent = 'Loading the case …';
    show(node, api, processInstanceId);
  },
  unmount: () => {}
};
