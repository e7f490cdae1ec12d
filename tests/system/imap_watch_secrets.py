"""`proto_client watch` over IMAP among strangers: whom it gives the password, what
it does when it is refused, and what of others' words reaches the terminal."""

import contextlib
import os
import queue
import re
import subprocess
from pathlib import Path

from client import PATIENCE
from watcher import SECRET, Listening, WatchTest, main


class WithoutTls(Listening):
    """A server that has no TLS and lets nobody in. It has room for one
    connection at a time."""

    def __init__(self):
        self.conversations = queue.SimpleQueue()

    def take(self, connection):
        heard = b""
        connection.settimeout(PATIENCE)
        with connection, contextlib.suppress(ConnectionError):
            connection.send(b"* OK [CAPABILITY IMAP4rev1] hello\r\n")
            for line in connection.makefile("rb"):
                heard += line
                connection.send(line.split()[0] + b" NO not here\r\n")
        self.conversations.put(heard.decode())

    def heard(self):
        """All that was said in the next conversation."""
        return self.conversations.get(timeout=PATIENCE)


class Refused(WatchTest):
    def test_a_certificate_that_nobody_vouches_for(self):
        """The server hears of a login only from a watch that trusts it."""
        server = self.serve_empty("--wire")
        watcher = self.watch(self.url("imaps"))
        self.assertIn("--ca FILE", watcher.wait_for("disconnected")["why"])
        watcher.kill()
        trusting = self.watch(self.url("imaps"), *self.ca(), "--name", "other")
        trusting.wait_for("connected")
        self.assertEqual(self.logins(server), 1)

    def logins(self, server):
        return sum("AUTHENTICATE" in line or " LOGIN " in line
                   for line in server.output().splitlines()
                   if re.match(r"C\d+: ", line))

    def test_a_certificate_for_another_name(self):
        self.serve_empty()
        url = self.url("imaps").replace("127.0.0.1", "0.0.0.0")
        watcher = self.watch(url, *self.ca())
        self.assertIn("another host", watcher.wait_for("disconnected")["why"])

    def test_insecure_says_so_in_every_line(self):
        self.serve_empty()
        watcher = self.watch(self.url("imaps"), "--insecure")
        watcher.wait_for("connected")
        self.check_told_once(watcher)
        self.assertTrue(all(event["insecure"] for event in watcher.events
                            if event))

    def test_a_wrong_password_is_not_tried_again_for_minutes(self):
        self.serve_empty()
        watcher = self.watch(self.url("imaps"), *self.ca(), password="open")
        event = watcher.wait_for("disconnected")
        self.assertIn("login refused: [AUTHENTICATIONFAILED]", event["why"])
        self.assertGreaterEqual(event["retry_in"], 300)

    def test_no_password_in_plain_text_where_others_may_listen(self):
        """Linux takes 0.0.0.0 for this computer, and the watch does not."""
        with WithoutTls() as server:
            far = f"imap://anne@0.0.0.0:{server.port}/INBOX"
            near = far.replace("0.0.0.0", "127.0.0.1")
            for url, options in (far, ()), (near, self.ca()):
                watcher = self.watch(url, *options)
                why = watcher.wait_for("disconnected")["why"]
                self.assertIn("--plain-login", why)
                watcher.kill()
                self.assertNotRegex(server.heard(), f"LOGIN|AUTH|{SECRET}")
            watcher = self.watch(far, "--plain-login")
            watcher.wait_for("disconnected")
            self.assertRegex(server.heard(), f"LOGIN anne {SECRET}")

    def test_commands_for_a_password_that_fail(self):
        self.serve_empty()
        for command, why in (("exit 7", "exit code 7"), (":", "nothing")):
            watcher = self.watch(self.url("imaps"), *self.ca(),
                                 "--password-command", command, password=None)
            self.assertIn(why, watcher.wait_for("disconnected")["why"])
            watcher.kill()

    def test_a_command_for_a_password_that_does_not_end(self):
        self.serve_empty()
        watcher = self.watch(self.url("imaps"), *self.ca(),
                             "--password-command", "sleep 1000", password=None)
        self.assertIn("has not ended within 30 seconds",
                      watcher.wait_for("disconnected")["why"])
        self.assertEqual(watcher.stop(), 0)

    def test_without_a_password_and_a_terminal_the_cure_is_told(self):
        self.serve_empty()
        watcher = self.watch(self.url("imaps"), *self.ca(), password=None)
        self.assertEqual(watcher.end(), 3)
        self.assertIn("--password-command", watcher.lines[0])


class Strangers(WatchTest):
    def test_what_a_stranger_wrote_cannot_command_the_terminal(self):
        self.serve_empty()
        self.append("=?utf-8?Q?=1B[31mred=0Aforged?= =?utf-7?Q?+ABs-c?=")
        (self.state / "password").write_text(SECRET)
        done = subprocess.run(
            [os.environ["PROTO_CLIENT"], "watch", self.url("imaps"),
             *self.ca(), "--all", "--once", "1", "--password-command",
             f"cat {self.state}/password"], text=True, capture_output=True,
            env={**os.environ, "XDG_STATE_HOME": str(self.state)}, check=True)
        self.assertEqual(done.stdout,
                         "1  Bo <bo@x.org>  \\x1B[31mred\\nforged\\x1Bc\n")

    def test_the_secret_is_in_no_command_line_and_in_no_log(self):
        self.serve_empty()
        watcher = self.watch(self.url("imaps"), *self.ca(), first=("--wire",))
        watcher.wait_until_it_idles()
        shown = Path(f"/proc/{watcher.process.pid}/cmdline").read_bytes()
        shown += Path(f"/proc/{watcher.process.pid}/environ").read_bytes()
        limits = Path(f"/proc/{watcher.process.pid}/limits").read_text()
        self.assertNotIn(SECRET.encode(), shown)
        self.assertRegex(limits, r"Max core file size +0 +0")
        watcher.stop()
        self.assertNotIn(SECRET, watcher.said())
        kept = [path for path in self.state.rglob("*")
                if path.is_file() and path.name != "password"]
        self.assertEqual(len(kept), 3, kept)
        self.assertFalse(any(SECRET in path.read_text() for path in kept))


if __name__ == "__main__":
    main()
