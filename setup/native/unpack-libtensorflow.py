"""Takes the two libraries and the C headers of TensorFlow out of the wheel in the current folder."""

import glob
import re
import zipfile

WANTED = re.compile(r"tensorflow/(lib\w+\.so\.2$|include/(.+/)?(tensorflow/c|tsl/c|platform)/.*\.h$)")

with zipfile.ZipFile(glob.glob("tensorflow_cpu-*.whl")[0]) as wheel:
    wheel.extractall(".", [name for name in wheel.namelist() if WANTED.match(name)])
