import { Command, CommanderError, Option } from 'commander';
import { version } from '../../package.json';
import type { CommandTable, Flag } from './command.js';
import { completionOf, SHELLS } from './completion.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { formatProblem } from './print/format-problem.js';
import { styleOf } from './print/style.js';
import { Refusal } from './refusal.js';
import { COMMANDS, SHARED_FLAGS } from './tables.js';
import type { Terminal } from './terminal.js';

const NAME = 'karmada-interpreter';

/**
 * Carries out a command line.
 *
 * @param argv - Its words after the program's own: `['explain', 'binding.yaml']`.
 * @param terminal - What the command reads from and writes to.
 * @returns The exit code; everything that is to be said has been written.
 */
export async function runProgram(argv: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exit: ExitCode = EXIT.ok;
  const program = new Command(NAME)
    .description("Karmada's resource interpreters on the command line.")
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help of a command')
    .showHelpAfterError(`Run ${NAME} --help for what there is.`)
    .configureOutput({
      writeOut: terminal.write,
      writeErr: terminal.note,
      getOutHelpWidth: () => terminal.columns,
    })
    .exitOverride();
  for (const table of COMMANDS) {
    addCommand(program, table, async (args, flags) => {
      const run = await table.load();
      exit = await run({ args, flags, terminal: { ...terminal, color: wantsColor(flags.color, terminal) } });
    });
  }
  program
    .command('completion')
    .description('print the completion for a shell')
    .addArgument(program.createArgument('<shell>', 'the shell').choices(SHELLS))
    .action((shell: (typeof SHELLS)[number]) =>
      terminal.write(completionOf(shell, NAME, COMMANDS, SHARED_FLAGS)),
    );
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.refused;
    if (!(error instanceof Refusal)) throw error;
    const problem = { severity: 'error', message: error.message } as const;
    terminal.note(`${formatProblem(problem, styleOf(wantsColor(undefined, terminal)))}\n`);
    return EXIT.refused;
  }
}

function addCommand(
  program: Command,
  table: CommandTable,
  action: (args: readonly string[], flags: { readonly [name: string]: unknown }) => Promise<void>,
): void {
  const command: Command = program
    .command(`${table.name} ${table.args ?? ''}`.trim())
    .description(table.summary)
    .showHelpAfterError(`Run ${NAME} ${table.name} --help for its flags.`)
    .action(async () => action(command.args, command.opts()))
    .addHelpText('after', () => afterHelp(table));
  for (const flag of [...table.flags, ...SHARED_FLAGS]) command.addOption(optionOf(flag));
}

function optionOf({ flags, summary, choices, repeatable, fallback, required }: Flag): Option {
  const option = new Option(flags, summary);
  if (choices) option.choices(choices);
  if (fallback !== undefined) option.default(fallback);
  if (required) option.makeOptionMandatory();
  if (repeatable)
    option.default([]).argParser((value: string, before: readonly string[]) => [...before, value]);
  return option;
}

/** What `--help` says after the flags. */
function afterHelp({ examples, exits }: CommandTable): string {
  const lines = examples.map(
    ([line, what]) => `  # ${what}\n  ${line.includes(NAME) ? line : `${NAME} ${line}`}`,
  );
  const codes = Object.entries(exits).map(([code, what]) => `  ${code}  ${what}`);
  return `\nExamples:\n${lines.join('\n\n')}\n\nExit codes:\n${codes.join('\n')}`;
}

function wantsColor(when: unknown, { color }: Terminal): boolean {
  return when === 'always' || (when !== 'never' && color);
}
