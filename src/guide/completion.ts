/** The command tree to a completion script for bash, zsh or fish. Where a NAME is wanted, the store is asked for names. */
import { type CommandNode, commandPaths, type Flag } from './command-tree.js';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

export function completionScript(shell: Shell, root: CommandNode): string {
  return { bash, zsh, fish }[shell](root);
}

/** Whether an argument of the command is the name of a creative. */
const takesName = ({ usage }: CommandNode): boolean => /[<[]name/i.test(usage);

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const words = (flags: readonly Flag[]): string[] => flags.map(({ long }) => long);

function bash(root: CommandNode): string {
  const cases = [...commandPaths(root)].map(([path, node]) => {
    const offered = [...node.commands.map(({ name }) => name), ...words(node.flags), ...words(root.flags)];
    const names = takesName(node) ? ' names=1;' : '';
    return `    ${quoted(path.join(' '))})${names} words=${quoted([...new Set(offered)].join(' '))} ;;`;
  });
  const values = choiceFlags(root).map(
    ([path, { long, choices }]) => `    ${quoted([...path, long].join(' '))}) words=${quoted(choices.join(' '))} ;;`,
  );
  return `# bash completion of creo: source <(creo completion bash)
_creo() {
  local word path='' names='' words='' IFS=$' \\t\\n'
  local current="\${COMP_WORDS[COMP_CWORD]}" previous="\${COMP_WORDS[COMP_CWORD-1]}"
  local known=${quoted(` ${knownPaths(root).join(' ; ')} ; `)}
  COMPREPLY=()
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$known" in *"; $path\${path:+ }$word ;"*) path="$path\${path:+ }$word" ;; esac
  done
  case "$path $previous" in
${values.join('\n')}
  esac
  if [ -z "$words" ]; then case "$path" in
${cases.join('\n')}
  esac; fi
  if [ -n "$names" ] && [[ "$current" != -* ]]; then
    IFS=$'\\n'
    COMPREPLY=($(compgen -W "$(creo completion names 2>/dev/null | sed 's/[^[:alnum:]_.,:/@%+=-]/\\\\\\\\&/g')" -- "$current"))
  fi
  IFS=$' \\t\\n'
  COMPREPLY+=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _creo creo
`;
}

const knownPaths = (root: CommandNode): string[] => [
  '',
  ...[...commandPaths(root)].map(([path]) => path.join(' ')).filter((path) => path !== ''),
];

function choiceFlags(root: CommandNode): [string[], Flag][] {
  return [...commandPaths(root)].flatMap(([path, node]) =>
    node.flags.filter(({ choices }) => choices.length > 0).map((flag): [string[], Flag] => [path, flag]),
  );
}

function zsh(root: CommandNode): string {
  const described = ([name, description]: readonly [string, string]): string =>
    quoted(`${name.replaceAll(':', '\\:')}:${description}`);
  const cases = [...commandPaths(root)].map(([path, node]) => {
    const flags = [...node.flags, ...(path.length > 0 ? root.flags : [])];
    const offered = [
      ...node.commands.map(({ name, description }) => [name, description] as const),
      ...flags.map(({ long, description }) => [long, description] as const),
    ];
    const names = takesName(node) ? ' names=1;' : '';
    return `    ${quoted(path.join(' '))})${names} offered=(${offered.map(described).join(' ')}) ;;`;
  });
  const values = choiceFlags(root).map(
    ([path, { long, choices }]) =>
      `    ${quoted([...path, long].join(' '))}) offered=(${choices.map(quoted).join(' ')}) ;;`,
  );
  return `#compdef creo
# zsh completion of creo: creo completion zsh > "\${fpath[1]}/_creo"
_creo() {
  local word command_path='' names='' previous="\${words[CURRENT-1]}"
  local -a offered
  local -a known=(${knownPaths(root)
    .filter((path) => path !== '')
    .map(quoted)
    .join(' ')})
  for word in "\${(@)words[2,CURRENT-1]}"; do
    (( \${known[(Ie)\${command_path:+$command_path }$word]} )) && command_path="\${command_path:+$command_path }$word"
  done
  case "$command_path $previous" in
${values.join('\n')}
  esac
  if (( ! \${#offered} )); then case "$command_path" in
${cases.join('\n')}
  esac; fi
  [[ -n "$names" ]] && compadd -- "\${(@f)$(creo completion names 2>/dev/null)}"
  _describe 'creo' offered || _files
}
compdef _creo creo
`;
}

function fish(root: CommandNode): string {
  const lines = [...commandPaths(root)].flatMap(([path, node]) => {
    const on = path.length === 0 ? '__fish_use_subcommand' : `__creo_at ${path.join(' ')}`;
    return [
      ...node.commands.map(
        ({ name, description }) => `complete -c creo -f -n ${quoted(on)} -a ${name} -d ${quoted(description)}`,
      ),
      ...node.flags.map(({ long, short, value, description, choices }) => {
        const values = choices.length > 0 ? ` -x -a ${quoted(choices.join(' '))}` : value === null ? '' : ' -r';
        const where = path.length === 0 ? '' : ` -n ${quoted(on)}`;
        const letter = short === null ? '' : ` -s ${short.slice(1)}`;
        return `complete -c creo${where} -l ${long.slice(2)}${letter}${values} -d ${quoted(description)}`;
      }),
      ...(takesName(node) ? [`complete -c creo -n ${quoted(on)} -a '(creo completion names 2>/dev/null)'`] : []),
    ];
  });
  return `# fish completion of creo: creo completion fish > ~/.config/fish/completions/creo.fish
function __creo_at
  set -l given (commandline -opc | string match -rv '^-')
  test "$given[2.."(math 1 + (count $argv))"]" = "$argv"
end
${lines.join('\n')}
`;
}
