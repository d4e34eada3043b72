// Cockpit reads its settings from this address; the file takes the place of the one that comes with it.
import '/signed-out.js';
import '/webapp.js';

export default {
  customScripts: ['scripts/sla-board.js', 'scripts/case-clocks.js']
};
