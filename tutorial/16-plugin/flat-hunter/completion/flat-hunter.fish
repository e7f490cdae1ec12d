# fish completion for flat-hunter
complete -c flat-hunter -n __fish_use_subcommand -a watch -d 'Watch the mailboxes'
complete -c flat-hunter -n __fish_use_subcommand -a test -d 'Tell which rules fit a mail'
complete -c flat-hunter -l help -d 'Print what there is to say'
complete -c flat-hunter -n __fish_use_subcommand -l version -d 'Print the version'
complete -c flat-hunter -n '__fish_seen_subcommand_from watch' -l status -d 'Print how the watch that runs is'
complete -c flat-hunter -n '__fish_seen_subcommand_from test' -x -l account -d 'The account of the mail'
complete -c flat-hunter -n '__fish_seen_subcommand_from test' -x -l mailbox -d 'The mailbox of the mail'
complete -c flat-hunter -n '__fish_seen_subcommand_from test' -x -l at -d 'The time of the day'
