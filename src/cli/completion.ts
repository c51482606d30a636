import type { CommandTable, Flag } from './command.js';

/** The shells that there is a completion for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;

/** A flag by its two names. */
interface FlagNames {
  readonly short?: string;
  readonly long: string;
  readonly takesValue: boolean;
}

/**
 * The script that completes commands, flags and their values in a shell.
 *
 * @param shell - The shell.
 * @param program - The program's name.
 * @param commands - Its commands.
 * @param shared - The flags that every command has.
 */
export function completionOf(
  shell: (typeof SHELLS)[number],
  program: string,
  commands: readonly CommandTable[],
  shared: readonly Flag[],
): string {
  const all = commands.map((command) => ({ ...command, flags: [...command.flags, ...shared] }));
  return { bash: bashScript, zsh: zshScript, fish: fishScript }[shell](program, all);
}

function namesOf({ flags }: Flag): FlagNames {
  const short = /(?:^|\s)-(\w)\b/.exec(flags)?.[1];
  const long = /--([\w-]+)/.exec(flags)?.[1] ?? '';
  return { ...(short !== undefined && { short }), long, takesValue: flags.includes('<') };
}

function wordsOf(flag: Flag): readonly string[] {
  const { short, long } = namesOf(flag);
  return [...(short === undefined ? [] : [`-${short}`]), `--${long}`];
}

/** The words that an argument can only be: those of `<plan|simulate|step>`. */
function argumentWords({ args = '' }: CommandTable): readonly string[] {
  return /^[<[]([\w-]+(?:\|[\w-]+)+)/.exec(args)?.[1]?.split('|') ?? [];
}

const takesFiles = ({ args = '' }: CommandTable): boolean => /file|sample/.test(args);
const functionOf = (program: string): string => `_${program.replaceAll('-', '_')}`;
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

function bashScript(program: string, commands: readonly CommandTable[]): string {
  const name = functionOf(program);
  const cases = commands.map((command) => {
    const values = command.flags
      .filter((flag) => namesOf(flag).takesValue)
      .map((flag) => {
        const action = flag.choices
          ? `words ${quoted(flag.choices.join(' '))}`
          : flag.file
            ? 'files'
            : 'return 0';
        return `        ${wordsOf(flag).join('|')}) ${action === 'return 0' ? action : `${name}_${action}; return 0`} ;;`;
      });
    const flags = command.flags.flatMap(wordsOf).join(' ');
    const words = argumentWords(command);
    return [
      `    ${command.name})`,
      '      case "$previous" in',
      ...values,
      '      esac',
      `      if [[ $current == -* ]]; then ${name}_words ${quoted(`${flags} --help`)}; return 0; fi`,
      ...(words.length > 0 ? [`      ${name}_words ${quoted(words.join(' '))}`] : []),
      ...(takesFiles(command) ? [`      ${name}_files`] : []),
      '      ;;',
    ].join('\n');
  });
  return `# bash completion of ${program}: source <(${program} completion bash)
${name}_words() { while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -W "$1" -- "$current"); }
${name}_files() {
  compopt -o filenames 2>/dev/null
  while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$current")
}
${name}() {
  local current=\${COMP_WORDS[COMP_CWORD]} previous=\${COMP_WORDS[COMP_CWORD-1]} word command=
  COMPREPLY=()
  if ((COMP_CWORD > 1)); then command=\${COMP_WORDS[1]}; fi
  case "$command" in
    '') ${name}_words ${quoted(topWords(commands).join(' '))} ;;
    completion) ${name}_words ${quoted(SHELLS.join(' '))} ;;
    help) ${name}_words ${quoted(commands.map((command) => command.name).join(' '))} ;;
${cases.join('\n')}
  esac
}
complete -F ${name} ${program}
`;
}

function topWords(commands: readonly CommandTable[]): readonly string[] {
  return [...commands.map(({ name }) => name), 'completion', 'help', '--help', '--version'];
}

function zshScript(program: string, commands: readonly CommandTable[]): string {
  const name = functionOf(program);
  const text = (summary: string): string => summary.replace(/[[\]:]/g, '\\$&');
  const flagSpec = (flag: Flag): string => {
    const { short, long, takesValue } = namesOf(flag);
    const action = flag.choices ? `(${flag.choices.join(' ')})` : flag.file ? '_files' : ' ';
    const ending = `[${text(flag.summary)}]${takesValue ? `:${long}:${action}` : ''}`;
    const many = flag.repeatable ? '*' : '';
    const exclusive = short !== undefined && !flag.repeatable ? `(-${short} --${long})` : '';
    return [...(short === undefined ? [] : [`-${short}`]), `--${long}`]
      .map((word) => `        ${quoted(`${exclusive}${many}${word}${ending}`)}`)
      .join(' \\\n');
  };
  const cases = commands.map((command) => {
    const words = argumentWords(command);
    const specs = [
      ...command.flags.map(flagSpec),
      `        ${quoted('--help[print help]')}`,
      ...(words.length > 0 ? [`        ${quoted(`1:what:(${words.join(' ')})`)}`] : []),
      ...(takesFiles(command) ? [`        ${quoted('*:file:_files')}`] : []),
    ];
    return `    ${command.name})\n      _arguments -s \\\n${specs.join(' \\\n')}\n      ;;`;
  });
  const described = commands.map((command) => `    ${quoted(`${command.name}:${text(command.summary)}`)}`);
  return `#compdef ${program}
# zsh completion of ${program}: source <(${program} completion zsh)
${name}() {
  local -a commands=(
${described.join('\n')}
    'completion:print the completion for a shell'
    'help:print help of a command'
  )
  if ((CURRENT == 2)); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  ((CURRENT--))
  case $command in
    completion) _values shell ${SHELLS.join(' ')} ;;
    help) _describe command commands ;;
${cases.join('\n')}
  esac
}
compdef ${name} ${program}
`;
}

function fishScript(program: string, commands: readonly CommandTable[]): string {
  const line = (...parts: readonly string[]): string => ['complete -c', program, ...parts].join(' ');
  const top = [
    ...commands,
    { name: 'completion', summary: 'print the completion for a shell' },
    { name: 'help', summary: 'print help of a command' },
  ];
  const inCommand = (name: string): string => `-n ${quoted(`__fish_seen_subcommand_from ${name}`)}`;
  const flagLine = (command: CommandTable, flag: Flag): string => {
    const { short, long, takesValue } = namesOf(flag);
    const values = flag.choices
      ? `-x -a ${quoted(flag.choices.join(' '))}`
      : flag.file
        ? '-r -F'
        : takesValue
          ? '-x'
          : '';
    return line(
      inCommand(command.name),
      ...(short === undefined ? [] : [`-s ${short}`]),
      `-l ${long}`,
      values,
      `-d ${quoted(flag.summary)}`,
    ).replace(/ {2,}/g, ' ');
  };
  return [
    `# fish completion of ${program}`,
    line('-f'),
    ...top.map(({ name, summary }) => line(`-n __fish_use_subcommand -a ${name} -d ${quoted(summary)}`)),
    ...commands.flatMap((command) => [
      ...(takesFiles(command) ? [line(inCommand(command.name), '-F')] : []),
      ...argumentWords(command).map((word) => line(inCommand(command.name), `-a ${word}`)),
      ...command.flags.map((flag) => flagLine(command, flag)),
    ]),
    line(inCommand('completion'), `-a ${quoted(SHELLS.join(' '))}`),
    line(inCommand('help'), `-a ${quoted(commands.map(({ name }) => name).join(' '))}`),
    '',
  ].join('\n');
}
