"""Runs a notebook under nbclient, whatever its kernel, and prints one JSON line of how long it took and what was shown:

    python notebook-client.py NOTEBOOK --kernel NAME --cwd DIR

The line is a NotebookRun of notebook-client.ts.
"""
import argparse
import json
import resource
import time
from html.parser import HTMLParser

import nbformat
from nbclient import NotebookClient


class TableEntries(HTMLParser):
    """The texts of an HTML table's cells, titles apart, without those that are empty."""

    def __init__(self, html):
        super().__init__()
        self.texts, self.inside = [], False
        self.feed(html)
        self.texts = [text for text in self.texts if text]

    def handle_starttag(self, tag, attrs):
        if tag == "td":
            self.inside = True
            self.texts.append("")

    def handle_endtag(self, tag):
        if tag == "td":
            self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.texts[-1] += data


class CountingClient(NotebookClient):
    """Counts the outputs of the running cell."""

    def process_message(self, msg, cell, cell_index):
        content, kind = msg["content"], msg["msg_type"]
        if kind == "update_display_data":
            self.count["redraws"] += 1
        elif kind == "display_data":
            data = content["data"]
            drawn = "application/vnd.plotly.v1+json" in data
            self.count["figures" if drawn else "tables"] += 1
            if not drawn:
                self.count["entries"] += TableEntries(data.get("text/html", "")).texts
        elif kind == "stream" and content["name"] == "stdout":
            self.count["text"] += content["text"]
        elif kind == "execute_result":
            self.count["text"] += content["data"].get("text/plain", "") + "\n"
        return super().process_message(msg, cell, cell_index)

    def run_timed(self):
        began = time.perf_counter()
        cells = []
        with self.setup_kernel():
            ready = time.perf_counter() - began
            for index, cell in enumerate(self.nb.cells):
                if cell.cell_type != "code":
                    continue
                self.count = {"id": cell.id, "figures": 0, "redraws": 0, "tables": 0, "entries": [], "text": ""}
                started = time.perf_counter()
                self.execute_cell(cell, index)
                cells.append({**self.count, "seconds": time.perf_counter() - started})
            seconds = time.perf_counter() - began
        used = resource.getrusage(resource.RUSAGE_CHILDREN)  # the kernel has ended and was waited for
        return {"ready": ready, "seconds": seconds, "cpuSeconds": used.ru_utime + used.ru_stime, "cells": cells}


parser = argparse.ArgumentParser()
parser.add_argument("notebook")
parser.add_argument("--kernel", required=True)
parser.add_argument("--cwd", required=True)
options = parser.parse_args()
client = CountingClient(
    nbformat.read(options.notebook, as_version=4),
    kernel_name=options.kernel,
    timeout=None,
    resources={"metadata": {"path": options.cwd}},
)
print(json.dumps(client.run_timed()))
