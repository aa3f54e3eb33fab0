// Drives the Explore page in a real browser against a running server:
//   GALLERIA_URL=http://127.0.0.1:8080 npm test
// Every host but 127.0.0.1 is unreachable for the browser, and each test fails on a message in the console, an error in the
// page, a violation of the content security policy, a request to another origin, or a file that is not served. That parts of
// an answer are shown one by one is seen when the server is slow: "galleria demo --slow pay=500ms".
// CHROMIUM names the browser when it is not /usr/bin/chromium; SCREENSHOTS a folder to put pictures into.
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const base = process.env.GALLERIA_URL?.replace(/\/+$/, '');
if (!base) throw new Error('GALLERIA_URL is not set: start "galleria demo" and give its address, such as http://127.0.0.1:8080');

const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'];
const EDITOR = '.graphiql-query-editor .monaco-editor';

const profiles = [];
after(() => profiles.forEach((profile) => rmSync(profile, { recursive: true, force: true })));

/** A page in a browser of its own with a fresh profile; complaints collects all that must not happen. */
async function withPage(options, steps) {
  const profile = mkdtempSync(join(tmpdir(), 'galleria-browser-'));
  profiles.push(profile);
  const browser = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: FLAGS,
    viewport: { width: 1280, height: 800 },
    permissions: ['clipboard-read', 'clipboard-write'],
    ...options,
  });
  const complaints = [];
  const page = browser.pages()[0];
  const expected = options.expected ?? (() => false);
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !expected(message.text())) complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`page: ${error.message}`));
  browser.on('request', (request) => {
    if (!request.url().startsWith(`${base}/`) && !request.url().startsWith('data:')) complaints.push(`foreign: ${request.url()}`);
  });
  browser.on('response', (response) => {
    if (response.status() >= 400 && !expected(`${response.status()} ${response.url()}`)) complaints.push(`${response.status()} ${response.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  try {
    await steps(page, browser);
    assert.deepEqual(complaints, []);
  } finally {
    await browser.close();
  }
}

async function open(page, path = '/explore/') {
  await page.goto(`${base}${path}`);
  await page.locator(`${EDITOR} .view-line`).first().waitFor();
}

const text = (page, part) => page.evaluate((name) => globalThis.__MONACO.editor.getModels()
  .find((model) => model.uri.path.endsWith(name)).getValue(), part);
const query = (page) => text(page, 'operation.graphql');
const response = (page) => text(page, 'response.json');

async function type(page, words) {
  await page.locator(EDITOR).first().click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(words);
  // GraphiQL reads the document a moment later; until then it would run the operation that was there before.
  const [, name] = words.match(/^query (\w+)/);
  await page.locator('.graphiql-tab-active', { hasText: name }).waitFor();
}

async function until(page, condition, what) {
  for (let tries = 0; tries < 100; tries++) {
    if (await condition()) return;
    await page.waitForTimeout(100);
  }
  assert.fail(`waited 10 s for ${what}`);
}

async function picture(page, name) {
  if (process.env.SCREENSHOTS) await page.screenshot({ path: join(process.env.SCREENSHOTS, `${name}.png`) });
}

for (const colorScheme of ['light', 'dark']) {
  test(`a first visit shows an example ready to run (${colorScheme})`, () => withPage({ colorScheme }, async (page) => {
    await open(page);
    assert.equal(await page.title(), 'Explore · Galleria');
    const titles = page.locator('.g-examples strong');
    assert.ok(await titles.count() >= 5, 'at least five examples');
    assert.match(await query(page), /^# .*\n[\s\S]*query /);
    const colours = () => page.locator(`${EDITOR} .view-line span[class^="mtk"]`)
      .evaluateAll((spans) => new Set(spans.map((span) => span.className)).size);
    await until(page, async () => await colours() > 3, 'the colours of the query');
    await picture(page, `first-${colorScheme}`);
  }));
}

test('a query runs and its result is shown', () => withPage({}, async (page) => {
  await open(page);
  await type(page, 'query Kind { __typename }');
  await page.keyboard.press('Control+Enter');
  await until(page, async () => /"__typename": "Query"/.test(await response(page)), 'the result');
  await page.locator('.graphiql-response .view-line', { hasText: 'Query' }).first().waitFor();
  await picture(page, 'result');
}));

test('the editor knows the schema and marks a field that is not there', () => withPage({}, async (page) => {
  await open(page);
  await type(page, 'query Wrong { thereIsNoSuchField }');
  await until(page, () => page.evaluate(() => globalThis.__MONACO.editor.getModelMarkers({})
    .some((marker) => /thereIsNoSuchField/.test(marker.message))), 'the mark of the GraphQL worker');
}));

test('a deferred fragment is known to the editor, and shown when it comes', () => withPage({}, async (page) => {
  await open(page);
  await type(page, 'query Later { orders(first: 3) { nodes { name thereIsNoSuchField ... @defer { payments { status } } } } }');
  const marks = () => page.evaluate(() => globalThis.__MONACO.editor.getModelMarkers({}).map((marker) => marker.message));
  // The field shows that the worker has read the document; @defer must not be among what it marks.
  await until(page, async () => (await marks()).some((mark) => mark.includes('thereIsNoSuchField')), 'the mark of the GraphQL worker');
  assert.deepEqual((await marks()).filter((mark) => mark.includes('defer')), []);
  await type(page, 'query Later { orders(first: 3) { nodes { name ... @defer { payments { status } } } } }');
  await page.evaluate(() => {
    const model = globalThis.__MONACO.editor.getModels().find((one) => one.uri.path.endsWith('response.json'));
    globalThis.shown = [];
    model.onDidChangeContent(() => globalThis.shown.push(model.getValue()));
  });
  await page.keyboard.press('Control+Enter');
  const first = () => page.evaluate(() => globalThis.shown.find((value) => value.includes('"orders"')));
  await until(page, first, 'the first part');
  await until(page, async () => (await marks()).length === 0, 'an editor without marks');
  await picture(page, 'first-part');
  assert.equal(JSON.parse(await first()).data.orders.nodes.length, 3);
  assert.ok(!(await first()).includes('payments'), 'the first part is shown before the second has come');
  const other = await page.request.post(`${base}/graphql`, { data: { query: '{ __typename }' } });
  assert.equal(other.status(), 200);
  await until(page, async () => /"payments"/.test(await response(page)), 'the second part');
  const { data } = JSON.parse(await response(page));
  assert.ok(data.orders.nodes.every((order) => order.name && order.payments[0].status), 'each order has its payments');
  assert.equal(await page.getByRole('button', { name: /^Stop query/ }).count(), 0);
  await picture(page, 'all-parts');
}));

test('the documentation opens and leads to the query type', () => withPage({}, async (page) => {
  await open(page);
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  await page.locator('.graphiql-doc-explorer-content').getByText('Query', { exact: true }).first().click();
  await page.locator('.graphiql-doc-explorer-title', { hasText: 'Query' }).waitFor();
  assert.ok(await page.locator('.graphiql-doc-explorer-item, .graphiql-doc-explorer-field-name').count() > 0, 'fields are listed');
  await picture(page, 'docs');
}));

test('the query builder writes into the editor', () => withPage({}, async (page) => {
  await open(page);
  await page.getByRole('button', { name: 'Show Query builder' }).click();
  const field = page.locator('.graphiql-explorer-root .graphiql-explorer-node').first();
  await type(page, 'query Built { __typename }');
  const name = (await field.innerText()).trim();
  await field.locator('span').first().click();
  await until(page, async () => new RegExp(`\\b${name}\\b`).test(await query(page)), `the field "${name}" in the editor`);
  await picture(page, 'builder');
}));

test('an example opens in a tab of its own and leaves what was typed', () => withPage({}, async (page) => {
  await open(page);
  await type(page, 'query Mine { __typename }');
  const example = page.locator('.g-examples button').nth(1);
  const title = await example.locator('strong').innerText();
  await example.click();
  await until(page, async () => !(await query(page)).includes('query Mine'), `the example "${title}"`);
  assert.equal(await page.locator('.graphiql-tab').count(), 2);
  await page.locator('.graphiql-tab button').first().click();
  await until(page, async () => (await query(page)) === 'query Mine { __typename }', 'the first tab');
}));

test('an example with variables shows them', () => withPage({}, async (page) => {
  await open(page);
  await page.locator('.g-examples button', { hasText: 'variables' }).click();
  await page.locator('.graphiql-editor-tool .view-line', { hasText: 'first' }).first().waitFor();
  assert.ok(JSON.parse(await text(page, 'variables.json')).first > 0);
  await picture(page, 'variables');
}));

test('a link carries query and variables, never headers', () => withPage({}, async (page, browser) => {
  await open(page);
  await type(page, 'query Linked { __typename }');
  await page.getByRole('button', { name: 'Headers', exact: true }).click();
  await page.locator('.graphiql-editor-tool .graphiql-editor:not(.hidden) .monaco-editor').click();
  await page.keyboard.insertText('{"X-Secret": "headers-stay-here"}');
  await page.keyboard.press('Control+Enter');
  await until(page, async () => /__typename/.test(await response(page)), 'the result');
  await page.getByRole('button', { name: /^Copy link/ }).click();
  await page.getByText('Link copied').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  assert.ok(link.startsWith(`${base}/explore/#query=`), link);
  assert.ok(!link.includes('headers-stay-here'));
  // GraphiQL writes after half a second.
  await page.waitForTimeout(1500);
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  assert.match(kept, /query Linked/);
  assert.ok(!kept.includes('headers-stay-here'), 'no header in localStorage');
  const other = await browser.newPage();
  await other.goto(link);
  await other.locator(`${EDITOR} .view-line`).first().waitFor();
  assert.equal(await query(other), 'query Linked { __typename }');
  await type(other, 'query Changed { __typename }');
  await until(other, async () => new URL(other.url()).hash === '', 'the address to forget the link');
}));

test('a link pasted into the open page opens in a tab of its own', () => withPage({}, async (page) => {
  await open(page);
  await page.evaluate(() => { window.location.hash = new URLSearchParams({ query: 'query Pasted { __typename }', variables: '{"a": 1}' }); });
  await until(page, async () => (await query(page)) === 'query Pasted { __typename }', 'the query of the link');
  assert.equal(await text(page, 'variables.json'), '{"a": 1}');
  assert.equal(await page.locator('.graphiql-tab').count(), 2);
}));

test('the page follows the system from light to dark', () => withPage({ colorScheme: 'light' }, async (page) => {
  await open(page);
  await page.locator('.monaco-editor.vs').first().waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.locator('.monaco-editor.vs-dark').first().waitFor();
  assert.equal(await page.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(21, 28, 40)');
}));

test('variables and query are formatted', () => withPage({}, async (page) => {
  await open(page);
  await type(page, 'query Wide($a:Int){__typename @skip(if:false) t:__typename @include(if:$a)}');
  await page.getByRole('button', { name: 'Variables', exact: true }).click();
  await page.locator('.graphiql-editor-tool .graphiql-editor:not(.hidden) .monaco-editor').click();
  await page.keyboard.insertText('{"a":1}');
  await page.getByRole('button', { name: /^Prettify/ }).click();
  await until(page, async () => (await text(page, 'variables.json')).trim() === '{\n  "a": 1\n}', 'formatted variables');
  await until(page, async () => (await query(page)).startsWith('query Wide($a: Int) {\n  __typename'), 'a formatted query');
}));

test('a closed server asks for an API key, and sends it from this tab only', () => withPage({
  expected: (complaint) => complaint.includes('401'),
}, async (page) => {
  const seen = [];
  const open401 = async (route) => {
    const sent = route.request().headers().authorization;
    seen.push(sent);
    if (sent === 'Bearer right-key') {
      const { authorization, ...headers } = route.request().headers();
      await route.continue({ headers });
    } else await route.fulfill({ status: 401, contentType: 'application/json', body: '{"errors":[{"message":"unauthenticated"}]}' });
  };
  await page.route('**/schema.graphql', open401);
  await page.route('**/graphql', open401);
  await open(page);
  const input = page.getByLabel('API key for this server');
  await input.fill('wrong-key');
  await picture(page, 'key');
  await page.getByRole('button', { name: 'Use it' }).click();
  await page.getByText('The server refused this API key').waitFor();
  await page.getByLabel(/refused this API key/).fill('right-key');
  await page.getByRole('button', { name: 'Use it' }).click();
  await page.getByRole('button', { name: 'Forget the API key' }).waitFor();
  await type(page, 'query Kind { __typename }');
  await page.keyboard.press('Control+Enter');
  await until(page, async () => /"__typename": "Query"/.test(await response(page)), 'the result');
  assert.equal(await page.locator('.g-bar').count(), 0);
  assert.equal(seen.at(-1), 'Bearer right-key');
  const places = await page.evaluate(() => ({ local: JSON.stringify({ ...localStorage }), url: window.location.href, session: JSON.stringify({ ...sessionStorage }) }));
  assert.ok(!places.local.includes('right-key') && !places.url.includes('right-key'));
  assert.ok(places.session.includes('right-key'));
  await page.getByRole('button', { name: 'Forget the API key' }).click();
  await page.getByLabel('API key for this server').waitFor();
  assert.ok(!(await page.evaluate(() => JSON.stringify({ ...sessionStorage }))).includes('right-key'));
}));

test('a schema that cannot be loaded is said, and loads on a second try', () => withPage({
  expected: (complaint) => complaint.includes('503'),
}, async (page) => {
  let broken = true;
  await page.route('**/schema.graphql', (route) => (broken ? route.fulfill({ status: 503, body: '' }) : route.continue()));
  await open(page);
  await page.getByText('/schema.graphql answered 503').waitFor();
  await picture(page, 'no-schema');
  broken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('/schema.graphql answered 503').waitFor({ state: 'detached' });
}));

test('the button beside the editor fetches the schema again', () => withPage({}, async (page) => {
  await open(page);
  const again = page.waitForRequest('**/schema.graphql');
  await page.getByRole('button', { name: /^Re-fetch GraphQL schema/ }).click();
  await again;
}));

// GraphiQL's own: the close button is inside the tab. Everything else is ours to fix.
const KNOWN = new Set(['nested-interactive']);

for (const colorScheme of ['light', 'dark']) {
  test(`nobody is locked out: WCAG 2 A and AA (${colorScheme})`, () => withPage({ colorScheme }, async (page) => {
    await open(page);
    await page.getByRole('button', { name: 'Use an API key' }).click();
    await page.evaluate(readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'));
    const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] }));
    const ours = violations.filter((violation) => !KNOWN.has(violation.id))
      .map((violation) => `${violation.id}: ${violation.nodes.map((node) => `${node.target} ${node.failureSummary}`).join(' | ')}`);
    assert.deepEqual(ours, []);
  }));
}

before(async () => {
  const answer = await fetch(`${base}/explore/`);
  assert.equal(answer.status, 200, `${base}/explore/ must be served`);
});
