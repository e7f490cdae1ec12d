"""`kit fault`: our client passes every fault, a wrong client is found out, and
by hand the proxy shows what it does."""

import json
import os
import signal
import subprocess
import sys
import unittest
from pathlib import Path

from client import PATIENCE
from imap_client import ImapClient
from server import Server, ServerTest, main

KIT = os.environ.get("KIT", "kit")
WRONG = Path(__file__).with_name("wrong_client.py")
# Times that a mailbox of one's own would not want.
OURS = ("XDG_STATE_HOME={folder} %s --password-command 'echo {password}' "
        "watch --poll 1 --rearm 2 imap://{user}@{address}/INBOX"
        % os.environ.get("PROTO_CLIENT"))


def kit_fault(*words):
    return subprocess.run([KIT, "fault", *words], capture_output=True,
                          text=True, timeout=10 * PATIENCE)


def judge(client, *names, patience=PATIENCE):
    """What it says of each fault, and its exit code."""
    done = kit_fault(*names, "--client", client, "--json", "--patience",
                     str(patience))
    if not done.stdout:
        raise AssertionError(done.stderr)
    return json.loads(done.stdout)["faults"], done.returncode


def wrong(how):
    return f"{sys.executable} {WRONG} {how} {{host}} {{port}}"


class Judged(unittest.TestCase):
    def test_our_client_passes_all(self):
        faults, code = judge(OURS, "all")
        failed = [f"{fault['name']}: {fault['why']}\n{fault['story']}"
                  for fault in faults if fault["verdict"] != "passed"]
        self.assertEqual("\n".join(failed), "")
        self.assertEqual(code, 0)
        self.assertGreaterEqual(len(faults), 8)

    def check_found_out(self, client, name, verdict, why, code=1, patience=2):
        (fault,), got = judge(client, name, patience=patience)
        self.assertEqual(fault["verdict"], verdict, fault)
        self.assertRegex(fault["why"], why)
        self.assertEqual(got, code)
        return fault["story"]

    def test_a_client_that_tells_again(self):
        story = self.check_found_out(wrong("twice"), "exists", "REPEATED",
                                     r'of "Flat \w+ \w+" 2 times',
                                     patience=PATIENCE)
        self.assertRegex(story, r"S1: \* 1 EXISTS")

    def test_a_client_that_does_not_listen(self):
        self.check_found_out(wrong("deaf"), "exists", "MISSED", "not told")

    def test_a_client_that_dies_of_it(self):
        story = self.check_found_out(wrong("strict"), "bare-plus", "GONE",
                                     "exit code 3", patience=PATIENCE)
        self.assertIn("the client complains: there is no blank", story)

    def test_a_client_that_never_idles(self):
        self.check_found_out("sleep 1000", "exists", "not reached",
                             "C: <tag> IDLE", code=2, patience=1)


class AsText(unittest.TestCase):
    def test_a_fault_that_no_chapter_explains_says_so(self):
        done = kit_fault("id-refused", "--client", "exit 7")
        self.assertIn("\n  Read: no chapter explains this yet\n", done.stdout)

    def test_the_eight_of_the_examination(self):
        done = kit_fault("examination", "--client", "exit 7", "--json")
        self.assertEqual(len(json.loads(done.stdout)["faults"]), 8)

    def test_the_list_has_a_line_for_each_fault(self):
        done = kit_fault("--list")
        lines = done.stdout.splitlines()
        files = Path(__file__).parents[1].glob("faults/*.fault")
        self.assertEqual([line.split()[0] for line in lines],
                         sorted(path.stem for path in files))
        self.assertIn("bye", done.stdout)
        self.assertEqual(done.returncode, 0)

    def test_the_matrix_and_the_lines_that_prove_it(self):
        done = kit_fault("exists", "--client", "exit 7")
        self.assertIn("exists  GONE", done.stdout)
        self.assertIn("The client ended with exit code 7.", done.stdout)
        self.assertIn("\n  Read: chapter 11, tutorial/11-idle/README.md#",
                      done.stdout)
        self.assertEqual(done.returncode, 1)

    def test_what_makes_no_sense_is_refused_with_the_cure(self):
        for words, cure in ((("byte", "--client", "x"), "kit fault --list"),
                            ((), "kit fault --list"),
                            (("bye",), "--client"),
                            (("all", "--server", ":1"), "name one")):
            done = kit_fault(*words)
            self.assertEqual(done.returncode, 3, words)
            self.assertIn(cure, done.stderr)


class ByHand(ServerTest):
    def test_the_proxy_does_its_script_and_says_so(self):
        server = self.serve("--imap", "127.0.0.1:0", "--messages", "0")
        imap = server.wait_for_line("listening on ", 1).rsplit(" ", 1)[1]
        proxy = Proxy("exists-before-plus", "--server", imap)
        self.addCleanup(proxy.kill)
        client = ImapClient(proxy.address)
        client.select()
        self.assertEqual(client.idle(), "* 1 EXISTS")
        self.assertEqual(client.line(), "+ idling")
        self.assertEqual(client.done(), "tag OK IDLE terminated")
        client.logout()
        self.assertEqual(proxy.stop(signal.SIGINT), 0)
        said = proxy.output()
        for words in ("# exists-before-plus: The server tells of a message",
                      "fault: !hold", "a message arrives: one",
                      "the script is over", "S1: + idling", "# bye"):
            self.assertIn(words, said)
        self.assertNotIn("anything", said)  # the password


class Proxy(Server):
    """kit fault by hand is a server, too, that says where it listens."""

    def __init__(self, *words):
        super().__init__(*words, listen=("127.0.0.1:0",), prefix=(KIT,),
                         program="fault")

    def _listening(self, index):
        line = self.wait_for_line("listening on ", index)
        host, port = line.split("listening on ")[1].split(",")[0].split(":")
        return host, int(port)


if __name__ == "__main__":
    main()
