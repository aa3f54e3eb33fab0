// Turns what Vite built into what the Go program embeds: every file as .gz, and BUILD, which names the sources it was
// built from. Without Node the Go tests still notice sources that changed after the build.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('..', import.meta.url));
const built = join(web, '.build');
const dist = join(web, '..', 'internal', 'server', 'ui', 'dist');

// The Go test skips the same names; test/ cannot change the bundle.
const notSources = new Set(['node_modules', '.build', 'test']);

function filesBelow(root, skip = new Set()) {
  const names = readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'));
  return names.filter((name) => !skip.has(name.split('/')[0])).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** SHA-256 over one line per source file, "<SHA-256 of the file>  <path>\n", in byte order of the paths. */
function sourceHash() {
  const hash = createHash('sha256');
  for (const name of filesBelow(web, notSources)) {
    const sum = createHash('sha256').update(readFileSync(join(web, name))).digest('hex');
    hash.update(`${sum}  ${name}\n`);
  }
  return hash.digest('hex');
}

rmSync(dist, { recursive: true, force: true });
let total = 0;
for (const name of filesBelow(built)) {
  const target = join(dist, `${name}.gz`);
  mkdirSync(dirname(target), { recursive: true });
  // The gzip program and not Node's zlib, whose bytes differ from one Node version to the next. -n leaves name and time out.
  const packed = execFileSync('gzip', ['-9nc', join(built, name)], { maxBuffer: 1 << 28 });
  total += packed.length;
  writeFileSync(target, packed);
}
writeFileSync(join(dist, 'BUILD'), `${sourceHash()}\n`);
console.log(`packed ${(total / 1e6).toFixed(2)} MB into ${relative(process.cwd(), dist)}`);
