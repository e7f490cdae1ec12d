# bash completion for flat-hunter
_flat_hunter() {
    local word=${COMP_WORDS[COMP_CWORD]} command=${COMP_WORDS[1]}
    if [ "$COMP_CWORD" = 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "watch test --help --version" -- "$word")
    elif [ "${word#-}" = "$word" ]; then
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
    elif [ "$command" = watch ]; then
        mapfile -t COMPREPLY < <(compgen -W "--status --help" -- "$word")
    elif [ "$command" = test ]; then
        mapfile -t COMPREPLY < <(compgen -W "--account --mailbox --at --help" -- "$word")
    fi
}
complete -F _flat_hunter flat-hunter
