"""Opens a notebook at a Jupyter server, as a front end does, runs one cell and prints what it shows: URL PATH CODE."""

import json
import sys
import uuid
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import websocket

address, path, code = sys.argv[1:]
server = urlsplit(address)
token = parse_qs(server.query)["token"][0]
session = {"path": path, "type": "notebook", "name": path, "kernel": {"name": "bayes-tslab"}}
request = Request(
    f"http://{server.netloc}/api/sessions",
    data=json.dumps(session).encode(),
    headers={"Authorization": f"token {token}"},
)
kernel = json.load(urlopen(request))["kernel"]["id"]
socket = websocket.create_connection(f"ws://{server.netloc}/api/kernels/{kernel}/channels?token={token}")
header = {"msg_id": uuid.uuid4().hex, "msg_type": "execute_request", "username": "", "session": uuid.uuid4().hex, "version": "5.4"}
content = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False}
message = {"channel": "shell", "header": header, "parent_header": {}, "metadata": {}, "content": content}
socket.send(json.dumps(message))
while True:
    message = json.loads(socket.recv())
    if message["parent_header"].get("msg_id") != header["msg_id"]:
        continue
    content = message["content"]
    if message["msg_type"] == "stream":
        print(content["text"], end="")
    if message["msg_type"] == "error":
        print(content["ename"], content["evalue"])
    if message["msg_type"] == "execute_reply":
        sys.exit(0 if content["status"] == "ok" else 1)
