"""Our server answers what the expectations say about each message."""

import shutil
import tempfile
from pathlib import Path

from expectation import expectations
from play import deliver_all, play
from server import ServerTest, main


class Ours(ServerTest):
    maxDiff = None

    def test_each_message_is_what_it_is_expected_to_be(self):
        self.assertGreater(len(expectations()), 20)
        folder = Path(tempfile.mkdtemp(prefix="mail-"))
        self.addCleanup(shutil.rmtree, folder, ignore_errors=True)
        deliver_all(folder / "class")
        server = self.serve("--imap", "127.0.0.1:0", "--maildir", str(folder))
        line = server.wait_for_line("listening on ", 1)
        play(self, int(line.rsplit(":", 1)[1]), "anyone", "anything")

    def test_each_expectation_asks_for_all_kinds_of_answers(self):
        for one in expectations():
            with self.subTest(one.name):
                for kind in ("ENVELOPE", "BODYSTRUCTURE", "BODY[", "SEARCH "):
                    self.assertTrue(any(question.startswith(kind)
                                        for question in one.answers), kind)
                self.assertTrue(one.rows())


if __name__ == "__main__":
    main()
