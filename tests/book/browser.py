"""Drives Debian's chromium by its debugging protocol, through a pipe. Nothing
but Python's standard library is needed, and no port is opened."""

import base64
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

PATIENCE = 60  # seconds; only ends a test that hangs


def find_browser():
    """The program, or nothing where it is not installed."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


class Browser:
    """A browser without a window. `with Browser() as page:` gives its page."""

    def __init__(self):
        self.home = tempfile.TemporaryDirectory(
            prefix="book-browser-", ignore_cleanup_errors=True)
        theirs, self.commands = os.pipe()
        self.events, their_events = os.pipe()
        options = ["--headless", "--no-sandbox", "--remote-debugging-pipe",
                   f"--user-data-dir={self.home.name}", "--no-first-run",
                   "--disable-gpu", "--disable-background-networking",
                   "--disable-component-update", "--hide-scrollbars",
                   "--disable-dev-shm-usage", "about:blank"]
        # The browser reads commands from 3 and writes events to 4.
        self.process = subprocess.Popen(
            ["sh", "-c", f'exec "$0" "$@" 3<&{theirs} 4>&{their_events}',
             find_browser(), *options],
            pass_fds=(theirs, their_events), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(theirs)
        os.close(their_events)
        self.came = b""
        self.number = 0

    def __enter__(self):
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target,
                           flatten=True)["sessionId"]
        return Page(self, session)

    def __exit__(self, *_):
        os.close(self.commands) # it ends by itself when nobody commands
        self.process.wait(PATIENCE)
        os.close(self.events)
        self.home.cleanup()

    def send(self, method, session, parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self.commands, json.dumps(message).encode() + b"\0")
        return self.number

    def next_message(self):
        until = time.monotonic() + PATIENCE
        while b"\0" not in self.came:
            left = max(until - time.monotonic(), 0)
            if not select.select([self.events], [], [], left)[0]:
                raise TimeoutError("the browser says nothing")
            portion = os.read(self.events, 1 << 20)
            if not portion:
                raise EOFError("the browser has ended")
            self.came += portion
        message, self.came = self.came.split(b"\0", 1)
        return json.loads(message)

    def ask(self, method, session=None, heard=lambda event: None,
            **parameters):
        """The answer; events that come before it are given to `heard`."""
        number = self.send(method, session, parameters)
        while True:
            message = self.next_message()
            if message.get("id") != number:
                heard(message)
            elif "error" in message:
                raise RuntimeError(f"{method}: {message['error']}")
            else:
                return message["result"]


class Page:
    """One page. `troubles` are its errors and failed requests so far,
    `requested` the addresses that it has asked for."""

    def __init__(self, browser, session):
        self.browser, self.session = browser, session
        self.troubles, self.requested, self.loaded = [], [], False
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")

    def ask(self, method, **parameters):
        return self.browser.ask(method, self.session, self.hear, **parameters)

    def hear(self, event):
        name, about = event.get("method"), event.get("params", {})
        if name == "Page.loadEventFired":
            self.loaded = True
        elif name == "Runtime.exceptionThrown":
            detail = about["exceptionDetails"]
            self.troubles.append(str(
                detail.get("exception", {}).get("description", detail)))
        elif name == "Runtime.consoleAPICalled" and about["type"] == "error":
            self.troubles.append(str(about["args"]))
        elif name == "Log.entryAdded" and about["entry"]["level"] == "error":
            self.troubles.append(about["entry"]["text"])
        elif name == "Network.loadingFailed":
            self.troubles.append(about["errorText"])
        elif name == "Network.requestWillBeSent":
            self.requested.append(about["request"]["url"])

    def show(self, width, scheme, height=900):
        """Chooses the size of the window, and light or dark."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width,
                 height=height, deviceScaleFactor=1, mobile=width < 600)
        self.ask("Emulation.setEmulatedMedia", features=[
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"}])

    def allow_scripts(self, allowed):
        self.ask("Emulation.setScriptExecutionDisabled", value=not allowed)

    def load(self, address):
        self.loaded = False
        self.ask("Page.navigate", url=address)
        while not self.loaded:
            self.hear(self.browser.next_message())

    def reload(self):
        self.loaded = False
        self.ask("Page.reload")
        while not self.loaded:
            self.hear(self.browser.next_message())

    def run(self, script):
        """The value of a script, which may be a promise."""
        answer = self.ask("Runtime.evaluate", expression=script,
                          awaitPromise=True, returnByValue=True,
                          userGesture=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"]
                               .get("exception", {}).get("description"))
        return answer["result"].get("value")

    def wait_for(self, script):
        """Waits until a script's value is true, and returns it."""
        until = time.monotonic() + PATIENCE
        while not self.holds(script):
            if time.monotonic() > until:
                raise TimeoutError(script)
            time.sleep(0.01)
        return self.run(script)

    def holds(self, script):
        try:
            return self.run(f"!!({script})")
        except RuntimeError: # the page has just given way to another
            return False

    def press(self, key, text=None):
        if text is None and len(key) == 1:
            text = key
        more = {"text": text} if text else {}
        if key == "Enter":
            more = {"text": "\r", "windowsVirtualKeyCode": 13}
        if key == "Tab":
            more = {"windowsVirtualKeyCode": 9}
        self.ask("Input.dispatchKeyEvent", type="keyDown", key=key, **more)
        self.ask("Input.dispatchKeyEvent", type="keyUp", key=key)

    def type(self, text):
        self.ask("Input.insertText", text=text)

    def picture(self, file, whole=False):
        answer = self.ask("Page.captureScreenshot", format="png",
                          captureBeyondViewport=whole)
        with open(file, "wb") as out:
            out.write(base64.b64decode(answer["data"]))
