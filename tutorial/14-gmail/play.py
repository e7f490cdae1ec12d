"""Plays one mail server of tests/wire/providers to our watch, and shows what
passes between them and then what the watch says.

    play.py gmail-day-bye            everything
    play.py gmail-day-bye 'IDLE$' BYE
                                     from the first line that the pattern IDLE$
                                     is found in to the next one with BYE
"""

import re
import shlex
import subprocess
import sys
import tempfile
import textwrap
from pathlib import Path

SERVERS = Path(__file__).resolve().parents[2] / "tests/wire/providers"
WIDE = 78  # characters of a line that are shown
# What `sh token` prints: token1, then token2 and so on.
TOKEN = """n=$(cat count 2>/dev/null || echo 1)
echo "token$n"
echo $((n + 1)) >count
"""


def watch_command(script, folder, client="proto_client"):
    """The shell's command that watches the server of a script, as a comment in
    the script has it. What the watch remembers stays in the folder."""
    options = re.search("^# watch: *(.*)$", script.read_text(), re.M)[1]
    if "--token-command" not in options:
        options += " --password-command 'echo secret'"
    Path(folder, "token").write_text(TOKEN)
    return (f"cd {shlex.quote(folder)}; XDG_STATE_HOME=$PWD"
            f" exec {shlex.quote(client)} watch {options}"
            " imap://watcher@127.0.0.1:{port}/INBOX")


def play(name, folder):
    """Returns the lines that passed, and those that the watch printed."""
    script = SERVERS / f"{name}.wire"
    client = watch_command(script, folder) + " >said 2>&1"
    passed = subprocess.run(
        ["kit", "serve", str(script), "--wire", "--client", client],
        stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()
    return passed[1:-1], Path(folder, "said").read_text().splitlines()


def part(lines, first="", last="(?!)"):
    """The lines from one with `first` to the next with `last`, or to the end."""
    begin = next(n for n, line in enumerate(lines) if re.search(first, line))
    for n, line in enumerate(lines[begin:], begin):
        if re.search(last, line):
            return lines[begin:n + 1]
    return lines[begin:]


def main(name, *bounds):
    with tempfile.TemporaryDirectory() as folder:
        passed, said = play(name, folder)
    for line in part(passed, *bounds):
        print(line if len(line) <= WIDE else line[:WIDE - 3] + "...")
    print("-- the watch has said")
    for line in said:
        # Its port and its waits are others each time.
        line = re.sub(r"127.0.0.1:\d+", "127.0.0.1:1143", line)
        line = re.sub(r"\bin [\d.]+ (m?s)\b", r"in ... \1", line)
        print(textwrap.fill(line, WIDE, subsequent_indent="    ",
                            break_long_words=False, break_on_hyphens=False))


if __name__ == "__main__":
    if not 2 <= len(sys.argv) <= 4 or sys.argv[1].startswith("-"):
        raise SystemExit(__doc__)
    try:
        main(*sys.argv[1:])
    except FileNotFoundError:
        raise SystemExit("No kit is found. In the project's folder, type:\n"
                         "  . tutorial/path")
