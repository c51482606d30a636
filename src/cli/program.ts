import { Command, CommanderError, type Help, InvalidArgumentError, Option } from 'commander';
import { version } from '../../package.json';
import { didYouMean } from '../boundary/did-you-mean.js';
import { plain } from '../rollout/timeline/chart.js';
import type { CommandTable, Flag } from './command.js';
import { completionOf, SHELLS } from './completion.js';
import { EXIT, type ExitCode } from './exit-code.js';
import { noteProblems } from './print/note-problems.js';
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
  let colored = terminal;
  const program = new Command(NAME)
    .description("Karmada's resource interpreters on the command line.")
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand(false)
    .showHelpAfterError(`Run ${NAME} --help for what there is.`)
    .configureHelp(HELP)
    .configureOutput({
      writeOut: terminal.write,
      writeErr: terminal.note,
      getOutHelpWidth: () => terminal.columns,
      getErrHelpWidth: () => terminal.noteColumns,
    })
    .exitOverride();
  for (const table of COMMANDS) {
    addCommand(program, table, async (args, flags) => {
      colored = withColor(terminal, flags.color);
      const run = await table.load();
      exit = await run({ args, flags, terminal: colored });
    });
  }
  program
    .command('completion')
    .description('print the completion for a shell')
    .addArgument(program.createArgument('<shell>', 'the shell').choices(SHELLS))
    .addHelpText('after', COMPLETION_HELP)
    .action((shell: (typeof SHELLS)[number]) =>
      terminal.write(completionOf(shell, NAME, COMMANDS, SHARED_FLAGS)),
    );
  program
    .command('help')
    .description('print help of a command')
    .argument('[command]', 'the command')
    .action((word?: string) => {
      const all = program.commands;
      const asked = word === undefined ? program : all.find((command) => command.name() === word);
      if (asked) asked.outputHelp();
      else
        program.error(
          unknownCommand(
            word ?? '',
            all.map((command) => command.name()),
          ),
        );
    });
  try {
    await program.parseAsync(argv.map(withoutEquals), { from: 'user' });
    return exit;
  } catch (error) {
    return failed(error, colored);
  }
}

/** `-o=json`, which kubectl takes, as commander takes it: `-ojson`. */
function withoutEquals(word: string): string {
  return word.replace(/^(-[a-zA-Z])=/, '$1');
}

/** What `--help` shows of commands and flags, which the usage line has in full. */
const HELP: Partial<Help> = {
  subcommandTerm: (command) => command.name(),
  optionDescription: ({ description, argChoices, defaultValue }) => {
    const choices = argChoices ? `: ${argChoices.join(', ')}` : '';
    return `${description}${choices}${defaultValue ? ` (default: ${defaultValue})` : ''}`;
  },
};

const COMPLETION_HELP = `
Examples:
  # in ~/.bashrc
  source <(${NAME} completion bash)

  # for fish
  ${NAME} completion fish > ~/.config/fish/completions/${NAME}.fish`;

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
  if (choices) option.choices(choices).argParser((value: string) => chosen(value, choices));
  if (fallback !== undefined) option.default(fallback);
  if (required) option.makeOptionMandatory();
  if (repeatable) option.argParser((value: string, before: readonly string[] = []) => [...before, value]);
  return option;
}

/** The choice that a value names, whatever its case, as karmadactl takes operations. */
function chosen(value: string, choices: readonly string[]): string {
  const found = choices.find((choice) => choice.toLowerCase() === value.toLowerCase());
  if (found !== undefined) return found;
  const meant = didYouMean(value, choices).replace(/^: d/, ' D');
  throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.${meant}`);
}

/** What is said of `help` for a command that is not there, as commander says it of the command itself. */
function unknownCommand(word: string, commands: readonly string[]): string {
  const meant = didYouMean(word, commands).replace(/^: d(.*)/, '\n(D$1)');
  return `error: unknown command '${plain(word)}'${meant}`;
}

const FILES = `
Files are YAML or JSON; a directory stands for those below it, a pattern such as
'fleet/*.yaml' for those that match, and - for standard input.
`;

/** What `--help` says after the flags. */
function afterHelp({ args = '', examples, exits }: CommandTable): string {
  const lines = examples.map(
    ([line, what]) => `  # ${what}\n  ${line.includes(NAME) ? line : `${NAME} ${line}`}`,
  );
  const codes = Object.entries(exits).map(([code, what]) => `  ${code}  ${what}`);
  const files = args.includes('file...') ? FILES : '';
  return `${files}\nExamples:\n${lines.join('\n\n')}\n\nExit codes:\n${codes.join('\n')}`;
}

/** A terminal with the colours that `--color` asks for. */
function withColor(terminal: Terminal, when: unknown): Terminal {
  if (when !== 'always' && when !== 'never') return terminal;
  const color = when === 'always';
  return {
    ...terminal,
    ...{ color, noteColor: color },
    // They change with the window.
    get columns() {
      return terminal.columns;
    },
    get noteColumns() {
      return terminal.noteColumns;
    },
  };
}

/** Says why a command ended before its end. */
function failed(error: unknown, terminal: Terminal): ExitCode {
  // Commander has said it already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.refused;
  const say = (message: string): void => noteProblems([{ severity: 'error', message }], terminal);
  if (terminal.debug && error instanceof Error) terminal.note(`${error.stack}\n`);
  if (error instanceof Refusal) {
    say(error.message);
    return EXIT.refused;
  }
  if (error instanceof RangeError && /call stack/.test(error.message)) {
    say('what the files hold is nested too deeply');
    return EXIT.refused;
  }
  // An InterpreterError, whose class would load the whole library for `--help` too: a caller's mistake in a file.
  if (error instanceof Error && 'faults' in error) {
    say(error.message);
    return EXIT.failed;
  }
  say(`${error instanceof Error ? error.message : error}`);
  terminal.note(
    `This is a fault of ${NAME} ${version}: please report it, with the command and its files.\n` +
      'With KARMADA_INTERPRETER_DEBUG=1 in the environment, it shows where it happened.\n',
  );
  return EXIT.internal;
}
