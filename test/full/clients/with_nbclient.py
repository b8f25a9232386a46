"""What a user of nbclient and of jupyter_client asks of a kernel, against the one that the user has installed."""
import os
import pathlib
import tempfile
import time
import unittest

import nbformat
import outcomes
import zmq
from jupyter_client import BlockingKernelClient
from jupyter_client.manager import start_new_kernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_notebook

KERNEL = "bayes-tslab"
#: Only ends what hangs, in seconds.
PATIENCE = 240


def notebook(*sources, tags=()):
    cells = [new_code_cell(source) for source in sources]
    for index in tags:
        cells[index].metadata["tags"] = ["raises-exception"]
    return new_notebook(cells=cells)


def executed(*sources, tags=(), **options):
    book = notebook(*sources, tags=tags)
    NotebookClient(book, kernel_name=KERNEL, **{"timeout": PATIENCE, **options}).execute()
    nbformat.validate(book)
    return book.cells


def texts(cell, name="stdout"):
    """What a cell printed on a stream."""
    return "".join(output.text for output in cell.outputs if output.get("name") == name)


def results(cell):
    return [output.data["text/plain"] for output in cell.outputs if output.output_type == "execute_result"]


class Executing(unittest.TestCase):
    def test_outputs_of_each_kind(self):
        printing, value, showing, silent = executed(
            "const name = 'Łukasz 🎉';\nconsole.log(name);\nconsole.error('warned');",
            "[name, name.length]",
            "import { display } from 'tslab';\ndisplay.html('<b>bold</b>');",
            "const unused = 1;",
        )
        self.assertEqual(texts(printing), "Łukasz 🎉\n")
        self.assertEqual(texts(printing, "stderr"), "warned\n")
        self.assertEqual(results(value), ["[ 'Łukasz 🎉', 9 ]"])
        self.assertEqual(showing.outputs[0].data["text/html"], "<b>bold</b>")
        self.assertEqual(silent.outputs, [])
        self.assertEqual([cell.execution_count for cell in (printing, value, showing, silent)], [1, 2, 3, 4])

    def test_figures_are_redrawn_in_place(self):
        first, second = executed(
            "import { newDisplay } from 'tslab';\nconst bar = newDisplay();\nbar.text('0 %');",
            "bar.text('100 %');",
        )
        self.assertEqual([output.data["text/plain"] for output in first.outputs], ["100 %"])
        self.assertEqual(second.outputs, [])

    def test_console_clear_empties_the_output(self):
        (cell,) = executed("console.log('step 1');\nconsole.clear();\nconsole.log('step 2');")
        self.assertEqual(texts(cell), "step 2\n")

    def test_large_output_is_whole(self):
        (cell,) = executed("for (let i = 0; i < 100_000; i++) console.log(`line ${i} of many`);")
        self.assertEqual(texts(cell).splitlines(), [f"line {i} of many" for i in range(100_000)])

    def test_many_cells(self):
        cells = executed(*[f"const v{i} = {f'v{i - 1} + 1' if i else 0};\nv{i}" for i in range(60)])
        self.assertEqual([results(cell) for cell in cells], [[str(i)] for i in range(60)])


class Failing(unittest.TestCase):
    def test_an_error_ends_the_run(self):
        book = notebook("console.log('before');", "throw new RangeError('too far');", "console.log('behind');")
        with self.assertRaises(CellExecutionError) as caught:
            NotebookClient(book, kernel_name=KERNEL, timeout=PATIENCE).execute()
        self.assertEqual((caught.exception.ename, caught.exception.evalue), ("RangeError", "too far"))
        before, failed, behind = book.cells
        self.assertEqual(texts(before), "before\n")
        self.assertEqual([output.output_type for output in failed.outputs], ["error"])
        self.assertIn("line 1", "\n".join(failed.outputs[0].traceback))
        self.assertEqual((behind.outputs, behind.execution_count), ([], None))

    def test_errors_are_stored_where_they_are_allowed(self):
        cells = executed(
            "const kept = 1;",
            "throw new Error('thrown');",
            "const wrong: number = 'text';",
            "kept + 1",
            allow_errors=True,
        )
        self.assertEqual(
            [[output.output_type for output in cell.outputs] for cell in cells],
            [[], ["error"], ["error"], ["execute_result"]],
        )
        self.assertEqual([cell.outputs[0].ename for cell in cells[1:3]], ["Error", "TypeScriptError"])

    def test_an_error_that_is_expected(self):
        failing, behind = executed("throw new Error('as it should');", "'goes on'", tags=[0])
        self.assertEqual(failing.outputs[0].evalue, "as it should")
        self.assertEqual(results(behind), ["'goes on'"])

    def test_a_value_that_is_no_error(self):
        (cell,) = executed("throw { code: 7 };", allow_errors=True)
        self.assertIn("code: 7", cell.outputs[0].evalue)

    def test_timeout(self):
        for code in ("while (true) {}", "await new Promise(() => setInterval(() => {}, 1000));"):
            with self.subTest(code=code), self.assertRaises(CellTimeoutError):
                executed(code, timeout=1)

    def test_interrupt_on_timeout(self):
        for code in ("while (true) {}", "await new Promise(() => setInterval(() => {}, 1000));"):
            with self.subTest(code=code):
                options = {"timeout": 2, "interrupt_on_timeout": True, "allow_errors": True}
                _, looping, behind = executed("let kept = 1;", f"kept = 5;\n{code}", "kept + 1", **options)
                self.assertEqual([output.ename for output in looping.outputs], ["Interrupted"])
                self.assertEqual(results(behind), ["6"])

    def test_a_kernel_that_dies(self):
        for code in ("process.kill(process.pid, 'SIGKILL');\nawait new Promise(() => {});", "process.abort();"):
            with self.subTest(code=code), self.assertRaises(DeadKernelError):
                executed(code)

    def test_process_exit(self):
        """Ends the cell, not the kernel, which holds the variables of all others."""
        exiting, behind = executed("process.exit(3);", "'alive'", allow_errors=True)
        self.assertIn("process.exit(3)", exiting.outputs[0].evalue)
        self.assertEqual(results(behind), ["'alive'"])


class Talking(unittest.TestCase):
    """What nbclient does not ask for, through the same library's client of the protocol."""

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.manager, self.client = start_new_kernel(kernel_name=KERNEL, cwd=str(self.folder))

    def tearDown(self):
        self.client.stop_channels()
        if self.manager.has_kernel:
            self.manager.shutdown_kernel()

    def execute(self, code, **options):
        return self.client.execute_interactive(code, timeout=PATIENCE, **{"output_hook": lambda _: None, **options})

    def reply_to(self, msg_id):
        """The reply to a request; others come of the questions that were asked until the kernel was ready."""
        while True:
            reply = self.client.get_shell_msg(timeout=PATIENCE)
            if reply["parent_header"]["msg_id"] == msg_id:
                return reply

    def test_store_history(self):
        counts = [
            self.execute("1", store_history=stored)["content"]["execution_count"] for stored in (True, False, True)
        ]
        self.assertEqual(counts, [1, 1, 2])
        asked = self.client.history(hist_access_type="tail", n=10, raw=True, output=False)
        history = self.reply_to(asked)["content"]["history"]
        self.assertEqual([number for _, number, _ in history], [1, 2])

    def test_silent(self):
        shown = []
        reply = self.execute("const quiet = 1;\nquiet", silent=True, output_hook=lambda m: shown.append(m["msg_type"]))
        self.assertEqual(reply["content"]["status"], "ok")
        self.assertEqual(set(shown) - {"status"}, set())
        self.assertEqual(self.execute("quiet + 1")["content"]["execution_count"], 1)

    def test_user_expressions(self):
        asked = {"sum": "a + b", "wrong": "nowhere", "later": "await Promise.resolve(a)", "text": "'ż'"}
        reply = self.execute("const a = 1, b = 2;", user_expressions=asked)["content"]
        answers = reply["user_expressions"]
        self.assertEqual(set(answers), set(asked))
        self.assertEqual(answers["sum"]["status"], "ok")
        self.assertEqual(
            [answers[name]["data"]["text/plain"] for name in ("sum", "later", "text")], ["3", "1", "'ż'"]
        )
        self.assertEqual(answers["wrong"]["status"], "error")
        self.assertIn("nowhere", answers["wrong"]["evalue"])
        self.assertEqual(self.execute("a")["content"]["execution_count"], 2)

    def test_output_is_seen_while_the_cell_runs(self):
        """Each cell ends only once its client has seen what it has printed, and says so by a file."""
        waits = {
            "awaits": "while (!existsSync('{file}')) await new Promise((resolve) => setTimeout(resolve, 5));",
            "never yields": "while (!existsSync('{file}')) {{}}",
        }
        for name, wait in waits.items():
            with self.subTest(name):
                file = self.folder / f"seen {name}"

                def see(message):
                    if "to be seen" in message["content"].get("text", ""):
                        file.touch()

                code = "import { existsSync } from 'node:fs';\nconsole.log('to be seen');\n"
                reply = self.execute(code + wait.format(file=file.name), output_hook=see)
                self.assertEqual(reply["content"]["status"], "ok")

    def test_answers_while_a_cell_loops(self):
        """Tab, Shift+Tab and the questions of a client that connects are answered though the cell never yields."""
        running = self.client.execute(
            "import { existsSync } from 'node:fs';\nconst rate = 0.1;\nwhile (!existsSync('enough')) {}"
        )
        self.wait_until_running(running)
        for ask, kind in (
            (lambda: self.client.complete("Math.ab"), "complete_reply"),
            (lambda: self.client.inspect("Math.abs"), "inspect_reply"),
            (lambda: self.client.is_complete("if (1) {"), "is_complete_reply"),
            (self.client.kernel_info, "kernel_info_reply"),
            (self.client.comm_info, "comm_info_reply"),
            (lambda: self.client.history(), "history_reply"),
        ):
            with self.subTest(kind):
                self.assertEqual(self.reply_to(ask())["msg_type"], kind)
        with self.subTest("heartbeat"), zmq.Context() as context, context.socket(zmq.REQ) as heart:
            heart.linger = 0
            heart.connect(f"tcp://127.0.0.1:{self.client.hb_port}")
            heart.send(b"ping")
            self.assertTrue(heart.poll(PATIENCE * 1000))
            self.assertEqual(heart.recv(), b"ping")
        (self.folder / "enough").touch()
        self.assertEqual(self.reply_to(running)["content"]["status"], "ok")

    def test_interrupt(self):
        self.execute("let turns = 0;")
        running = self.client.execute("for (;;) turns++;")
        self.wait_until_running(running)
        self.manager.interrupt_kernel()
        reply = self.reply_to(running)["content"]
        self.assertEqual((reply["status"], reply["ename"]), ("error", "Interrupted"))
        self.assertEqual(self.execute("turns > 0")["content"]["status"], "ok")

    def test_a_question_to_the_user(self):
        seen = []

        def answer(message):
            self.assertEqual(message["content"], {"prompt": "name? ", "password": False})
            self.client.input("Łukasz")

        code = (
            "import { createInterface } from 'node:readline/promises';\n"
            "const lines = createInterface({ input: process.stdin, output: process.stdout });\n"
            "const given = await lines.question('name? ');\nlines.close();\n`hello, ${given}`"
        )
        self.execute(code, allow_stdin=True, stdin_hook=answer, output_hook=seen.append)
        values = [m["content"]["data"]["text/plain"] for m in seen if m["msg_type"] == "execute_result"]
        self.assertEqual(values, ["'hello, Łukasz'"])

    def test_a_question_that_nobody_can_answer(self):
        code = (
            "import { createInterface } from 'node:readline/promises';\n"
            "await createInterface({ input: process.stdin }).question('name? ');"
        )
        reply = self.execute(code, allow_stdin=False)["content"]
        self.assertEqual(reply["status"], "error")
        self.assertIn("there is no user here to ask for input", reply["evalue"])

    def test_restart_forgets_the_names(self):
        self.execute("const before = 1;")
        self.manager.restart_kernel(now=False)
        self.client.wait_for_ready(timeout=PATIENCE)
        reply = self.execute("before")["content"]
        self.assertEqual(reply["status"], "error")
        self.assertIn("before", reply["evalue"])
        self.assertEqual(self.execute("const before = 2;")["content"]["execution_count"], 2)

    def test_two_clients_of_one_kernel(self):
        other = BlockingKernelClient()  # not the manager's, which would come under the name of the first
        other.load_connection_file(self.manager.connection_file)
        other.start_channels()
        other.wait_for_ready(timeout=PATIENCE)
        self.execute("let shared = 1;")
        reply = other.execute_interactive("shared += 1;", timeout=PATIENCE, output_hook=lambda _: None)
        self.assertEqual(reply["content"]["status"], "ok")
        seen = []
        self.execute("shared", output_hook=seen.append)
        values = [m["content"]["data"]["text/plain"] for m in seen if m["msg_type"] == "execute_result"]
        self.assertEqual(values, ["2"])
        other.stop_channels()

    def test_shutdown_leaves_no_process(self):
        process = self.manager.provisioner.pid
        self.execute("import { spawn } from 'node:child_process';\nconst child = spawn('sleep', ['600']);")
        seen = []
        self.execute("child.pid", output_hook=seen.append)
        child = [m["content"]["data"]["text/plain"] for m in seen if m["msg_type"] == "execute_result"][0]
        self.manager.shutdown_kernel()
        for pid in (process, int(child)):
            deadline = time.monotonic() + PATIENCE
            while alive(pid) and time.monotonic() < deadline:
                time.sleep(0.05)
            self.assertFalse(alive(pid), pid)

    def wait_until_running(self, msg_id):
        while True:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") == msg_id and message["msg_type"] == "execute_input":
                return


def alive(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


outcomes.run(Executing, Failing, Talking)
