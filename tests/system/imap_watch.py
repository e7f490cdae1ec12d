"""`proto_client watch` over IMAP: plain, STARTTLS and TLS; each message is told
once, also when the server or the watch is started again in between."""

import contextlib
import os
import signal
import socket
import threading
import time

from client import PATIENCE
from watcher import SECRET, Listening, WatchTest, main

SOON = 1  # second: a watch that is told to stop ends within it


class Told(WatchTest):
    STARTTLS = r"C1: \S+ STARTTLS"

    def check_push(self, url, *options):
        watcher = self.watch(url, *options, first=("--wire",))
        self.assertEqual(watcher.wait_for("connected")["messages"], 0)
        watcher.wait_until_it_idles()
        self.append("Two rooms")
        event = watcher.wait_for("new")
        self.assertEqual(event["text"], "Two rooms")
        self.assertEqual(event["from"], "Bo <bo@x.org>")
        self.assertEqual(event["number"], 1)
        self.check_told_once(watcher, "Two rooms")
        self.assertEqual(watcher.stop(), 0)
        self.assertEqual(watcher.lines[-2], "goodbye")
        self.assertNotIn(SECRET, watcher.said())
        return watcher.said()

    def test_with_tls(self):
        self.serve_empty()
        said = self.check_push(self.url("imaps"), *self.ca())
        self.assertNotRegex(said, self.STARTTLS)
        self.assertIn("AUTHENTICATE PLAIN (hidden)", said)

    def test_with_starttls(self):
        self.serve_empty()
        said = self.check_push(self.url(), *self.ca())
        self.assertRegex(said, self.STARTTLS)

    def test_to_this_computer_in_plain_text(self):
        self.serve_empty("--plain-login")
        self.assertNotRegex(self.check_push(self.url()), self.STARTTLS)

    def test_of_one_burst_every_message_is_told(self):
        self.serve_empty()
        watcher = self.watch(self.url("imaps"), *self.ca())
        watcher.wait_for("connected")
        client = self.over_tls("anne", SECRET)
        texts = [f"flat {i}" for i in range(120)]
        for text in texts:
            client.append("INBOX", None, None,
                          f"Subject: {text}\r\n\r\nx".encode())
        self.check_told_once(watcher, *texts)


class Again(WatchTest):
    def stored(self):
        """The position: UIDVALIDITY and the last UID that was told."""
        folder = self.state / "idle-hands"
        return next(folder.glob("*INBOX")).read_text().strip()

    def test_when_the_watch_is_started_again_it_tells_what_it_has_missed(self):
        self.serve_empty()
        self.append("old")
        first = self.watch(self.url("imaps"), *self.ca(), first=("--wire",))
        first.wait_until_it_idles()
        self.append("one")
        first.wait_for_message("one")
        self.assertEqual(first.stop(), 0)
        self.append("two")
        second = self.watch(self.url("imaps"), *self.ca())
        second.wait_for_message("two")
        self.eventually(lambda: self.stored().endswith(" 3"), "it is stored")
        os.kill(second.process.pid, signal.SIGKILL)
        second.end()
        self.append("three")
        third = self.watch(self.url("imaps"), *self.ca())
        self.assertEqual(first.told() + second.told(), ["one", "two"])
        self.check_told_once(third, "three")

    def test_when_the_server_is_started_again_nothing_is_missed(self):
        box = ("--maildir", str(self.state / "box"))
        server = self.serve_users(*box)
        port = self.secure
        watcher = self.watch(self.url("imaps"), *self.ca(), first=("--wire",))
        watcher.wait_until_it_idles()
        self.append("one")
        watcher.wait_for_message("one")
        self.assertEqual(server.stop(), 0)
        watcher.wait_for("disconnected")
        # On another port at first: the watch must not see it arrive.
        other = self.serve_users(*box)
        self.append("two")
        other.stop()
        self.serve("--imaps", f"127.0.0.1:{port}", "--certificate",
                   str(self.folder / "tls" / "server.pem"), "--users",
                   str(self.folder / "users"), *box)
        self.secure = port
        watcher.wait_for_message("two")
        self.check_told_once(watcher, "one", "two")

    def test_once_ends_it_and_the_rest_is_told_next_time(self):
        self.serve_empty()
        for text in ("one", "two", "three"):
            self.append(text)
        first = self.watch(self.url("imaps"), *self.ca(), "--all", "--once",
                           "2")
        self.assertEqual(first.end(), 0)
        self.assertEqual(first.told(), ["one", "two"])
        second = self.watch(self.url("imaps"), *self.ca())
        self.check_told_once(second, "three")

    def test_a_second_watch_on_one_memory_is_refused_with_the_cure(self):
        self.serve_empty()
        first = self.watch(self.url("imaps"), *self.ca())
        first.wait_for("connected")
        second = self.watch(self.url("imaps"), *self.ca())
        self.assertEqual(second.end(), 3)
        self.assertIn("--name NAME", second.lines[0])
        self.assertIn(f"process {first.process.pid}", second.lines[0])
        third = self.watch(self.url("imaps"), *self.ca(), "--name", "third")
        third.wait_for("connected")
        self.check_told_once(third)


class Unsteady(Listening):
    """A server that ends each conversation in another way. It notes how many
    connections were open at once."""

    ENDS = [b"", b"\x00\xff\r\n" * 200, b"* PREAUTH hello\r\n",
            b"* OK hello\r\n"]

    def __init__(self):
        self.open, self.most, self.served = 0, 0, 0
        self.changed = threading.Condition()

    def take(self, connection):
        self.count(1)
        threading.Thread(target=self.converse, args=(connection,),
                         daemon=True).start()

    def converse(self, connection):
        greeting = self.ENDS[self.served % len(self.ENDS)]
        with connection, contextlib.suppress(OSError):
            connection.settimeout(PATIENCE)
            connection.sendall(greeting)
            # Sometimes the client has to hang up, and sometimes we do.
            while greeting.startswith(b"\x00") and connection.recv(4096):
                pass
            if greeting.startswith(b"* PREAUTH"):
                connection.recv(4096)
        self.count(-1)

    def count(self, more):
        with self.changed:
            self.open += more
            self.most = max(self.most, self.open)
            self.served += more < 0
            self.changed.notify_all()


class Alone(WatchTest):
    def test_there_is_never_more_than_one_connection(self):
        with Unsteady() as server:
            watcher = self.watch(self.url("imap", server.port))
            with server.changed:
                self.assertTrue(server.changed.wait_for(
                    lambda: server.served >= 4, PATIENCE), watcher.events)
            self.assertEqual(watcher.stop(), 0)
            self.assertEqual(server.most, 1)


class Stopped(WatchTest):
    def check_stops(self, watcher):
        begin = time.monotonic()
        self.assertEqual(watcher.stop(), 0)
        self.assertLess(time.monotonic() - begin, SOON)
        self.assertIn("goodbye", watcher.lines)

    def test_while_it_idles(self):
        self.serve_empty()
        watcher = self.watch(self.url("imaps"), *self.ca(), first=("--wire",))
        watcher.wait_until_it_idles()
        self.check_stops(watcher)
        self.assertIn("DONE", watcher.said())
        self.assertIn("LOGOUT", watcher.said())

    def test_while_it_waits_to_connect_again(self):
        self.serve_empty()
        watcher = self.watch(self.url("imaps", port=1), *self.ca())
        watcher.wait_for("disconnected")
        self.check_stops(watcher)

    def test_while_the_server_says_nothing(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            port = silent.getsockname()[1]
            for scheme in ("imap", "imaps"):
                watcher = self.watch(self.url(scheme, port))
                connection, _ = silent.accept()
                self.check_stops(watcher)
                connection.close()

    def test_while_the_command_for_the_password_runs(self):
        mark = self.state / "runs"
        watcher = self.watch(self.url("imaps", port=1), "--password-command",
                             f"touch {mark}; sleep 60", password=None)
        self.eventually(mark.exists, "the command runs")
        self.check_stops(watcher)


if __name__ == "__main__":
    main()
