"""Runs the test cases of a client's script, and prints what became of them as one JSON line:

    {"passed": [names], "failed": {name: [reasons]}, "skipped": {name: reason}}

The names are those of the methods, without their `test_`.
"""
import json
import traceback
import unittest


class Outcomes(unittest.TestResult):
    """A part of a test that fails or is skipped counts for the whole."""

    def __init__(self):
        super().__init__()
        self.names = []
        self.reasons = {"failed": {}, "skipped": {}}

    @staticmethod
    def name(test):
        method = getattr(getattr(test, "test_case", test), "_testMethodName", str(test))
        return method.removeprefix("test_")

    def startTest(self, test):
        super().startTest(test)
        self.names.append(self.name(test))

    def fail(self, test, error):
        part = test._subDescription() if hasattr(test, "_subDescription") else ""
        frames = [frame for frame in traceback.extract_tb(error[2]) if "/unittest/" not in frame.filename]
        at = f"line {frames[0].lineno}" if frames else ""
        reason = f"{part} {at}: {error[0].__name__}: {error[1]}".strip()
        self.reasons["failed"].setdefault(self.name(test), []).append(reason)

    def addError(self, test, error):
        self.fail(test, error)

    def addFailure(self, test, error):
        self.fail(test, error)

    def addSubTest(self, test, subtest, error):
        if error is not None:
            self.fail(subtest, error)

    def addSkip(self, test, reason):
        self.reasons["skipped"][self.name(test)] = reason


def run(*cases):
    """Runs all tests of some classes."""
    outcomes = Outcomes()
    # In one suite: a second one would end the first's class once more.
    unittest.TestSuite(map(unittest.defaultTestLoader.loadTestsFromTestCase, cases)).run(outcomes)
    other = {name for kind in outcomes.reasons.values() for name in kind}
    print(json.dumps({"passed": sorted(set(outcomes.names) - other), **outcomes.reasons}), flush=True)
