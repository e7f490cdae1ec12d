"""A mail goes in by SMTP and the client rings: what one does by hand in two
terminals. It shows what passes between the client and Dovecot from IDLE on."""

import os
import re
import subprocess
import tempfile


def start(*command, **environment):
    return subprocess.Popen(command, stdin=subprocess.PIPE,
                            stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                            text=True, env={**os.environ, **environment})


def until(process, pattern):
    """Reads lines until one fits, and returns the part in parentheses."""
    said = ""
    for line in process.stdout:
        said += line
        if found := re.search(pattern, line):
            return found[1]
    raise SystemExit(f"it never said {pattern}, but:\n{said}")


def show(line, tags):
    """Prints a line of the wire without what differs from run to run: numbers
    of tags, times, the envelope; and without RECENT, which nobody needs."""
    line = re.sub(r"\ba\d+\b", lambda tag: tags.setdefault(
        tag[0], f"a{len(tags) + 1}"), line.rstrip())
    line = re.sub(r"ENVELOPE \(.*\)\)$", "ENVELOPE (...))", line)
    line = re.sub(r" completed .*", " completed ...", line)
    if not line.endswith(" RECENT"):
        print(line)


server = start("kit", "mail-server")
address = until(server, r"IMAP at ([\d.]+:\d+)")
way = until(server, r"(Postfix takes mail by SMTP|delivers|put there)")
ca = until(server, r"from the CA (.*)\.$")
until(server, r"(Type a subject)")
with tempfile.TemporaryDirectory() as state:
    client = start("proto_client", "--wire", "--ca", ca, "--password-command",
                   "echo secret", "watch", "--once", "1",
                   f"imap://anna@{address}/INBOX", XDG_STATE_HOME=state)
    tags = {}
    show(until(client, r"(C1: \w+ IDLE)"), tags)
    show(until(client, r"(S1: \+ idling)"), tags)
    print("Nice duplex in the 10e", file=server.stdin, flush=True)
    until(server, r"(sent)")
    print(f"-- {way}")
    for line in client.stdout:
        show(line, tags)
        if line.startswith("1  "):
            break
    client.stdout.read()
server.terminate()
server.wait()
