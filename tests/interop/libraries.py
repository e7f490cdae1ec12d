"""Other people's IMAP libraries, each in its own language: log in, list, append,
fetch, search with a word that is not US-ASCII, store, copy or move, expunge; and
a push, where the library can wait. See libraries/README.md."""

import os
import shutil
import subprocess
from pathlib import Path

from account import as_account
from mail_server import PASSWORD, PATIENCE, USER, ClientTest, mail, main

FOLDER = Path(__file__).resolve().parent / "libraries"
SEEN = ["folders Archive Drafts INBOX Junk Sent Trash",
        "subject Loft", "found 1", r"flags \Flagged", "left 0"]
TOLD = ["idling", "told"]
NOT_THERE = "is not installed; its Debian package is"


def works(*command):
    """Whether the library can be had: whether a program that loads it runs."""
    try:
        return subprocess.run(command, stdout=subprocess.DEVNULL,
                              stderr=subprocess.DEVNULL,
                              timeout=PATIENCE).returncode == 0
    except FileNotFoundError:
        return False


class LibraryTest(ClientTest):
    def check_session(self, script, *command, can_search=True, can_wait=True):
        # A copy, because only root may be able to read this folder.
        copy = shutil.copy(FOLDER / script, self.home)
        client = subprocess.Popen(
            [*command, copy, "127.0.0.1", str(self.port), USER, PASSWORD],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, encoding="utf-8",
            env=self.environment, cwd=self.home, **as_account())
        self.addCleanup(client.stderr.close)
        self.addCleanup(client.stdout.close)
        self.addCleanup(client.wait)
        self.addCleanup(client.kill)
        said = []
        for line in client.stdout:
            said.append(line.rstrip("\n"))
            if said[-1] == "idling":
                self.server.idling()
                self.inbox.drop(mail("Castle"))
        seen = [step for step in SEEN
                if can_search or not step.startswith("found")]
        self.assertEqual(said, seen + (TOLD if can_wait else []),
                         client.stderr.read() + self.server.output())
        self.assertEqual(client.wait(PATIENCE), 0)
        moved, = self.server.folder("Homes").files("Loft")
        self.assertIn("F", moved.name.partition(":2,")[2])


class Libraries(LibraryTest):
    def need(self, package, *command):
        if not works(*command):
            self.skipTest(f"it {NOT_THERE} {package}")

    def test_perl(self):
        self.need("libmail-imapclient-perl", "perl", "-MMail::IMAPClient", "-e1")
        self.check_session("mail_imapclient.pl", "perl")

    def test_ruby(self):
        self.need("ruby", "ruby", "-rnet/imap", "-e", "")
        self.check_session("net_imap.rb", "ruby")

    def test_twisted(self):
        python = "/usr/bin/python3"  # which has Debian's packages
        self.need("python3-twisted", python, "-c", "import twisted.mail.imap4")
        self.check_session("twisted_mail.py", python, can_wait=False)

    def test_javamail(self):
        mail_jar = Path("/usr/share/java/javax.mail.jar")
        activation = Path("/usr/share/java/javax.activation.jar")
        if not mail_jar.exists():
            self.skipTest(f"it {NOT_THERE} libmail-java")
        self.need("default-jdk-headless", "javac", "-version")
        path = f"{mail_jar}:{activation}"
        self.check_session("JavaMail.java", "java", "-XX:TieredStopAtLevel=1",
                           "-cp", path)

    def check_program(self, name, package, **can):
        """A library for C or C++. Meson has built its client if it was there."""
        program = Path(os.environ["LIBRARY_CLIENTS"]) / f"client_{name}"
        if not program.exists():
            self.skipTest(f"it was not there for Meson; its Debian package is "
                          f"{package}")
        self.check_session(program, **can)

    def test_etpan(self):
        self.check_program("etpan", "libetpan-dev")

    def test_vmime(self):
        self.check_program("vmime", "libvmime-dev", can_search=False,
                           can_wait=False)

    def test_c_client(self):
        self.need("php-imap, up to Debian 12", "php", "-r",
                  "exit(function_exists('imap_open') ? 0 : 1);")
        self.check_session("c_client.php", "php", can_wait=False)


if __name__ == "__main__":
    main()
