"""Jupyter's own suite for kernels, run against the kernel that the user has installed."""
import outcomes
from jupyter_kernel_test import IopubWelcomeTests, KernelTests


class Kernel(KernelTests):
    kernel_name = "bayes-tslab"
    language_name = "typescript"
    file_extension = ".ts"

    code_hello_world = "console.log('hello, world');"
    code_stderr = "console.error('to stderr');"
    code_generate_error = "throw new Error('on purpose');"
    code_clear_output = "console.log('soon gone'); console.clear();"
    code_execute_result = [
        {"code": "1 + 2", "result": "3"},
        {"code": "[1, 2].map((n) => n * 2)", "result": "[ 2, 4 ]"},
        {"code": "await Promise.resolve('zażółć')", "result": "'zażółć'"},
        {"code": "({ a: 1, 'b c': null })", "result": "{ a: 1, 'b c': null }"},
    ]
    code_display_data = [
        {"code": "import { display } from 'tslab'; display.html('<b>bold</b>');", "mime": "text/html"},
        {"code": "import { showTable } from 'bayes-notebooks'; showTable(['n'], [[1]]);", "mime": "text/html"},
        {"code": "import * as tslab from 'tslab'; tslab.display.markdown('*text*');", "mime": "text/markdown"},
    ]
    completion_samples = [
        {"text": "Math.ab", "matches": {"abs"}},
        {"text": "// 🎉 my answer\nMath.tru", "matches": {"trunc"}},
        {"text": "const years = 3; ye", "matches": {"years"}},
    ]
    complete_code_samples = ["1", "const x = 1;", "function f(): number {\n  return 1;\n}", "// a remark", ""]
    incomplete_code_samples = [
        "function f() {",
        "console.log(`hello ",
        "const x = ",
        "[1, 2,",
        "/* a remark",
        "if (true)",
        "await (",
        "1 +",
    ]
    invalid_code_samples = ["import = 7q", "const x = ;", "let 1a = 2;", ")", "}"]
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "1 ? 2"
    code_inspect_sample = "Math.abs"


class Welcome(IopubWelcomeTests):
    kernel_name = "bayes-tslab"


outcomes.run(Kernel, Welcome)
