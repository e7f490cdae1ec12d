<?php
// The session of README.md with the c-client, which PHP's imap functions are.
// They cannot wait for a push.
[, $host, $port, $user, $password] = $argv;
$server = "{" . "$host:$port/imap/notls/user=$user}";
$message = "Subject: Loft\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    . "In a château.\r\n";

function check($result)
{
    if ($result === false) {
        fwrite(STDERR, imap_last_error() . "\n");
        exit(1);
    }
    return $result;
}

$imap = check(imap_open("{$server}INBOX", $user, $password));
$names = array_map(fn($name) => substr($name, strlen($server)),
                   check(imap_list($imap, $server, "*")));
sort($names);
echo "folders ", implode(" ", $names), "\n";
check(imap_append($imap, "{$server}INBOX", $message));
check(imap_check($imap));
echo "subject ", check(imap_headerinfo($imap, 1))->subject, "\n";
echo "found ", count(check(imap_search($imap, 'TEXT "château"', SE_UID,
                                       "UTF-8"))), "\n";
check(imap_setflag_full($imap, "1", '\Flagged'));
$flagged = imap_fetch_overview($imap, "1")[0]->flagged;
echo "flags ", $flagged ? '\Flagged' : "", "\n";
check(imap_createmailbox($imap, "{$server}Homes"));
check(imap_mail_move($imap, "1", "Homes"));
check(imap_expunge($imap));
echo "left ", imap_num_msg($imap), "\n";
imap_close($imap);
