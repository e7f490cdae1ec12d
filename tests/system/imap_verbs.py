"""`proto_client`'s subcommands over IMAP: they ask, print as by the toy, and end.
What a stranger wrote never reaches the terminal as it is."""

import json
import os
import subprocess

from client import PATIENCE
from watcher import SECRET, WatchTest, main

GREETING = "Cafés, 2 rooms — quiet"


class Verbs(WatchTest):
    def setUp(self):
        super().setUp()
        self.server = self.serve_empty()
        (self.state / "password").write_text(SECRET + "\n")

    def run_client(self, *words, url=None, text=None, code=0):
        """What it prints, and what it says on stderr."""
        done = subprocess.run(
            [os.environ["PROTO_CLIENT"], "--connect",
             url or self.url("imaps"), *self.ca(), "--password-command",
             f"cat {self.state}/password", *words],
            text=True, input=text, capture_output=True, timeout=PATIENCE,
            env={**os.environ, "XDG_STATE_HOME": str(self.state)})
        self.assertEqual(done.returncode, code, done.stderr)
        self.assertNotIn(SECRET, done.stdout + done.stderr)
        return done.stdout, done.stderr

    def print_of(self, *words, **more):
        return self.run_client(*words, **more)[0]

    def test_post_count_list_and_read_one_message(self):
        self.assertEqual(self.print_of("count"), "0\n")
        self.assertEqual(self.print_of("list"), "")
        self.assertEqual(self.print_of("post", *GREETING.split()),
                         "posted as message 1\n")
        self.assertEqual(self.print_of("count"), "1\n")
        self.assertEqual(self.print_of("list"),
                         f"1  anne@127.0.0.1  {GREETING}\n")
        read = self.print_of("read", "1")
        self.assertIn("\nSubject: =?UTF-8?B?", read)
        self.assertTrue(read.endswith("This advert is all in its Subject.\n"))
        # A URL may stand behind the command.
        self.assertEqual(self.print_of("count", self.url(), url=self.toy()),
                         "1\n")

    def test_the_toy_shows_the_same_message(self):
        self.server = self.serve_tls("--messages", "0")  # of one mailbox
        self.print_of("post", GREETING)
        self.assertEqual(self.print_of("read", "1", url=self.toy()),
                         f"{GREETING}\n")
        self.assertEqual(self.print_of("list", url=self.toy()),
                         f"1  {GREETING}\n")
        self.print_of("post", "by the toy", url=self.toy())
        self.assertIn("2  Adverts <adverts@example.org>  by the toy\n",
                      self.print_of("list"))

    def test_each_line_of_the_input_is_a_message(self):
        self.assertEqual(self.print_of("post", text="one\n\ntwo\n"),
                         "posted as message 1\nposted as message 2\n")
        told = self.print_of("--json", "list").splitlines()
        self.assertEqual([json.loads(line)["text"] for line in told],
                         ["one", "two"])

    def test_mailboxes_are_listed_by_their_names(self):
        client = self.over_tls("anne", SECRET)
        client.create("Entw&APw-rfe")
        names = self.print_of("list", "--mailboxes").splitlines()
        self.assertIn("Entwürfe", names)
        self.assertIn("INBOX", names)
        other = self.url("imaps").replace("INBOX", "Entw%C3%BCrfe")
        self.assertEqual(self.print_of("count", url=other), "0\n")

    def test_json_is_as_by_the_toy(self):
        posted = json.loads(self.print_of("--json", "post", "Loft"))
        self.assertEqual(posted, {"event": "posted", "number": 1})
        self.assertEqual(json.loads(self.print_of("--json", "count")),
                         {"event": "count", "messages": 1})
        read = json.loads(self.print_of("--json", "read", "1"))
        self.assertEqual((read["event"], read["number"]), ("message", 1))
        self.assertIn("\r\nSubject: Loft\r\n", read["text"])

    def test_wire_shows_the_commands_and_no_secret(self):
        said = self.run_client("--wire", "count")[1]
        self.assertIn("AUTHENTICATE PLAIN (hidden)", said)
        self.assertIn("STATUS INBOX (MESSAGES)", said)

    def test_a_stranger_cannot_command_the_terminal(self):
        self.append("=?utf-8?Q?=1B[31mred=0Aforged?=")
        self.over_tls("anne", SECRET).append(
            "INBOX", None, None, b"Subject: x\r\n\r\n\x1b[2J\xff\r\nnext\r\n")
        self.assertIn("\\x1B[31mred\\nforged\n", self.print_of("list"))
        self.assertTrue(self.print_of("read", "2").endswith(
            "\n\n\\x1B[2J\\xFF\nnext\n"))

    def test_what_is_wrong_is_told_with_the_cure(self):
        missing = self.run_client("read", "7", code=1)[1]
        self.assertIn("no message 7 in INBOX; proto_client list", missing)
        nowhere = self.url("imaps").replace("INBOX", "Nowhere")
        for words in ("count",), ("read", "1"), ("list",), ("post", "x"):
            said = self.run_client(*words, url=nowhere, code=1)[1]
            self.assertRegex(said, "NONEXISTENT|TRYCREATE")
        (self.state / "password").write_text("wrong\n")
        for words in ("count",), ("list",):
            said = self.run_client(*words, code=1)[1]
            self.assertIn("login refused: [AUTHENTICATIONFAILED]", said)
        self.run_client("count", url=self.url("imaps", port=1), code=3)
        said = self.run_client("list", "--mailboxes", url=self.toy(), code=2)[1]
        self.assertIn("the toy has one mailbox", said)

    def test_the_shell_logs_in_and_shows_what_comes(self):
        self.append("Loft")
        shown, said = self.run_client(
            "shell", text="x SELECT INBOX\ny UID SEARCH ALL\n")
        self.assertIn("\n* 1 EXISTS\n", shown)
        self.assertIn("\n* SEARCH 1\n", shown)
        self.assertIn("\nend OK", shown)
        self.assertIn("x SELECT INBOX", self.run_client(
            "--wire", "shell", text="x SELECT INBOX\n")[1])
        (self.state / "password").write_text("wrong\n")
        said = self.run_client("shell", text="", code=1)[1]
        self.assertIn("login refused", said)

    def toy(self):
        host, port = self.server.address
        return f"{host}:{port}"


if __name__ == "__main__":
    main()
