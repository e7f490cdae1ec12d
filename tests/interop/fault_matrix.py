"""Writes the table of clients.md, in Markdown: for each fault of `kit fault`
what our watch and four other clients make of it.

`telling_client.py` runs the others. A client has at least PATIENCE seconds for
each thing, and what a client does later is a miss all the same."""

import datetime
import json
import os
import platform
import re
import shutil
import subprocess
import sys
from pathlib import Path

from telling_client import CLIENTS

KIT = os.environ["KIT"]
PATIENCE = 15
AT_ONCE = 8
OURS = ("XDG_STATE_HOME={folder} %s --password-command 'echo {password}' "
        "watch --poll 1 --rearm 2 imap://{user}@{address}/INBOX"
        % os.environ["PROTO_CLIENT"])
TELLING = Path(__file__).with_name("telling_client.py")

HEAD = """\
# What clients make of each fault

`tests/interop/fault_matrix` wrote this page on {day}, on {system}: `kit fault
all` with {ours} and {others}. `kit fault NAME --client COMMAND` shows one fault
and the lines that prove it.

Our watch re-arms every two seconds here, where it usually does so every nine
minutes; the others are set to look as often as they can. Each client has
{patience} seconds for each thing, and more where the fault asks for it. What
it would do later counts as missed. What is on mutt's screen is told; mutt
cannot be seen to tell anything twice.

| Verdict | |
|---|---|
| ok | it told every message exactly once |
| missed | a message was delivered, and it has not told of it |
| repeated | it told a message twice |
| ended | the program has ended |
| broke a rule | it said what it must not say there |
| - | it never does what the fault waits for |
"""
WORDS = {"passed": "ok", "MISSED": "**missed**", "REPEATED": "**repeated**",
         "GONE": "**ended**", "BROKE A RULE": "**broke a rule**",
         "not reached": "-"}


def judge(command):
    """The verdict on each fault, by its name."""
    done = subprocess.run(
        [KIT, "fault", "all", "--client", command, "--json", "--patience",
         str(PATIENCE), "--jobs", str(AT_ONCE)],
        stdout=subprocess.PIPE, text=True)
    if not done.stdout:
        sys.exit(f"kit fault ended with {done.returncode}: {command}")
    return {fault["name"]: fault for fault in json.loads(done.stdout)["faults"]}


def version(*command):
    said = subprocess.run(command, stdin=subprocess.DEVNULL, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    found = re.search(r"\d+(\.\d+)+", said.stdout)
    return found[0] if found else "?"


def system():
    return platform.freedesktop_os_release().get("PRETTY_NAME", "?")


def main():
    clients = {"ours": OURS}
    for name, client in CLIENTS.items():
        if not shutil.which(client.program):
            sys.exit(f"there is no {client.program}")
        clients[name] = (f"{sys.executable} {TELLING} {name} "
                         "{host} {port} {user} {password} {folder}")
    faults = {name: judge(command) for name, command in clients.items()}
    others = ", ".join(f"{name} {version(client.program, *client.version)}"
                       for name, client in CLIENTS.items())
    print(HEAD.format(day=datetime.date.today(), system=system(),
                      ours="our watch", others=others, patience=PATIENCE))
    print("| Fault |", " | ".join(clients), "|")
    print("|---" * (len(clients) + 1) + "|")
    for name, fault in faults["ours"].items():
        verdicts = [WORDS[of[name]["verdict"]] for of in faults.values()]
        print(f"| `{name}`: {fault['title']} |", " | ".join(verdicts), "|")
    passed = [sum(fault["verdict"] == "passed" for fault in of.values())
              for of in faults.values()]
    print("| **passed** |", " | ".join(map(str, passed)), "|")


if __name__ == "__main__":
    main()
