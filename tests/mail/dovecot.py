"""Dovecot answers the same, or the expectation says who is right and why."""

import shutil
import sys
import tempfile
import unittest
from pathlib import Path

from play import deliver_all, play
import private_dovecot
from account import give
from server import main

USER = "class"


class Dovecot(unittest.TestCase):
    maxDiff = None

    def test_each_message_is_what_it_is_expected_to_be(self):
        folder = Path(tempfile.mkdtemp(prefix="mail-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        folder.chmod(0o755)
        deliver_all(folder / USER)
        give(folder)
        with private_dovecot.PrivateDovecot([USER],
                                            str(folder / "%u")) as dovecot:
            port = int(dovecot.address.split(":")[1])
            play(self, port, USER, private_dovecot.PASSWORD,
                 private_dovecot.version())


if __name__ == "__main__":
    if reason := private_dovecot.why_not():
        print("not checked:", reason)
        sys.exit(private_dovecot.NOT_CHECKED)
    main()
