"""`proto_client watch` as a service: several accounts in one process, a command
for what has come, and how the watch tells that it is well."""

import json
import os
import re
import signal
import socket
import subprocess
from pathlib import Path

from client import PATIENCE
from watcher import SECRET, WatchTest, main


class Accounts(WatchTest):
    def account(self, user, password, *mailboxes, **more):
        path = self.state / f"password of {user}"
        path.write_text(password + "\n")
        url = self.url("imaps").replace("anne", user)
        return {"url": url, "mailboxes": list(mailboxes) or ["INBOX"],
                "ca": self.ca()[1], "password-command": f"cat '{path}'", **more}

    def watch_accounts(self, *accounts, **more):
        config = self.state / "config.json"
        config.write_text(json.dumps({"accounts": accounts}, indent=1))
        return self.watch("--config", str(config), password=None, **more)

    def test_one_fault_does_not_end_another_watch(self):
        self.serve_empty()
        self.over_tls("anne", SECRET).create("Lists")
        watcher = self.watch_accounts(
            self.account("anne", SECRET, "INBOX", "Lists", "Nowhere"),
            self.account("bob", "open"), self.account("carl", "wrong"),
            self.account("dora", SECRET, ca="/no/such/file"), first=("--wire",))
        for index in range(3):
            watcher.wait_for("connected", index)
        whys = {watcher.wait_for("disconnected", i)["why"].split(":")[0]
                for i in range(2)}
        self.assertEqual(whys, {"connection lost"})
        watcher.wait_for_line("+ idling", 3)
        client = self.over_tls("anne", SECRET)
        client.append("Lists", None, None, b"Subject: to a list\r\n\r\nx")
        self.append("to anne")
        self.append("to bob", "bob", "open")
        told = {}
        for index in range(3):
            event = watcher.wait_for("new", index)
            told[event["text"]] = event["mailbox"].rpartition("//")[2]
        host = f"127.0.0.1:{self.secure}"
        self.assertEqual(told, {"to a list": f"anne@{host}/Lists",
                                "to anne": f"anne@{host}/INBOX",
                                "to bob": f"bob@{host}/INBOX"})
        self.assertEqual(watcher.stop(), 0)

    def test_each_line_says_whose_it_is(self):
        self.serve_empty()
        self.append("Loft")
        config = self.state / "config.json"
        config.write_text(json.dumps({"accounts": [
            self.account("anne", SECRET, name="home", since="2020-01-01")]}))
        done = subprocess.run(
            [os.environ["PROTO_CLIENT"], "watch", "--config", str(config),
             "--once", "1"], text=True, capture_output=True, timeout=PATIENCE,
            env={**os.environ, "XDG_STATE_HOME": str(self.state)})
        self.assertEqual(done.stdout, "home/INBOX: 1  Bo <bo@x.org>  Loft\n")
        self.assertTrue(done.stderr.startswith("home/INBOX: connected to "))

    def test_a_wrong_file_is_explained(self):
        config = self.state / "config.json"
        config.write_text('{"accounts": [\n{"url": "imaps://a@h",\n"pol": 1}]}')
        watcher = self.watch("--config", str(config), password=None)
        self.assertEqual(watcher.end(), 2)
        self.assertIn(f"{config}: line 3: pol: there is no such key",
                      watcher.lines[0])


class Hooks(WatchTest):
    def test_a_burst_runs_the_command_once_and_no_shell(self):
        self.serve_empty()
        told = self.state / "told"
        script = self.state / "script"
        script.write_text(f"cat >> {told}; printf '%s' \"$2\" > {told}.text\n")
        wild = "`touch no`; $(touch no) \"' | %s"
        watcher = self.watch(self.url("imaps"), *self.ca(), "--exec",
                             f"/bin/sh {script}", "--once", "20",
                             first=("--wire",))
        watcher.wait_until_it_idles()
        client = self.over_tls("anne", SECRET)
        for number in range(20):
            client.append("INBOX", None, None,
                          f"Subject: {number} {wild}\r\n\r\nx".encode())
        self.assertEqual(watcher.end(), 0)
        lines = told.read_text().splitlines()
        self.assertEqual([json.loads(line)["number"] for line in lines],
                         list(range(1, 21)))
        self.assertEqual(Path(f"{told}.text").read_text(), f"19 {wild}")
        self.assertFalse(Path("no").exists())

    def test_a_command_that_fails_is_told_and_the_watch_goes_on(self):
        self.serve_empty()
        watcher = self.watch(self.url("imaps"), *self.ca(), "--exec",
                             "exit 7", "--shell", first=("--wire",))
        watcher.wait_until_it_idles()
        self.append("one")
        self.assertIn("--exec ended with exit code 7; 1 message counted as "
                      "told", watcher.wait_for("trouble")["text"])
        self.check_told_once(watcher, "one")

    def test_it_stops_at_once_while_a_command_runs(self):
        self.serve_empty()
        watcher = self.watch(self.url("imaps"), *self.ca(), "--exec",
                             "echo runs >&2; exec sleep 1000", "--shell",
                             first=("--wire",))
        watcher.wait_until_it_idles()
        self.append("one")
        watcher.wait_for_line("runs")
        self.assertEqual(watcher.stop(), 0)


class Changes(WatchTest):
    def change_and_delete(self):
        """Another mail program reads message 1, and removes message 2."""
        client = self.over_tls("anne", SECRET)
        client.select("INBOX")
        client.uid("STORE", "1", "+FLAGS", r"(\Seen $Loft)")
        client.uid("STORE", "2", "+FLAGS", r"(\Deleted)")
        client.expunge()

    def test_each_kind_is_told_and_has_a_command_of_its_own(self):
        self.serve_empty()
        script = self.state / "note"
        script.write_text(f'#!/bin/sh\ncat >> "{self.state}/input of $1"\n'
                          f'echo "$2: $3" >> "{self.state}/words of $1"\n')
        script.chmod(0o755)
        watcher = self.watch(
            self.url("imaps"), *self.ca(), "--changes", "--exec",
            f"{script} exec", "--on-change", f"{script} on-change",
            "--on-delete", f"{script} on-delete", first=("--wire",))
        watcher.wait_until_it_idles()
        self.append("one")
        self.append("two")
        watcher.wait_for_message("two")
        self.change_and_delete()
        changed = watcher.wait_for("flags")
        self.assertEqual(changed["number"], 1)
        self.assertLessEqual({"\\Seen", "$Loft"}, set(changed["flags"]))
        self.assertEqual(watcher.wait_for("gone")["number"], 2)
        self.check_told_once(watcher, "one", "two")
        # The flags of message 2 are told unless it is gone by then.
        for kind, event, last in (("exec", "new", "3: fence"),
                                  ("on-change", "flags", "[12]: "),
                                  ("on-delete", "gone", "2: ")):
            words = self.state / f"words of {kind}"
            self.eventually(
                lambda: words.exists() and re.search(
                    rf"^{last}.*\n\Z", words.read_text(), re.MULTILINE),
                f"the command for {kind} has run")
            given = (self.state / f"input of {kind}").read_text()
            self.assertEqual({json.loads(line)["event"]
                              for line in given.splitlines()}, {event})
        self.assertEqual(watcher.stop(), 0)

    def test_without_the_options_only_new_messages_are_told(self):
        self.serve_empty()
        watcher = self.watch(self.url("imaps"), *self.ca(), first=("--wire",))
        watcher.wait_until_it_idles()
        self.append("one")
        self.append("two")
        watcher.wait_for_message("two")
        self.change_and_delete()
        self.check_told_once(watcher, "one", "two")
        self.assertEqual({one["event"] for one in watcher.events},
                         {"connected", "new"})


class Desktop(WatchTest):
    """With a notify-send of our own in PATH."""

    def test_one_notice_is_renewed_and_holds_no_markup(self):
        self.serve_empty()
        folder, heard = self.state / "bin", self.state / "heard"
        folder.mkdir()
        heard.write_text("")
        program = folder / "notify-send"
        program.write_text(f"#!/bin/sh\necho \"$*\" >> '{heard}'\necho 42\n")
        program.chmod(0o755)
        watcher = self.watch(
            self.url("imaps"), *self.ca(), "--notify", first=("--wire",),
            environment={"PATH": f"{folder}:{os.environ['PATH']}"})
        watcher.wait_until_it_idles()
        for index, subject in enumerate(("<b>Loft", "Castle & tower")):
            self.append(subject)
            self.eventually(lambda: len(heard.read_text().splitlines()) > index,
                            "the desktop is told")
        first, second = heard.read_text().splitlines()
        start = "--app-name=idle-hands --print-id "
        words = f"-- 1 new message in {self.url('imaps')} "
        self.assertTrue(first.startswith(start + words), first)
        self.assertTrue(first.endswith("&lt;b&gt;Loft"), first)
        self.assertTrue(second.startswith(start + "--replace-id=42 " + words))
        self.assertTrue(second.endswith("Castle &amp; tower"), second)
        self.assertEqual(watcher.stop(), 0)


class Manager(WatchTest):
    def setUp(self):
        super().setUp()
        self.manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.addCleanup(self.manager.close)
        self.manager.settimeout(PATIENCE)
        self.manager.bind(str(self.state / "notify"))

    def said(self, start):
        """The next that begins so."""
        while True:
            text = self.manager.recv(4096).decode()
            if text.startswith(start):
                return text

    def environment(self):
        return {"NOTIFY_SOCKET": str(self.state / "notify"),
                "WATCHDOG_USEC": "3000000"}

    def status(self, *options, code=0):
        done = subprocess.run(
            [os.environ["PROTO_CLIENT"], "watch", self.url("imaps"),
             *self.ca(), "--status", *options], text=True, capture_output=True,
            timeout=PATIENCE,
            env={**os.environ, "XDG_STATE_HOME": str(self.state)})
        self.assertEqual((done.returncode, done.stderr), (code, ""))
        return json.loads(done.stdout)

    def test_the_manager_is_told_and_so_is_who_asks(self):
        self.serve_empty()
        self.assertEqual(self.status(code=1)["running"], False)
        watcher = self.watch(self.url("imaps"), *self.ca(),
                             environment=self.environment())
        self.said("READY=1")
        self.assertIn("waits for news", self.said("STATUS="))
        self.said("WATCHDOG=1")
        self.append("one")
        watcher.wait_for_message("one")
        self.eventually(lambda: self.status().get("last_message"), "it is there")
        status = self.status()
        self.assertEqual(status["mailbox"], self.url("imaps"))
        self.assertEqual((status["running"], status["state"]), (True, "idling"))
        self.assertEqual(status["last_message"]["number"], 1)
        self.assertEqual(watcher.stop(), 0)
        self.said("STOPPING=1")
        status = self.status(code=1)
        self.assertEqual((status["running"], status["state"]),
                         (False, "stopped"))
        watcher = self.watch(self.url("imaps"), *self.ca(),
                             environment=self.environment())
        self.said("READY=1")
        self.assertNotEqual(self.status()["state"], "stopped")
        self.assertEqual(watcher.stop(), 0)

    def test_a_watch_of_the_toy_has_no_status(self):
        done = subprocess.run(
            [os.environ["PROTO_CLIENT"], "watch", "--status"], text=True,
            capture_output=True, timeout=PATIENCE)
        self.assertEqual((done.returncode, done.stdout), (2, ""))
        self.assertIn("--status is for imaps://USER@HOST", done.stderr)

    def test_without_a_server_the_manager_is_asked_to_wait(self):
        self.serve_empty()
        watcher = self.watch(self.url("imaps", port=1), *self.ca(), "--name",
                             "far", environment=self.environment())
        self.said("EXTEND_TIMEOUT_USEC=")
        self.assertIn("cannot connect", self.said("STATUS="))
        self.eventually(lambda: "next_try" in self.status("--name", "far"),
                        "it says when")
        status = self.status("--name", "far")
        self.assertEqual(status["state"], "apart")
        self.assertIn("cannot connect", status["last_error"]["text"])
        self.assertEqual(watcher.stop(signal.SIGTERM), 0)


if __name__ == "__main__":
    main()
