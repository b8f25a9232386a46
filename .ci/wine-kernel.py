"""Drives the kernel on Windows' node.exe under Wine with this machine's jupyter_client, over tcp.

Usage: wine-kernel.py NODE.EXE PROJECT: a flood of output, an interrupt of a loop, a restart, in this order.
"""

import json
import os
import subprocess
import sys
import tempfile

from jupyter_client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

node, project = sys.argv[1:]
folder = tempfile.mkdtemp(prefix="bayes-wine-kernel-")
connection_file, _ = write_connection_file(os.path.join(folder, "connection.json"))
log = open(os.path.join(folder, "kernel.log"), "w")
launch = os.path.join(project, "jupyter", "kernels", "bayes-tslab")
lines = 20_000


def windows_path(path):
    return "Z:" + path.replace("/", "\\")


def start():
    """The kernel as its kernel.json says it, in an empty folder; Wine's programs cannot write to a pipe of Linux."""
    with open(os.path.join(launch, "kernel.json")) as file:
        argv = json.load(file)["argv"]
    parts = {"node": windows_path(node)}
    command = [
        parts.get(part, part)
        .replace("{resource_dir}", windows_path(launch))
        .replace("{connection_file}", windows_path(connection_file))
        for part in argv
    ]
    kernel = subprocess.Popen(["wine", *command], cwd=folder, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
    client = BlockingKernelClient(connection_file=connection_file)
    client.load_connection_file()
    client.start_channels(hb=False)  # else a kernel that is still starting counts as dead
    client.wait_for_ready(timeout=300)
    return kernel, client


def run(client, code, while_running=None):
    """Runs a cell to its idle; gives its reply and what it printed."""
    printed = []

    def hear(message):
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"])
            if while_running and "ready" in message["content"]["text"]:
                while_running()

    reply = client.execute_interactive(code, output_hook=hear, timeout=300)
    return reply["content"], "".join(printed)


def must(holds, what, got):
    if not holds:
        with open(log.name) as file:
            print(file.read(), file=sys.stderr)
        raise SystemExit(f"The kernel under Wine must {what}, got {got}")
    print(f"  {what}", flush=True)


def interrupt(client):
    client.control_channel.send(client.session.msg("interrupt_request", {}))


kernel, client = start()
try:
    reply, printed = run(client, f"for (let i = 0; i < {lines}; i++) console.log(i);")
    expected = "".join(f"{i}\n" for i in range(lines))
    must(printed == expected, f"show all {lines} lines of a flood, in order", f"{len(printed.splitlines())} lines")

    run(client, "let kept = 42;")
    reply, _ = run(client, "console.log('ready'); for (;;) {}", lambda: interrupt(client))
    must(reply["status"] == "error", "stop a loop that is interrupted", reply)
    reply, printed = run(client, "console.log(kept);")
    must(printed == "42\n", "keep its variables when it was interrupted", printed)

    reply, printed = run(client, "await Promise.resolve(); console.log('ready'); for (;;) {}", lambda: interrupt(client))
    must(reply["status"] == "error", "stop a loop behind an await", reply)

    client.shutdown(restart=True)
    kernel.wait(timeout=300)
    client.stop_channels()
    kernel, client = start()
    reply, printed = run(client, "console.log(typeof (globalThis as any).kept);")
    must(printed == "undefined\n", "start anew, where it was, with nothing of before", printed)
    reply, printed = run(client, "import { tf } from 'bayes-notebooks';\nawait tf.ready();\nconsole.log(tf.getBackend());")
    must(reply["status"] == "ok" and printed == "wasm\n", "import the library, which runs on wasm", [reply, printed])

    client.shutdown()
    kernel.wait(timeout=300)
    must(True, "end when it is asked to", "")
finally:
    client.stop_channels()
    if kernel.poll() is None:
        kernel.kill()
