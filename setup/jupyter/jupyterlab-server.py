"""Runs JupyterLab until standard input ends, so that it never outlives `npm start`, however that one ends."""

import os
import signal
import sys
import threading

from jupyterlab.labapp import main


def stop_with_standard_input():
    while os.read(0, 4096):  # not sys.stdin: at exit Python wants its lock, which a thread that reads holds
        pass
    if sys.platform == "win32":  # os.kill would end the process there and then, without its kernels
        signal.raise_signal(signal.SIGTERM)
    else:
        os.kill(os.getpid(), signal.SIGTERM)


threading.Thread(target=stop_with_standard_input, daemon=True).start()
sys.exit(main())
