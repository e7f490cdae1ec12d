#pragma once

namespace kit {

/// The text that `kit NAME --help` begins with, by the subcommand's NAME.
namespace help {

inline constexpr auto kit =
    "The students' and teachers' program: conversations as files.\n\n"
    "Try it:\n"
    "  kit play push.wire                        against the toy, in memory\n"
    "  kit play push.wire --connect :1430        against a running server\n"
    "  kit conform --server :1143 --user anna    does it idle as it should?\n"
    "  kit draw push.wire                        as a picture\n"
    "  kit tap --listen :1431 --connect :1430    shows what passes\n"
    "  kit fault all --client 'COMMAND'          what does a client survive?\n"
    "  kit examine                               your server, your client\n"
    "  kit mail-server                           a Dovecot, until Ctrl-C\n"
    "  kit start 1.1                             begins an exercise\n"
    "  kit check 1.1                             checks your work on it\n"
    "Each command has its own --help.";

inline constexpr auto play =
    "Plays the client of .wire files and checks what the server says.\n\n"
    "Without --connect or --server it plays against our own session, in "
    "memory,\n"
    "where 29 minutes pass at once.\n"
    "  kit play push.wire\n"
    "  kit play push.wire --connect 127.0.0.1:1430 --wire\n"
    "  kit play *.wire --cut all --server 'proto_server --listen :{port}"
    "{options}'\n"
    "  kit play idle*.wire --connect :143 --set user=anna --set "
    "password=secret\n"
    "  kit play idle*.wire --connect :1993 --tls --ca tls/ca.pem ...\n"
    "  kit play starttls.wire --connect :1143 --ca tls/ca.pem ...\n"
    "Exit code: 0 passed, 1 failed, 2 something was not checked, 3 a wrong\n"
    "argument, or the kit's own fault.";

inline constexpr auto serve =
    "Plays the server of a .wire file and checks what the client says.\n\n"
    "It waits for one client, plays the file once, and ends.\n"
    "  kit serve push.wire --listen :1430       then start your client\n"
    "  kit serve push.wire --client 'proto_client --connect 127.0.0.1:{port} "
    "watch'\n"
    "Exit code: 0 passed, 1 failed, 2 not checked, 3 a wrong argument, or\n"
    "the kit's own fault.";

inline constexpr auto conform =
    "Tells whether an IMAP server idles as RFC 2177 has it, clause by clause.\n"
    "\n"
    "It logs in, and works in mailboxes of its own (idle-hands-...), which it\n"
    "makes and deletes. A server that is not on this machine wants --tls or\n"
    "--starttls, or all on the way can read the password.\n"
    "  kit conform --server 127.0.0.1:143 --user anna --password secret\n"
    "  kit conform --server mail.example.org --tls --user anna\n"
    "  KIT_PASSWORD=secret kit conform --server :1143 --user anna --json\n"
    "What a server needs options for (to log out after seconds) is listed as\n"
    "not checked. Of each clause that fails it says which chapter explains "
    "it.\n"
    "A server without CREATE and APPEND may be tested, too; it is started "
    "with\n"
    "three messages:\n"
    "  kit conform --part examination --user anna --password secret \\\n"
    "    --command './server {port}{options}'\n"
    "Exit code: 0 no failure, 1 a MUST or a SHOULD failed, 2 nothing could be\n"
    "checked, 3 a wrong argument, or the kit's own fault.";

inline constexpr auto examine =
    "The examination at the end of Part II: does your own server do what IMAP\n"
    "and IDLE ask of it, and does your own client survive what servers and\n"
    "networks do to it? Of each failure it says which chapter to read "
    "again.\n\n"
    "  kit start exam                 the task, and what you start from\n"
    "  cd idle-hands/exam\n"
    "  kit examine                    both, your server and your client\n"
    "  kit examine --only server      your server alone\n"
    "  kit examine --only client/bye  one thing that it must do\n"
    "In another language:\n"
    "  kit examine --server 'java Server {port}' --client 'java Client "
    "{port}'\n"
    "The server is started anew for each clause, as ./server PORT --messages "
    "3.\n"
    "It is the part \"examination\" of kit conform. The client is started as\n"
    "./client PORT for each of the eight faults of \"kit fault examination\", "
    "and\n"
    "prints a line with the Subject of each new message.\n"
    "Exit code: 0 both passed, 1 one has failed, 2 something was not checked, "
    "3\n"
    "a wrong argument, or the kit's own fault.";

inline constexpr auto draw =
    "Draws who says what to whom.\n\n"
    "  kit draw push.wire                      in the terminal\n"
    "  kit draw push.wire --svg > push.svg     for a page\n"
    "  kit draw run.jsonl                      what kit tap --record wrote\n"
    "  kit draw push.wire --octets             what each part of a line is\n"
    "  kit draw idle-burst.wire --lines        with what @begin stands for";

inline constexpr auto tap =
    "Stands between clients and a server and shows what each says.\n\n"
    "  kit tap --listen :1431 --connect 127.0.0.1:1430\n"
    "then let your client connect to port 1431. With --record run.jsonl the\n"
    "conversation is kept; kit draw run.jsonl draws it. Passwords and tokens\n"
    "of IMAP are neither shown nor kept. Ctrl-C ends it.";

inline constexpr auto fault =
    "Puts a fault of a server or of a network between an IMAP client and its\n"
    "server, and tells what the client makes of it.\n\n"
    "  kit fault --list                       names the faults\n"
    "  kit fault all --client 'COMMAND'       tests a client with each of "
    "them\n"
    "COMMAND starts a client that watches the INBOX at {address} and prints, "
    "for\n"
    "each new message, a line that holds its Subject:\n"
    "  kit fault all --client \"XDG_STATE_HOME={folder} proto_client \\\n"
    "    --password-command 'echo {password}' watch --poll 2 \\\n"
    "    imap://{user}@{address}/INBOX\"\n"
    "For each fault a server, a proxy and the client are started. Messages "
    "arrive,\n"
    "and each must be told once. MISSED: one was not told; REPEATED: one was "
    "told\n"
    "again; GONE: the client has ended. The lines that prove it stand below, "
    "and\n"
    "the chapter of the course that explains it.\n"
    "By hand, with a client of your own in another terminal:\n"
    "  kit fault bye --server 127.0.0.1:1143 --listen 127.0.0.1:1144\n"
    "Exit code: 0 the client passed, 1 it failed, 2 something was not reached "
    "or\n"
    "could not be run, 3 a wrong argument, or the kit's own fault.";

inline constexpr auto mail_server =
    "Starts a mail server to try things on, and ends it with Ctrl-C.\n\n"
    "  kit mail-server            Dovecot (2.3 or 2.4)\n"
    "  kit mail-server cyrus\n"
    "  kit mail-server own        proto_server\n"
    "It listens on this computer only, and keeps everything in a temporary\n"
    "folder. It prints where it listens and who may log in. What you type is "
    "the\n"
    "subject of a message, which is sent by Postfix where that starts (as "
    "root),\n"
    "or delivered as it says. It needs Python 3, and the Debian packages that "
    "it\n"
    "names. Exit code: 0 ended, 2 the server is not here, 3 a wrong argument.";

inline constexpr auto start =
    "Begins an exercise: copies its task and what you start from into a\n"
    "folder of your own. It never overwrites what you have written.\n\n"
    "  kit start 3.1       into ./idle-hands/3.1-...\n"
    "  kit start 3         all exercises of chapter 3\n"
    "  kit start 3.1 work  into ./work/3.1-...\n"
    "  kit start exam      the examination, into ./idle-hands/exam";

inline constexpr auto check =
    "Checks your work on an exercise.\n\n"
    "It compiles server.cpp (or runs server.py, whichever you changed last),\n"
    "starts it afresh for each check, and talks to it over TCP. What it has\n"
    "compiled stays in .build: to try it by hand, type .build/server 1430.\n"
    "Numbers and texts differ from run to run; --seed N chooses them again.\n\n"
    "  kit check 3.1\n"
    "  kit check 3.1 --only one-line --cut bytes      just this again\n"
    "  kit check 3.1 --server 'java Server {port}'    in any language\n"
    "  kit check 3                                    the whole chapter\n"
    "Exit code: 0 passed, 1 failed, 2 something was not checked, 3 a wrong\n"
    "argument, or the kit's own fault.";

inline constexpr auto hint =
    "Gives a hint: one more each time, up to three. The first one speaks of\n"
    "what kit check saw go wrong last.\n\n"
    "  kit hint 3.1";

inline constexpr auto solution =
    "Shows a solution: to compare, once yours has passed kit check, or to\n"
    "give up.\n\n"
    "  kit solution 3.1\n"
    "  kit solution 3.1 --give-up > theirs.cpp";

inline constexpr auto status =
    "Shows how far you are: each exercise, how many of its checks passed when\n"
    "they were last run, and how many hints you have read. The last row is "
    "the\n"
    "examination, which kit examine looks at.\n\n"
    "  kit status";

inline constexpr auto watch =
    "Checks your work again whenever you save it. Ctrl-C ends it.\n\n"
    "  kit watch 3.1\n"
    "  kit watch 3.1 --only one-line";

inline constexpr auto grade =
    "Checks what a class has handed in: FOLDER has a sub-folder for each\n"
    "student, with the exercises as kit start has made them, however deep. It\n"
    "runs their programs with your rights, so do it where they can do no "
    "harm.\n\n"
    "  kit grade handed-in --csv grades.csv --totals totals.csv --jobs 4\n"
    "  kit grade handed-in --exercise 3.1 --command 'java Server.java {port}'\n"
    "  kit grade handed-in --exercise 3.1 --json grades.json\n"
    "  kit grade handed-in --exercise exam           the examination alone\n"
    "Exit code: 0 all were checked, whatever they got, 2 something was not,\n"
    "3 a wrong argument, or the kit's own fault.";

inline constexpr auto book =
    "Makes pages of the course that a browser opens from the disk: chapters,\n"
    "tasks, and the sources that they link to. Nothing is asked of a "
    "network.\n\n"
    "  kit book                 then open book/index.html\n"
    "  kit book --out /tmp/it   into another folder\n"
    "Exit code: 0 made, 1 a link leads nowhere (then nothing is written), 3\n"
    "the kit's own fault.";

inline constexpr auto sync =
    "Renews the code, the pictures and the consoles in Markdown pages.\n\n"
    "What follows a fence's language says where its text comes from:\n"
    "  ```cpp file=server.cpp#loop      the lines from // [loop] to // "
    "[/loop]\n"
    "  ```diff file=server.cpp since=../01-line/server.cpp     what changed\n"
    "  ```text draw=push.wire           what kit draw prints\n"
    "  ```console run                   each line after `$ ` is typed, and "
    "what\n"
    "                                   it prints is put under it\n"
    "  ```text free                     from no file; it is left alone\n"
    "A fence without any of these is an error.\n"
    "  kit sync tutorial/03-push        renews each README.md and TASK.md "
    "there\n"
    "  kit sync --check                 changes nothing, shows what is stale\n"
    "Exit code: 0 passed, 1 something is stale or wrong, 3 the kit's own "
    "fault.";

inline constexpr auto lint =
    "Finds what a chapter lacks, for its author.\n\n"
    "Each chapter: minutes, goals, something to run, exercises with starters\n"
    "that fail, solutions that pass and wrong programs that are rejected with\n"
    "the text beside them; no file that nothing names, no dead link, no step\n"
    "that is too large.\n"
    "  kit lint tutorial/03-push             one chapter\n"
    "  kit lint                              all, and the links of all pages\n"
    "  kit lint tutorial/03-push --static    without running a program\n"
    "  kit lint --static --update            writes tutorial/clauses.md\n"
    "  kit lint --update                     writes wrong/NAME.txt: read them\n"
    "  kit lint --all                        wrong programs by all checks\n"
    "  kit lint --seed 7                     all programs with other data\n"
    "  kit lint --flakes 100                 all programs, a hundred times\n"
    "Most wrong programs are patches on a solution, wrong/NAME.patch. To read\n"
    "a whole one, and to see it rejected:\n"
    "  kit lint --wrong 3.1/no_fence > wrong.py\n"
    "  kit check 3.1 --server 'python3 wrong.py {port}'\n"
    "Exit code: 0 nothing found, 1 something, 3 a wrong argument,\n"
    "or the kit's own fault.";

} // namespace help

} // namespace kit
