"""`jupyter console` with the kernel that the user has installed, on a terminal of its own: what is typed and seen."""
import os
import tempfile
import time
import unittest

import outcomes
import pexpect
import pyte

#: Only ends what hangs, in seconds.
PATIENCE = 240

#: On a slow machine too the kernel says whether a cell is complete; else the console guesses after a second.
CONSOLE = ("jupyter", "console", f"--ZMQTerminalInteractiveShell.kernel_is_complete_timeout={PATIENCE}")

UP, DOWN, TAB, ENTER = "\x1b[A", "\x1b[B", "\t", "\r"


class Terminal:
    """A program on a terminal of 100 columns and 60 lines, as a person sees it."""

    def __init__(self, *command):
        self.screen = pyte.HistoryScreen(100, 60, history=5000)
        self.screen.write_process_input = lambda text: self.child.send(text)  # where the cursor is, when asked
        self.stream = pyte.Stream(self.screen)
        self.child = pexpect.spawn(
            command[0],
            list(command[1:]),
            dimensions=(60, 100),
            encoding="utf-8",
            cwd=tempfile.mkdtemp(),
            env={**os.environ, "TERM": "xterm-256color"},
        )

    @property
    def text(self):
        above = ["".join(line[i].data for i in range(100)).rstrip() for line in self.screen.history.top]
        return "\n".join(above + [line.rstrip() for line in self.screen.display]).rstrip()

    def read(self):
        """Takes in what the program has written by now."""
        try:
            self.stream.feed(self.child.read_nonblocking(65536, timeout=0.05))
        except pexpect.TIMEOUT:
            pass

    def see(self, what, times=1):
        """Waits until a text stands on the screen."""
        deadline = time.monotonic() + PATIENCE
        while self.text.count(what) < times:
            if time.monotonic() > deadline:
                raise AssertionError(f"{what!r} was not seen on:\n{self.text}")
            try:
                self.read()
            except pexpect.EOF:
                raise AssertionError(f"the program ended before {what!r} was seen:\n{self.text}") from None

    def type(self, keys):
        self.child.send(keys)

    def ends(self):
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                self.read()
            except pexpect.EOF:
                self.child.close()
                return self.child.exitstatus
        raise AssertionError(f"the program did not end:\n{self.text}")


class Console(unittest.TestCase):
    """One session, in the order in which a person would try things."""

    def setUp(self):
        self.terminal = Terminal(*CONSOLE, "--kernel", "bayes-tslab")
        self.prompts = 1
        self.terminal.see("In [1]:")

    def tearDown(self):
        self.terminal.child.close(force=True)

    def run_line(self, line):
        """Types a line that is a cell, and waits for the next prompt."""
        self.terminal.type(line)
        self.terminal.see(line)
        self.terminal.type(ENTER)
        self.prompts += 1
        self.terminal.see(f"In [{self.prompts}]:")

    def test_a_session(self):
        terminal = self.terminal
        with self.subTest("the banner names what runs"):
            self.assertIn("TypeScript 6", terminal.text)
        with self.subTest("a value and what is printed"):
            self.run_line("const greeting: string = 'zażółć'; console.log(greeting + '!');")
            terminal.see("zażółć!")
            self.run_line("greeting.length")
            terminal.see("Out[2]: 6")
        with self.subTest("the arrow brings back what was typed"):
            terminal.type(UP)
            terminal.see("In [3]: greeting.length")
            terminal.type(UP)
            terminal.see("In [3]: const greeting: string")
            terminal.type(DOWN)
            terminal.see("In [3]: greeting.length")
            terminal.type(ENTER)
            self.prompts += 1
            terminal.see("Out[3]: 6")
            terminal.see("In [4]:")
        with self.subTest("Tab completes"):
            terminal.type("greeting.toUpperC" + TAB)
            terminal.see("greeting.toUpperCase")
            terminal.type("()" + ENTER)
            self.prompts += 1
            terminal.see("Out[4]: 'ZAŻÓŁĆ'")
            terminal.see("In [5]:")
        with self.subTest("a cell of several lines"):
            terminal.type("function twice(n: number): number {" + ENTER)
            terminal.see("   ...:")
            terminal.type("return 2 * n;" + ENTER)
            terminal.see("   ...:", times=2)
            terminal.type("}" + ENTER)
            self.prompts += 1
            terminal.see("In [6]:")
            self.run_line("twice(21)")
            terminal.see("Out[6]: 42")
        with self.subTest("a text that is not closed waits for its end"):
            terminal.type("`one" + ENTER)
            terminal.see("   ...:", times=3)
            terminal.type("two`" + ENTER)
            self.prompts += 1
            terminal.see("Out[7]: 'one\\ntwo'")
            terminal.see("In [8]:")
        with self.subTest("an error names its line"):
            self.run_line("throw new RangeError('too far')")
            terminal.see("RangeError: too far")
            self.run_line("const wrong: number = greeting")
            terminal.see("TypeScriptError")
        with self.subTest("Ctrl+C stops a loop, and the names are kept"):
            for loop in ("for (;;) {}", "await new Promise(() => setInterval(() => {}, 1000))"):
                before = terminal.text.count("was interrupted")
                terminal.type(f"console.log('started {self.prompts}'); {loop}" + ENTER)
                terminal.see(f"\nstarted {self.prompts}")
                terminal.child.sendintr()
                self.prompts += 1
                terminal.see(f"In [{self.prompts}]:")
                self.assertGreater(terminal.text.count("was interrupted"), before)
            self.run_line("greeting")
            terminal.see(f"Out[{self.prompts - 1}]: 'zażółć'")
        with self.subTest("Ctrl+C takes back what is typed"):
            terminal.type("nonsense(")
            terminal.see("nonsense(")
            terminal.type("\x03")
            self.run_line("'clean'")
            terminal.see(f"Out[{self.prompts - 1}]: 'clean'")
        with self.subTest("Ctrl+D and Enter leave"):
            terminal.type("\x04")
            terminal.see("Do you really want to exit")
            terminal.type(ENTER)
            self.assertEqual(terminal.ends(), 0)

    def test_a_cell_asks_and_the_terminal_answers(self):
        terminal = self.terminal
        terminal.type("import { createInterface } from 'node:readline/promises';" + ENTER)
        self.prompts += 1
        terminal.see(f"In [{self.prompts}]:")
        terminal.type("const asked = await createInterface(process.stdin, process.stdout).question('your name? ')" + ENTER)
        terminal.see("\nyour name?")  # the screen keeps no blanks at the end
        terminal.type("Łukasz" + ENTER)
        self.prompts += 1
        terminal.see(f"In [{self.prompts}]:")
        self.run_line("asked.length")
        terminal.see(f"Out[{self.prompts - 1}]: 6")

    def test_the_history_of_a_kernel_that_runs(self):
        """A second console on the same kernel begins with the history of the first."""
        terminal = self.terminal
        self.run_line("const first = 'typed in the first'")
        file = self.connection_file()
        second = Terminal(*CONSOLE, "--existing", file)
        try:
            second.see("In [")
            second.type(UP)
            second.see("const first = 'typed in the first'")
            second.type("\x03")
            second.type("first.length" + ENTER)
            second.see(": 18")
            second.type("\x04")
            second.see("exit")
            second.type("n" + ENTER if "[y]" not in second.text else ENTER)
        finally:
            second.child.close(force=True)
        self.run_line("first + ', still here'")
        terminal.see("'typed in the first, still here'")

    def connection_file(self):
        runtime = os.path.expanduser("~/.local/share/jupyter/runtime")
        names = [os.path.join(runtime, name) for name in os.listdir(runtime) if name.startswith("kernel-")]
        return max(names, key=os.path.getmtime)


outcomes.run(Console)
