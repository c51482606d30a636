import type { CommandTable, Flag } from './command.js';
import { customizations, output, REFUSED, UNREADABLE, watch } from './common-entries.js';

/** Flags that every command has. */
export const SHARED_FLAGS: readonly Flag[] = [
  {
    flags: '--color <when>',
    summary: 'whether the answer has colours; NO_COLOR is the same as never',
    choices: ['auto', 'always', 'never'],
    fallback: 'auto',
  },
];

/** Every command, in the order in which `--help` lists them. */
export const COMMANDS: readonly CommandTable[] = [
  {
    name: 'explain',
    args: '<file...>',
    summary: 'say of each binding where it stands, why, and what would help, cluster by cluster',
    flags: [
      output('table', 'wide', 'yaml', 'json', 'name'),
      { flags: '-w, --watch', summary: 'follow standard input, and answer again at each change' },
      {
        flags: '--until <goal>',
        summary: 'watch, and end as soon as every binding has come that far; needs their templates',
        choices: ['settled', 'healthy'],
      },
      customizations,
    ],
    examples: [
      ['explain template.yaml binding.yaml', 'where a Deployment stands in its clusters'],
      [
        'kubectl get rb -A -w -o json | karmada-interpreter explain --watch templates.json -',
        'the same for a federation, redrawn at each change; templates.json is of kubectl get deploy -A -o json',
      ],
      [
        'kubectl get deploy web -o json > web.json; kubectl get rb web-deployment -w -o json | timeout 10m karmada-interpreter explain --until healthy web.json -',
        'wait for a rollout in CI; the template says which generation is to be reached',
      ],
    ],
    exits: {
      0: 'all is settled and healthy',
      1: 'something has failed',
      2: REFUSED,
      3: 'nothing has failed, and not all is settled and healthy yet',
    },
    load: async () => (await import('./commands/explain.js')).explain,
  },
  {
    name: 'interpret',
    args: '[file]',
    summary: "answer one operation, as karmadactl interpret does, by the built-in kinds or by one's own",
    flags: [
      {
        flags: '--operation <operation>',
        summary: 'the operation; all that the kind has where it is not given',
        choices: [
          'InterpretReplica',
          'InterpretComponent',
          'ReviseReplica',
          'Retain',
          'AggregateStatus',
          'InterpretStatus',
          'InterpretHealth',
          'InterpretDependency',
        ],
      },
      { flags: '--desired-file <file>', summary: 'the object as Karmada wants it', file: true },
      { flags: '--observed-file <file>', summary: 'the object as a member cluster has it', file: true },
      { flags: '--status-file <file>', summary: 'the items of status to aggregate', file: true },
      { flags: '--desired-replica <count>', summary: 'the replicas to revise the object to' },
      { flags: '--check', summary: 'check the customizations, and answer nothing' },
      customizations,
      output('yaml', 'json'),
    ],
    examples: [
      ['interpret deployment.yaml --operation InterpretHealth', 'whether an object is healthy'],
      [
        'interpret -f customization.yaml --operation AggregateStatus --desired-file foo.yaml --status-file items.yaml',
        'what a customization makes of the statuses of members',
      ],
    ],
    exits: { 0: 'answered', 1: 'the interpreter has failed, or a customization has faults', 2: REFUSED },
    load: async () => (await import('./commands/interpret.js')).interpret,
  },
  {
    name: 'check',
    args: '<file...>',
    summary:
      'find faults in policies, rollout strategies, declarations, customizations and webhook configurations',
    flags: [{ ...output('table', 'json', 'github', 'sarif'), flags: '-o, --format <format>' }],
    examples: [
      ['check policies/', 'every fault, with file, line and column'],
      ['check --format github customizations/*.yaml', 'as annotations of a pull request'],
    ],
    exits: {
      0: 'no errors; there may be warnings',
      1: 'errors, those of syntax among them',
      2: UNREADABLE,
    },
    load: async () => (await import('./commands/check.js')).check,
  },
  {
    name: 'rollout',
    args: '<plan|simulate|step> <file...>',
    summary: 'plan a rollout, simulate its course, or compute its next step with the patches to apply',
    flags: [
      output('table', 'yaml', 'json'),
      { flags: '--binding <name>', summary: 'the only binding that is looked at, where there are several' },
      { flags: '--svg <file>', summary: 'simulate: write the course as a picture', file: true },
      {
        flags: '--takes <duration>',
        summary: 'simulate: how long a cluster takes to be updated and healthy',
        fallback: '5m',
      },
      {
        flags: '--behaviour <file>',
        summary:
          'simulate: how clusters behave: {takes, fails, clusters: {NAME: {takes: 12m, fails: NotApplied, NotReported or Unhealthy}}}',
        file: true,
      },
      {
        flags: '--approve <approval>',
        summary:
          'what is approved, such as canary/after/qa or resume; simulate: with the time that it takes, canary/after/qa=2h',
        repeatable: true,
      },
      {
        flags: '--status <file>',
        summary:
          'step: what the step before has printed with -o json or yaml; the file need not exist at the first',
        file: true,
      },
      {
        flags: '--generation <number>',
        summary:
          "step: the template's generation, where the template is not in the files, or has another one by now",
      },
      {
        flags: '--write <object>',
        summary:
          'step: what is patched, the policy or, for a Karmada that has staged propagation, the binding (default: policy)',
        choices: ['policy', 'binding'],
      },
    ],
    examples: [
      ['rollout plan strategy.yaml binding.yaml clusters.yaml', 'which clusters go in which stage'],
      ['rollout simulate --svg course.svg strategy.yaml binding.yaml', 'its course over time'],
      [
        'rollout step strategy.yaml policy.yaml template.yaml binding.yaml clusters.yaml',
        'what is to be done once the template has changed; close the gates before you change it',
      ],
    ],
    exits: {
      0: 'done',
      1: 'the rollout has failed or stopped, or its strategy has faults',
      2: REFUSED,
      3: 'it goes on, or waits for an approval',
    },
    load: async () => (await import('./commands/rollout.js')).rollout,
  },
  {
    name: 'kinds',
    args: '[kind]',
    summary: 'list what is interpreted, and by which interpreter; of one kind, its rules in words',
    flags: [output('table', 'wide', 'yaml', 'json', 'name'), customizations],
    examples: [
      ['kinds', 'every kind with its operations'],
      ['kinds Job', 'how Jobs are interpreted'],
      ['kinds Widget -f widget.yaml', "how a kind of one's own is"],
    ],
    exits: { 0: 'found', 1: 'there is no interpreter for the kind', 2: REFUSED },
    load: async () => (await import('./commands/kinds.js')).kinds,
  },
  {
    name: 'serve',
    summary: "serve Karmada's interpreter webhook over HTTP, or HTTPS with certificates from files",
    flags: [
      { flags: '--port <port>', summary: 'the port to listen at', fallback: '8443' },
      { flags: '--host <address>', summary: 'the address to listen at; all where it is not given' },
      { flags: '--tls-cert <file>', summary: 'the certificate, read anew when the file changes', file: true },
      { flags: '--tls-key <file>', summary: 'its private key', file: true },
      { flags: '--declarations <directory>', summary: 'declarations of kinds', file: true },
      {
        flags: '--customizations <directory>',
        summary: 'ResourceInterpreterCustomization objects',
        file: true,
      },
      {
        flags: '--drain <duration>',
        summary: 'how long requests are still answered after the signal to end, until everybody knows',
        fallback: '5s',
      },
      { flags: '--print-config', summary: 'print the configuration for Karmada, and serve nothing' },
      { flags: '--url <url>', summary: '--print-config: where Karmada reaches the webhook' },
      {
        flags: '--service <namespace/name[:port]>',
        summary: '--print-config: the Service in front of the webhook, in place of a URL',
      },
      {
        flags: '--name <domain>',
        summary:
          '--print-config: the name of the webhook; the host of the URL, or the Service, where it is not given',
      },
      {
        flags: '--ca <file>',
        summary: '--print-config: the certificate authority that Karmada is to trust',
        file: true,
      },
      output('yaml', 'json'),
    ],
    examples: [
      ['serve --tls-cert tls.crt --tls-key tls.key', 'every built-in kind over HTTPS'],
      [
        'serve --print-config --url https://interpreter.example.org --ca ca.crt',
        'the configuration for Karmada',
      ],
    ],
    exits: { 0: 'ended by a signal', 1: 'a declaration or customization has faults', 2: UNREADABLE },
    load: async () => (await import('./commands/serve.js')).serve,
  },
  {
    name: 'try',
    args: '<file> [sample]',
    summary: 'try a declaration or customization on a sample, beside the default of whole statuses',
    flags: [
      output('table', 'yaml', 'json'),
      {
        flags: '--status-file <file>',
        summary: 'items of status to aggregate; two members like the sample where it is not given',
        file: true,
      },
      watch,
    ],
    examples: [
      ['try cron-tab.yaml sample.yaml', "each operation's answer"],
      ['try --watch cron-tab.yaml sample.yaml', 'the same, again at each change of either file'],
    ],
    exits: { 0: 'every operation answers', 1: 'an operation fails, or the file has faults', 2: UNREADABLE },
    load: async () => (await import('./commands/try.js')).tryOut,
  },
];
