import type { Shell } from '../options.ts'

/**
 * What a shell sources to complete words of `thesis-report`. It asks the command line itself, so that
 * the reports and config keys of the directory at hand are completed.
 */
export function completionScript(shell: Shell): string {
  return shell === 'bash' ? BASH : ZSH
}

/** Bash splits words at `=` and `:` and completes what stands after them: the start is cut off. */
const BASH = `# Completion of thesis-report for bash. In ~/.bashrc: eval "$(npx thesis-report completion bash)"
_thesis_report() {
  local line="\${COMP_LINE:0:COMP_POINT}" current start="" candidate break
  local -a words tool
  read -r -a words <<< "$line"
  [[ "$line" == *[[:space:]] ]] && words+=("")
  current="\${words[\${#words[@]}-1]}"
  for break in = :; do
    if [[ "$COMP_WORDBREAKS" == *"$break"* && "$current" == *"$break"* ]]; then
      candidate="\${current%"$break"*}$break"
      (( \${#candidate} > \${#start} )) && start="$candidate"
    fi
  done
  tool=("\${words[0]}")
  type -P "\${words[0]}" > /dev/null || tool=(npx --no-install thesis-report)
  COMPREPLY=()
  while IFS=$'\\t' read -r candidate _; do
    COMPREPLY+=("\${candidate#"$start"}")
  done < <("\${tool[@]}" __complete "\${words[@]:1}" 2> /dev/null)
  if [[ "\${COMPREPLY[0]}" == *[=./] ]]; then compopt -o nospace 2> /dev/null; fi
  return 0
}
complete -F _thesis_report thesis-report
`

const ZSH = `#compdef thesis-report
# Completion of thesis-report for zsh. In ~/.zshrc, after compinit: eval "$(npx thesis-report completion zsh)"
_thesis_report() {
  local line candidate shown
  local -a tool open closed shownOpen shownClosed
  tool=("\${(Q)words[1]}")
  (( \${+commands[$tool[1]]} )) || [[ -x $tool[1] ]] || tool=(npx --no-install thesis-report)
  for line in "\${(@f)$("\${tool[@]}" __complete "\${(@Q)words[2,CURRENT-1]}" "\${(Q)PREFIX}" 2> /dev/null)}"; do
    [[ -n $line ]] || continue
    candidate=\${line%%$'\\t'*}
    shown=\${line/$'\\t'/  -- }
    if [[ $candidate == *[=./] ]]; then
      open+=("$candidate")
      shownOpen+=("$shown")
    else
      closed+=("$candidate")
      shownClosed+=("$shown")
    fi
  done
  (( $#open )) && compadd -S '' -l -d shownOpen -a open
  (( $#closed )) && compadd -l -d shownClosed -a closed
  return 0
}
if [[ "$funcstack[1]" == _thesis_report ]]; then _thesis_report "$@"; else compdef _thesis_report thesis-report; fi
`
