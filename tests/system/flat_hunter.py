"""flat-hunter, the program of chapter 16, and what it is installed with.

The environment names the program (FLAT_HUNTER).
"""

import json
import os
import re
import signal
import subprocess
import threading
from pathlib import Path

from client import PATIENCE
from watcher import SECRET, WatchTest, main

SOURCE = (Path(__file__).resolve().parents[2] /
          "tutorial/16-plugin/flat-hunter")
PROGRAM = os.environ.get("FLAT_HUNTER", "")
COMMANDS = ("watch", "test")
MAIL = (SOURCE / "mail.eml").read_text()


class FlatHunter(WatchTest):
    """Tests that need no server are in here, too: they are cheap."""

    def setUp(self):
        super().setUp()
        self.rules = self.state / "rules.json"
        self.environment = {**os.environ, "XDG_STATE_HOME": str(self.state),
                            "XDG_CONFIG_HOME": str(self.state)}

    def run_hunter(self, *words, text="", code=0):
        done = subprocess.run([PROGRAM, *words], input=text, text=True,
                              capture_output=True, timeout=PATIENCE,
                              env=self.environment)
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def write(self, rules, url="imaps://anna@h", **more):
        self.rules.write_text(json.dumps(
            {"accounts": [{"url": url, "name": "home",
                           "password-command": f"cat {self.state}/password",
                           **more.pop("account", {})}],
             "rules": rules, **more}, indent=1))

    def try_rule(self, mail=MAIL, options=(), code=0, **rule):
        self.write([{"name": "flats", **rule}])
        return self.run_hunter("test", *options, str(self.rules), text=mail,
                               code=code)

    # What a rule fits.

    def test_the_example_says_which_rule_fits_and_why(self):
        said = self.run_hunter("test", str(SOURCE / "rules.json"), "--at",
                               "23:30", "--mailbox", "INBOX", text=MAIL)
        self.assertIn("flats: fits\n", said)
        self.assertIn('  subject /\\b(T2|two rooms)\\b/ finds "T2"\n', said)
        self.assertIn("  quiet until 07:00\n", said)
        self.assertIn("  runs mbsync home:INBOX, then notmuch new\n", said)

    def test_all_patterns_of_a_rule_must_be_found(self):
        self.try_rule(**{"from": "pap", "subject": "t2 à louer"})
        said = self.try_rule(code=1, **{"from": "pap", "subject": "loft"})
        self.assertIn('subject /loft/ finds nothing in "T2 à louer"', said)
        self.assertIn("flats: does not fit", said)

    def test_the_text_is_decoded(self):
        coded = MAIL.replace("Content-Type", "Content-Transfer-Encoding: "
                             "base64\nContent-Type").replace(
            "Quiet, on the second floor, in the 11e.",
            "WmltbWVyIG1pdCBLw7xjaGU=")
        self.assertIn('finds "Küche"', self.try_rule(coded, text="küche"))
        self.try_rule(coded, text="WmltbW", code=1)

    def test_a_rule_may_be_about_a_place(self):
        self.assertIn("say --account", self.try_rule(account="home", code=1))
        self.try_rule(account="home", options=("--account", "home"))
        self.try_rule(mailbox="^in", options=("--mailbox", "INBOX"))

    def test_a_pattern_that_takes_for_ever_fits_nothing(self):
        self.try_rule(MAIL + "a" * 60000 + "!", code=1, text="^(a|aa)+$")

    def test_quiet_hours_go_over_midnight(self):
        for at, until in (("21:59", None), ("22:00", "07:00"),
                          ("06:59", "07:00"), ("07:00", None)):
            said = self.try_rule(subject="T2", quiet="22:00-07:00",
                                 options=("--at", at))
            self.assertEqual("quiet until 07:00" in said, bool(until), at)

    # What is wrong with a file.

    def check_wrong(self, text, line, *words):
        self.rules.write_text(text)
        said = self.run_hunter("test", str(self.rules), code=2)
        self.assertIn(f"{self.rules}: {line}", said)
        for word in words:
            self.assertIn(word, said)

    def test_a_mistake_is_told_with_file_line_and_key(self):
        def with_rule(rule):
            return ('{"accounts": [{"url": "imaps://a@h"}],\n"rules": [\n'
                    f'{{"name": "x", "subject": "y"}},\n{{{rule}}}]}}')

        self.check_wrong(with_rule('"name": "n", "subject": "("'),
                         "line 4: rules/1/subject: ")
        self.check_wrong(with_rule('"name": "n", "color": "red"'),
                         "line 4: rules/1/color: there is no such key")
        self.check_wrong(with_rule('"name": "n", "from": "x", "notify": 1'),
                         "line 4: rules/1/notify: it must be true or false")
        self.check_wrong(with_rule('"name": "n", "from": "x", "command": "x"'),
                         "line 4: rules/1/command: it must be a list")
        self.check_wrong(with_rule('"name": "n", "from": "x", "quiet": "9-5"'),
                         "line 4: rules/1/quiet: it must be like")
        self.check_wrong(with_rule('"name": "n", "name": "m"'),
                         "line 4: rules/1/name: it is there twice")
        self.check_wrong(with_rule('"name": "x", "from": "x"'),
                         "line 4: rules/1/name: another rule")
        self.check_wrong(with_rule('"name": "n"'), "line 4: rules/1: ",
                         "about nothing")
        self.check_wrong(with_rule('"name"'), "line 4")
        self.check_wrong('{"accounts": [{"url": "imaps://a@h",\n"exec": "x"}],'
                         '"rules": [{"name": "x", "from": "x"}]}',
                         "line 2: exec: there is no such key")
        self.check_wrong("", "there is nothing to read")
        self.assertIn("rules.json: there is nothing",
                      self.run_hunter("watch", code=2))

    # A hunt.

    def hunt(self, *options):
        process = subprocess.Popen(
            [PROGRAM, "watch", *options, str(self.rules)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, text=True, start_new_session=True,
            env=self.environment)
        watchdog = threading.Timer(PATIENCE, process.kill)
        watchdog.start()
        self.addCleanup(lambda: (watchdog.cancel(), process.kill(),
                                 process.communicate()))
        self.wait_for(process.stderr, "home/INBOX: watched")
        return process

    def wait_for(self, stream, words):
        line = "-"
        while words not in line:
            line = stream.readline()
            self.assertTrue(line, f"it never said {words!r}")
        return line

    def serve_rules(self, *rules, **more):
        self.server = self.serve_empty()
        (self.state / "password").write_text(SECRET + "\n")
        self.write(list(rules), self.url("imaps"),
                   account={"ca": self.ca()[1]}, **more)

    def test_a_mail_that_a_rule_is_about_runs_its_command(self):
        told = self.state / "told"
        self.serve_rules(
            {"name": "flats", "subject": "loft", "notify": False,
             "command": ["sh", "-c", 'cat > "$1.new"; echo '
                         '"$FLAT_HUNTER_RULE" "$FLAT_HUNTER_SUBJECT" >> '
                         '"$1.new"; mv "$1.new" "$1"', "sh", str(told)]},
            {"name": "jobs", "subject": "job", "notify": False})
        hunter = self.hunt()
        self.append("Nothing for us")
        self.append("Loft `rm -rf $HOME`")
        self.assertEqual(
            hunter.stdout.readline(),
            "flats  home/INBOX  Bo <bo@x.org>  Loft `rm -rf $HOME`\n")
        self.eventually(told.exists, "its command did not run")
        facts, said = told.read_text().splitlines()
        self.assertEqual(json.loads(facts)["mailbox"], "home/INBOX")
        self.assertEqual(said, "flats Loft `rm -rf $HOME`")

        status = [json.loads(line) for line in self.run_hunter(
            "watch", "--status", str(self.rules)).splitlines()]
        self.assertTrue(status[0]["running"])
        self.assertEqual(status[1]["matches"], 1)
        self.assertEqual(status[2], {"rule": "jobs", "matches": 0})

        hunter.send_signal(signal.SIGINT)
        self.assertEqual(hunter.stderr.read(), "goodbye\n")
        self.assertEqual(hunter.wait(PATIENCE), 0)

        # What comes meanwhile is found at the next start; nothing is repeated.
        self.append("Loft again")
        hunter = self.hunt()
        self.assertIn("Loft again", hunter.stdout.readline())

    def test_a_notice_is_escaped_and_a_sync_comes_before_notmuch(self):
        tools = self.state / "tools"
        tools.mkdir()
        for name in ("notify-send", "mbsync", "notmuch"):
            # Two of them run at once, so each writes its line in one piece.
            (tools / name).write_text(
                f'#!/bin/sh\nline=$(printf "%s|" {name} "$@")\n'
                f'printf "%s\\n" "$line" >> {self.state}/log\n')
            (tools / name).chmod(0o755)
        self.environment["PATH"] = f"{tools}:{self.environment['PATH']}"
        self.serve_rules({"name": "flats", "subject": "loft",
                          "mbsync": "home:INBOX", "notmuch": True})
        self.hunt()
        self.append("Loft <b>&")
        log = self.state / "log"
        self.eventually(lambda: log.exists() and
                        log.read_text().count("\n") == 4, "not all ran")
        lines = log.read_text().splitlines()
        self.assertLess(lines.index("mbsync|home:INBOX|"),
                        lines.index("notmuch|new|"))
        self.assertIn("Bo &lt;bo@x.org&gt;: Loft &lt;b&gt;&amp;",
                      log.read_text())

    # What it is installed with.

    def options(self):
        """All options that --help shows, by command."""
        return {command: set(re.findall(
                    r"(?<![\w-])--[a-z-]+",
                    self.run_hunter(*command.split(), "--help")))
                for command in ("", *COMMANDS)}

    def test_the_page_has_every_option_and_no_other(self):
        page = (SOURCE / "man/flat-hunter.1.scd").read_text()
        section = page[page.index("# OPTIONS"):page.index("# EXIT STATUS")]
        described = set(re.findall(r"--[a-z-]+", section))
        self.assertEqual(described, set().union(*self.options().values()))
        for command in COMMANDS:
            self.assertIn(f"\n*{command}*\n", page)

    def test_the_completions_have_every_option_and_no_other(self):
        everything = {word.strip("-") for words in self.options().values()
                      for word in words}
        for name, form in (("flat-hunter.bash", r"--([a-z-]+)(?= |\")"),
                           ("_flat-hunter", r"--([a-z-]+)\["),
                           ("flat-hunter.fish", r" -l ([a-z-]+)")):
            with self.subTest(name):
                text = (SOURCE / "completion" / name).read_text()
                found = set(re.findall(form, text)) - {""}
                self.assertEqual(found, everything)
                for command in COMMANDS:
                    self.assertRegex(text, rf"\b{command}\b")
        subprocess.run(["bash", "-n", SOURCE / "completion/flat-hunter.bash"],
                       check=True)

    def test_the_page_of_the_rules_has_every_key(self):
        page = (SOURCE / "man/flat-hunter-rules.5.scd").read_text()
        said = self.try_rule(subject="x", color="red", code=2)
        for key in said.split("there are ")[1].strip().split(", "):
            self.assertRegex(page, rf"\*{key}\*[\n,]")


if __name__ == "__main__":
    main()
