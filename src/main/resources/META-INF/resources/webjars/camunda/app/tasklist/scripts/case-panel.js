// The tab "Case" of a task: the page of the case. A task about a certificate begins with what one needs for it: what it says, what is
// missing, possible duplicates, MSIX's answers. None of it is kept in the engine.

const el = (tag, attributes = {}, ...children) => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value);
  }
  node.append(...children.filter(child => child !== null && child !== undefined && child !== ''));
  return node;
};

const cookie = name => document.cookie.split('; ').find(entry => entry.startsWith(name + '='))?.slice(name.length + 1);

async function call(path, method = 'GET', body) {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: {
      Accept: 'application/json, application/problem+json',
      'Content-Type': 'application/json',
      'X-CASEWORK-XSRF': cookie('CASEWORK-XSRF') ?? ''
    },
    body: body === undefined ? undefined : JSON.stringify(body)
  });
  const text = await response.text();
  const answer = text ? JSON.parse(text) : null;
  if (!response.ok) throw new Error(answer?.detail ?? answer?.message ?? `The server answered ${response.status}`);
  return answer;
}

const words = code => code.toLowerCase().replaceAll('_', ' ');

function section(title, ...content) {
  return el('section', {}, el('h4', {}, title), ...content);
}

function table(heads, rows) {
  return el('table', {},
    el('thead', {}, el('tr', {}, ...heads.map(head => el('th', { scope: 'col' }, head)))),
    el('tbody', {}, ...rows.map(row => el('tr', {}, ...row.map(cell => el('td', {}, cell ?? ''))))));
}

function facts(pairs) {
  return el('dl', {}, ...pairs.filter(([, value]) => value).flatMap(([name, value]) => [el('dt', {}, name), el('dd', {}, String(value))]));
}

const name = person => [person?.firstName, person?.middleName, person?.lastName1, person?.lastName2, person?.suffix].filter(Boolean).join(' ');

function certificate(coe) {
  const { family, move, work } = coe;
  return section('Certificate',
    coe.reason ? el('p', { class: 'case-note' }, el('strong', {}, `${words(coe.status)}: `), coe.reason) : '',
    table(['Child', 'Sex', 'Born', 'Residency date'], coe.children.map(child => [name(child), child.sex, child.birthDate, child.residencyDate])),
    facts([
      ['Parent or guardian 1', name(family.parent1)],
      ['Parent or guardian 2', name(family.parent2)],
      ['Address', [family.address?.line1, family.address?.city, family.address?.state, family.address?.zip].filter(Boolean).join(', ')],
      ['Moved from', [move.from?.district, move.from?.city, move.from?.state, move.from?.country].filter(Boolean).join(', ')],
      ['Moved to', [move.to?.district, move.to?.city, move.to?.state].filter(Boolean).join(', ')],
      ['Qualifying Arrival Date', move.qualifyingArrivalDate],
      ['Worker', name(move.worker)],
      ['Qualifying work', [work.description, words(work.duration ?? ''), words(work.sector ?? '')].filter(Boolean).join(', ')],
      ['Comments', coe.comments]
    ]),
    table(['Signature', 'Name', 'Date'], (coe.signatures ?? []).map(signature => [words(signature.role), signature.name, signature.signedOn])));
}

function duplicates(number, child, reload) {
  if (child.decision) return el('p', {}, `Decided: ${words(child.decision)}`);
  if (!child.candidates.length) return el('p', {}, 'No other record looks like this child.');
  const decide = (verb, body) => async event => {
    event.target.disabled = true;
    try {
      await call(`/api/coes/${encodeURIComponent(number)}/children/${encodeURIComponent(child.stateStudentId)}/${verb}`, 'POST', body);
    } catch (problem) {
      alert(problem.message);
    }
    reload();
  };
  return el('div', { class: 'case-note' },
    el('p', {}, 'This may be a child who is known already:'),
    ...child.candidates.map(candidate => el('p', {},
      `${candidate.name}, born ${candidate.birthDate}, ${candidate.stateStudentId} (${candidate.reasons.join(', ')}) `,
      el('button', { class: 'btn btn-default btn-sm', onclick: decide('link', { existing: candidate.stateStudentId }) }, 'Same child: link'))),
    el('button', { class: 'btn btn-default btn-sm', onclick: decide('distinct', {}) }, 'A different child'));
}

function entry(number, children, reload) {
  return section('Entry of the record', ...children.map(child => el('div', { class: 'case-child' },
    el('h5', {}, `${child.name}, ${child.stateStudentId}`),
    duplicates(number, child, reload),
    child.missing.length
      ? el('div', {}, el('p', {}, `${child.missing.length} data elements are missing:`),
        el('ul', {}, ...child.missing.map(element => el('li', {}, `${element.label}${element.why ? ' – ' + element.why : ''}`))))
      : el('p', { class: 'case-done' }, 'Every applicable data element is there.'),
    el('p', {}, el('a', {
      href: `/records/${encodeURIComponent(child.stateStudentId)}/edit`, target: '_blank', rel: 'noopener',
      'aria-label': `Enter or correct data elements of ${child.stateStudentId}`
    }, 'Enter or correct data elements')))));
}

function answers(submissions) {
  if (!submissions.length) return '';
  return section('Sent to MSIX', table(['Child', 'File', 'State', 'Reasons'], submissions.map(submission =>
    [submission.stateStudentId, submission.fileName ?? '', words(submission.state), (submission.reasons ?? []).join('; ')])));
}

// What was returned is corrected on the page of the certificate, with its rules at the fields.
function correction(number) {
  return section('Correct the certificate',
    el('p', {}, el('a', { href: `/coes/${encodeURIComponent(number)}/edit`, target: '_blank', rel: 'noopener' }, 'Correct the certificate'),
      ' in a window of its own, then complete this task.'));
}

// The page grows with its content, so that only Tasklist scrolls.
function page(process, number) {
  const frame = el('iframe', { src: `/cases/${process}/${encodeURIComponent(number)}?panel`, title: `Case ${number}`, style: 'width: 100%; border: 0; min-height: 60vh' });
  frame.addEventListener('load', () => {
    const fit = () => { frame.style.minHeight = 0; frame.style.height = `${frame.contentDocument.documentElement.scrollHeight + 20}px`; };
    fit();
    new ResizeObserver(fit).observe(frame.contentDocument.body);
  });
  return frame;
}

async function show(node, api, taskId) {
  const reload = () => show(node, api, taskId);
  try {
    const variables = await call(`${api.engineApi}/task/${taskId}/form-variables?variableNames=caseNumber`);
    const task = await call(`${api.engineApi}/task/${taskId}`);
    const number = variables.caseNumber?.value;
    const process = task.processDefinitionId.split(':')[0];
    if (process !== 'coe') {
      node.replaceChildren(page(process, number));
      return;
    }
    const coe = await call(`/api/coes/${encodeURIComponent(number.split('.')[0])}`);
    const work = [];
    if (task.taskDefinitionKey === 'review') {
      work.push(certificate(coe));
    }
    if (task.taskDefinitionKey === 'correctCoe') {
      work.push(correction(coe.number));
    }
    if (['enterRecord', 'resolveRejection'].includes(task.taskDefinitionKey)) {
      const certificateNumber = number.split('.')[0];
      const { children } = await call(`/api/coes/${encodeURIComponent(certificateNumber)}/entry`);
      work.push(entry(certificateNumber, children, reload));
      work.push(answers((await call(`/api/submissions?case=${encodeURIComponent(number)}`)).items));
    }
    const parts = [...work, page(process, number), task.taskDefinitionKey === 'review' ? '' : certificate(coe)];
    node.replaceChildren(el('link', { rel: 'stylesheet', href: `${api.baseUrl ?? '/camunda/app/tasklist'}/scripts/case-panel.css` }), el('div', { class: 'case-panel' }, ...parts));
  } catch (problem) {
    node.replaceChildren(el('p', { role: 'alert', class: 'case-note' }, `The case cannot be shown: ${problem.message}`));
  }
}

export default {
  id: 'case-panel',
  pluginPoint: 'tasklist.task.detail',
  priority: 1000,
  properties: { label: 'Case' },
  render: (node, { api, taskId }) => {
    node.textContent = 'Loading the case …';
    show(node, api, taskId);
  },
  unmount: () => {}
};
