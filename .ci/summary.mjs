// Adds up the results of one test run: node summary.mjs <folder> <exit code so far> <required category>...
// The totals come from the TRX files; the NUnit files in folders beside them say which categories ran. A required category must have run whole,
// but for its tests of category Contracts: these need files that are not part of the repository.
// Prints the totals as the last line and exits with 0 only when all is well.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [folder, codeSoFar, ...required] = process.argv.slice(2);
const results = filesIn(folder, '.trx').flatMap((path) => tags(path)
  .filter((tag) => tag.name === 'UnitTestResult' && !tag.closes)
  .map((tag) => ({ test: attribute(tag, 'testName'), outcome: attribute(tag, 'outcome') })));
const cases = ['nunit', 'nunit-crash', 'nunit-servers'].flatMap((run) => filesIn(join(folder, run), '.xml')).flatMap(testCases);

const passed = results.filter((result) => result.outcome === 'Passed');
const skipped = results.filter((result) => result.outcome === 'NotExecuted');
const failed = results.filter((result) => !['Passed', 'NotExecuted'].includes(result.outcome));

let ok = codeSoFar === '0' && failed.length === 0 && passed.length > 0;
for (const result of failed) console.log(`FAILED: ${result.test} (${result.outcome})`);
for (const testCase of cases.filter((each) => each.result === 'Failed')) console.log(`  ${testCase.fullName}`);
for (const result of skipped) console.log(`skipped: ${result.test}`);
for (const category of required) {
  const members = cases.filter((testCase) => testCase.categories.includes(category));
  const notRun = members.filter((testCase) => testCase.result === 'Skipped' && !testCase.categories.includes('Contracts'));
  if (members.length > 0 && notRun.length === 0) continue;
  ok = false;
  console.log(`FAILED: category ${category} is required; ${members.length} tests were found, ${notRun.length} of them skipped`);
}
console.log(`${passed.length} passed, ${failed.length} failed, ${skipped.length} skipped`);
process.exit(ok ? 0 : Number(codeSoFar) || 1);

function filesIn(path, extension) {
  return existsSync(path) ? readdirSync(path).filter((name) => name.endsWith(extension)).map((name) => join(path, name)) : [];
}

// A case belongs to its own categories and to those of the suites around it.
function testCases(path) {
  const around = [];
  const found = [];
  for (const tag of tags(path)) {
    if (tag.name === 'test-suite' || tag.name === 'test-case') {
      if (tag.closes) around.pop();
      else around.push({ own: [] });
      if (tag.name === 'test-case' && !tag.closes) {
        found.push({ fullName: attribute(tag, 'fullname'), result: attribute(tag, 'result'), chain: [...around] });
      }
      if (tag.isEmpty) around.pop();
    } else if (tag.name === 'property' && attribute(tag, 'name') === 'Category') {
      around.at(-1)?.own.push(attribute(tag, 'value'));
    }
  }
  return found.map(({ fullName, result, chain }) => ({ fullName, result, categories: chain.flatMap((level) => level.own) }));
}

function tags(path) {
  const xml = readFileSync(path, 'utf8').replace(/<!\[CDATA\[[\s\S]*?\]\]>|<!--[\s\S]*?-->/g, '');
  return [...xml.matchAll(/<(\/?)([\w-]+)([^>]*?)(\/?)>/g)]
    .map(([, slash, name, attributes, end]) => ({ name, attributes, closes: slash === '/', isEmpty: end === '/' }));
}

function attribute(tag, name) {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag.attributes)?.[1];
}
