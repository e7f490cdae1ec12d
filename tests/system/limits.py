"""Limits on logins by IMAP: users, passwords, tokens, connections."""

import base64
import imaplib
import resource
import socket

from client import PATIENCE
from imap_users import Imap, UsersTest
from server import main

PER_ADDRESS = 1000  # server::limits::clients_per_address


class Limits(UsersTest):
    def check_full(self, user):
        """One more is refused, and the connection is none the worse."""
        client = self.open()
        kind, said = client.ask_in(user)
        self.assertEqual((kind, said[0]), (
            "NO", f"[LIMIT] too many clients of {user}, at most 2".encode()))
        self.assertEqual(client.noop()[0], "OK")
        return client

    def test_as_many_clients_of_a_user_as_the_limit(self):
        self.serve_users("--max-per-user", "2")
        self.log_in()
        second = self.log_in()
        refused = self.check_full("anne")
        self.log_in("bob")  # a user of his own
        second.logout()
        self.eventually(lambda: refused.ask_in()[0] == "OK", "a place is free")
        self.check_full("anne")

    def test_a_place_is_free_again_whatever_way_its_client_went(self):
        def half_close(client):
            client.sock.shutdown(socket.SHUT_WR)

        def reset_while_idling(client):
            client.select()
            client.send(b"a IDLE\r\n")
            client.reset()

        self.serve_users("--max-per-user", "2")
        self.log_in()
        for leave in (Imap.logout, Imap.close_socket, half_close, Imap.reset,
                      reset_while_idling):
            with self.subTest(leave.__name__):
                last = self.log_in()
                waiting = self.check_full("anne")
                leave(last)
                self.eventually(lambda: waiting.ask_in()[0] == "OK",
                                "a place is free")
                waiting.logout()
                self.eventually(self.has_room, "and that one, too")

    def has_room(self):
        client = self.open()
        answer = client.ask_in()[0]
        client.logout()
        return answer == "OK"

    def test_autologout_frees_a_place(self):
        self.serve_users("--max-per-user", "1", "--autologout", "1")
        silent = self.log_in()
        self.assertIn(b"* BYE heard nothing", silent.readline())
        self.eventually(self.has_room, "a place is free")

    def test_as_many_clients_of_an_address_as_the_limit(self):
        server = self.serve("--max-per-address", "2")
        self.connect(server)
        second = self.connect(server)
        refused = b"* bye too many clients from 127.0.0.1, at most 2\r\n"
        for _ in range(20):
            self.assertEqual(self.greeting(server, "127.0.0.1"), refused)
        server.wait_for_line("^# refused a client: too many clients from 127")
        self.assertIn(b"hello", self.greeting(server, "127.0.0.2"))
        second.reset()
        self.eventually(
            lambda: b"hello" in self.greeting(server, "127.0.0.1"),
            "a place is free")

    def greeting(self, server, source):
        """What a client from `source` hears first; then it leaves."""
        with socket.create_connection(server.address, PATIENCE,
                                      (source, 0)) as client, \
                client.makefile("rb") as lines:
            return lines.readline()

    def test_an_imap_client_that_is_one_too_many_is_told_bye(self):
        self.serve_users("--max-per-address", "1")
        self.open()
        with self.assertRaisesRegex(Exception, r"BYE too many clients from "
                                               r"127.0.0.1, at most 1"):
            self.open()

    def test_clients_of_this_machine_do_not_count_unless_asked(self):
        needed = PER_ADDRESS + 100
        before = resource.getrlimit(resource.RLIMIT_NOFILE)
        if before[1] != resource.RLIM_INFINITY and before[1] < needed:
            self.skipTest(f"this system has no {needed} open files for us")
        resource.setrlimit(resource.RLIMIT_NOFILE,
                           (max(before[0], needed), before[1]))
        self.addCleanup(resource.setrlimit, resource.RLIMIT_NOFILE, before)
        server = self.serve()
        for _ in range(PER_ADDRESS + 1):
            self.assertIn("hello", self.connect(server).hello)

    def test_with_users_the_toy_is_served_only_where_asked(self):
        maildir = self.folder / "maildir"
        server = self.serve_users("--maildir", maildir)
        self.log_in().select()
        self.assertEqual(server.output().count("listening on"), 1)
        self.assertEqual([path.name for path in maildir.iterdir()], ["anne"])
        both = self.serve_users(listen=("127.0.0.1:0",))
        self.assertIn("* hello toy/1", self.connect(both).hello)

    def test_a_token_lets_in_and_a_wrong_one_is_explained(self):
        token = self.run_server("users", "token", "anne").strip()
        self.assertNotIn(token, (self.folder / "tokens").read_text())
        self.serve_users("--tokens", self.folder / "tokens")
        for name, form in (("XOAUTH2", "user=anne\1auth=Bearer {}\1\1"),
                           ("OAUTHBEARER", "n,a=anne,\1auth=Bearer {}\1\1")):
            with self.subTest(name):
                client = self.open()
                self.assertIn(f"AUTH={name}", client.capabilities)
                kind, _ = client.authenticate(
                    name, lambda _: form.format(token).encode())
                self.assertEqual(kind, "OK")
                self.assertEqual(client.select()[0], "OK")
                self.check_wrong(name, form.format("x" + token))

    def check_wrong(self, name, shown):
        challenges = []

        def respond(challenge):
            challenges.append(challenge)
            return shown.encode() if len(challenges) == 1 else b"\1"

        with self.assertRaisesRegex(imaplib.IMAP4.error,
                                    r"^\[AUTHENTICATIONFAILED\]"):
            self.open().authenticate(name, respond)
        self.assertEqual(challenges[0], b"")
        self.assertIn(b'"status":', challenges[1])

    def test_a_session_ends_with_its_token(self):
        (self.folder / "short").touch()
        self.serve_users("--tokens", self.folder / "short")
        for seconds in (1, 2, 4, 8, 16, 32):  # until it is longer than a login takes
            token = self.run_server("users", "token", "anne", "--file",
                                    "short", "--lifetime", str(seconds)).strip()
            client = self.open()
            client.send(b"a AUTHENTICATE XOAUTH2 " + base64.b64encode(
                f"user=anne\1auth=Bearer {token}\1\1".encode()) + b"\r\n")
            if client.readline().startswith(b"a OK"):
                break
        self.assertEqual(client.readline(), b"* BYE the token has expired; "
                                            b"log in with a new one\r\n")


if __name__ == "__main__":
    main()
