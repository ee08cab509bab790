import type { CatalogueEntry } from '../../src/core/catalogue.ts';
import { FAMILIES, type Family } from '../../src/core/platform.ts';
import type { AnyProbe } from '../../src/core/probe.ts';
import { PROFILES } from '../../src/core/profile.ts';
import { severityInWords } from '../../src/core/rule.ts';

const FAMILY_NAMES: Readonly<Record<Family, string>> = {
  debian: 'Debian, Ubuntu',
  alpine: 'Alpine',
  rhel: 'RHEL, Fedora',
  scratch: 'scratch, distroless',
};

/** docs/rules.md: every rule, as `probe-env explain` tells it. */
export function rulesPage(probes: readonly AnyProbe[], rules: readonly CatalogueEntry[]): string {
  const sections = probes.map((probe) =>
    section(
      probe,
      rules.filter((rule) => rule.probe === probe.name),
    ),
  );
  return `<!-- Made by npm run docs from the catalogue in probes/*/rules. -->
# Rules

What probe-env can find: ${rules.length} rules in ${probes.length} probes. Ids are permanent. A policy can set each rule to
\`error\`, \`warning\`, \`info\` or \`off\`; \`probe-env explain RULE\` prints what stands here. Messages
and remedies are shown for an example.

${sections.join('\n')}`;
}

function section(probe: AnyProbe, rules: readonly CatalogueEntry[]): string {
  const rows = rules.map(
    (rule) => `| [${nameOf(rule)}](#${anchor(rule.id)}) | ${rule.severity} | ${cell(rule.title)} |`,
  );
  return `## ${probe.name}

${probe.title}. Runs in the profiles: ${(probe.profiles ?? PROFILES).join(', ')}.

| rule | severity | what is wrong |
|---|---|---|
${rows.join('\n')}

${rules.map(ruleText).join('\n')}`;
}

function ruleText(rule: CatalogueEntry): string {
  const restart = rule.restart.mends ? 'A restart of the container fixes it' : 'A restart does not fix it';
  return `### ${rule.id}

**${severityInWords(rule)}**: ${rule.title}. ${rule.cause}

> ${rule.message.replaceAll('\n', '\n> ')}
${said(rule)}
${remedies(rule)}

${restart}: ${rule.restart.why}
`;
}

function said({ says }: CatalogueEntry): string {
  return says.length === 0 ? '' : `\nWhat the tools say: ${says.map((text) => `\`${text}\``).join(', ')}\n`;
}

/** Families with the same remedy share it. */
function remedies(rule: CatalogueEntry): string {
  const texts = [...new Set(FAMILIES.map((family) => rule.remedy[family]))];
  return texts
    .map((text) => {
      const families = FAMILIES.filter((family) => rule.remedy[family] === text);
      const label =
        families.length === FAMILIES.length
          ? 'What fixes it'
          : families.map((f) => FAMILY_NAMES[f]).join('; ');
      return `${label}:\n\n\`\`\`text\n${text}\n\`\`\``;
    })
    .join('\n\n');
}

function nameOf(rule: CatalogueEntry): string {
  return rule.id.slice(rule.probe.length + 1);
}

/** As GitHub makes it from the heading. */
function anchor(id: string): string {
  return id.replaceAll('/', '');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
