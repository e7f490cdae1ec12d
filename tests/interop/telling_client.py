"""Runs a mail client so that it prints a line for each new message, as `kit
fault` wants it:

    telling_client.py NAME HOST PORT USER PASSWORD FOLDER
"""

import os
import re
import subprocess
import sys
import time
from pathlib import Path

from account import as_account, give

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "system"))
from terminal import Terminal

SUBJECT = re.compile(r"Flat [a-z ]+ k[a-z]{6}")  # see kit fault
LOOK = 0.05  # seconds


class Client:
    """A program, and how it is asked for its version."""

    version = ("--version",)

    def __init__(self, **facts):
        self.facts = facts
        self.folder = Path(facts["folder"])
        self.environment = {**os.environ, "HOME": str(self.folder),
                            "TERM": "vt100", "LANG": "C.UTF-8"}

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text.format(**self.facts))
        path.chmod(0o600)
        return str(path)

    def options(self):
        """How it is started: not by root, for some would not have that."""
        give(self.folder)
        return {"env": self.environment, "cwd": self.folder, **as_account()}

    def run(self):
        """Until it ends; returns its exit code."""
        return subprocess.run(self.command(), **self.options()).returncode


class Fetchmail(Client):
    """Hands each message to a program, which prints the line."""

    program = "fetchmail"

    def command(self):
        settings = self.write("settings", """
set no syslog
set daemon 1
poll {host} protocol IMAP port {port}
  user "{user}" password "{password}"
  sslproto '' idle keep mda "sed -n 's/^Subject: //p'"
""")
        return ["fetchmail", "--fetchmailrc", settings, "--nodetach",
                "--pidfile", str(self.folder / "pid")]


class Imapfilter(Client):
    """Does what its rules say: they print what is unseen."""

    program = "imapfilter"
    version = ("-V",)

    def command(self):
        return ["imapfilter", "-c", self.write("rules", """
options.starttls = false
ours = IMAP {{ server = '{host}', port = {port},
              username = '{user}', password = '{password}' }}
while true do
    for _, message in ipairs(ours.INBOX:is_unseen()) do
        mailbox, uid = table.unpack(message)
        print(mailbox[uid]:fetch_field('Subject'))
    end
    io.stdout:flush()
    ours.INBOX:is_unseen():mark_seen()
    ours.INBOX:enter_idle()
end
""")]


class Watched(Client):
    """A client that prints nothing: we look what it has got."""

    def run(self):
        self.start()
        told = []
        while True:
            code = self.ended()
            for subject in self.subjects()[len(told):]:
                told.append(subject)
                print(subject, flush=True)
            if code is not None:
                return code
            time.sleep(LOOK)


class Getmail(Watched):
    """Puts each message into a Maildir."""

    program = "getmail"

    def start(self):
        for part in ("cur", "new", "tmp"):
            (self.folder / "mail" / part).mkdir(parents=True)
        settings = self.write("settings", """
[retriever]
type = SimpleIMAPRetriever
server = {host}
port = {port}
username = {user}
password = {password}
[destination]
type = Maildir
path = {folder}/mail/
[options]
read_all = false
""")
        self.files = []
        self.process = subprocess.Popen(
            ["getmail", "--getmaildir", str(self.folder), "--rcfile", settings,
             "--idle", "INBOX"], stdout=subprocess.DEVNULL, **self.options())

    def ended(self):
        return self.process.poll()

    def subjects(self):
        for path in sorted((self.folder / "mail" / "new").iterdir()):
            if path not in self.files:
                self.files.append(path)
        return [match[0] for path in self.files
                for match in [SUBJECT.search(path.read_text())] if match]


class Mutt(Watched):
    """Shows the mailbox on a screen. What it draws again is not told again."""

    program = "mutt"
    version = ("-v",)

    def start(self):
        settings = self.write("settings", """
set folder="imap://{host}:{port}/"
set imap_user="{user}" imap_pass="{password}" imap_idle=yes
set ssl_starttls=no ssl_force_tls=no sleep_time=0
set mail_check=1 timeout=1
set index_format="%s"
""")
        options = self.options()
        self.terminal = Terminal(["mutt", "-n", "-F", settings, "-f", "=INBOX"],
                                 options.pop("env"), options.pop("cwd"),
                                 **options)

    def ended(self):
        return self.terminal.process.poll()

    def subjects(self):
        return list(dict.fromkeys(SUBJECT.findall(self.terminal.text())))


CLIENTS = {"fetchmail": Fetchmail, "mutt": Mutt, "getmail6": Getmail,
           "imapfilter": Imapfilter}


def main(name, *values):
    names = ("host", "port", "user", "password", "folder")
    return CLIENTS[name](**dict(zip(names, values))).run()


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
