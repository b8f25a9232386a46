"""Parameters as TypeScript declares them: `-p rate 0.1` becomes `let rate: number = 0.1;`."""
import json
import math
import re

from papermill.exceptions import PapermillException
from papermill.models import Parameter
from papermill.translators import Translator

#: From here on not every integer is a number of its own in TypeScript: Number.MAX_SAFE_INTEGER.
LARGEST = 2**53 - 1

#: What cannot be declared by `let` in a module; https://tc39.es/ecma262/#prod-ReservedWord
RESERVED = frozenset(
    "arguments await break case catch class const continue debugger default delete do else enum eval export extends "
    "false finally for function if implements import in instanceof interface let new null package private protected "
    "public return static super switch this throw true try typeof undefined var void while with yield".split()
)

#: A declaration on one line, with its type, and the help that follows it as a remark.
DECLARATION = re.compile(
    r"""\s*(?:let|const|var)\s+(?P<name>[\w$]+)\s*(?::\s*(?P<type>[^=]+?)\s*)?=\s*
    (?P<value>(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`(?:\\.|[^`\\])*`|[^"'`/]|/(?!/))*?)
    \s*;?\s*(?://\s*(?P<help>.*))?$""",
    re.VERBOSE,
)


class TypeScriptTranslator(Translator):
    """Declares each parameter with a type that lets a later cell assign another value of its kind."""

    @classmethod
    def codify(cls, parameters, comment="Parameters"):
        lines = [f"{declared(name, value)} = {cls.translate(value)};" for name, value in parameters.items()]
        return "".join(f"{line}\n" for line in [cls.comment(comment), *lines])

    @classmethod
    def comment(cls, cmt_str):
        return f"// {cmt_str}".strip()

    @classmethod
    def translate_none(cls, val):
        return "null"

    @classmethod
    def translate_int(cls, val):
        if abs(val) > LARGEST:
            raise PapermillException(
                f"Cannot translate a parameter to TypeScript: an integer must lie within ±{LARGEST}, got {val}; "
                "hand it over as a string: -r NAME VALUE"
            )
        return str(val)

    @classmethod
    def translate_float(cls, val):
        if math.isnan(val):
            return "NaN"
        return repr(val) if math.isfinite(val) else "-Infinity" if val < 0 else "Infinity"

    @classmethod
    def translate_str(cls, val):
        # Letters stay as they are; what no file in UTF-8 holds, and what some tools take for a line's end, does not.
        return re.sub("[\u2028\u2029\ud800-\udfff]", lambda m: f"\\u{ord(m[0]):04x}", json.dumps(val, ensure_ascii=False))

    @classmethod
    def translate_escaped_str(cls, str_val):
        # What is none of JSON's or YAML's types, such as a date, as its text.
        return cls.translate_str(str(str_val))

    @classmethod
    def translate_list(cls, val):
        return f"[{', '.join(cls.translate(item) for item in val)}]"

    @classmethod
    def translate_dict(cls, val):
        # In brackets, so that no key means more than its name: `{"__proto__": 1}` would set the prototype.
        entries = [f"[{key}]" if key == '"__proto__"' else key for key in (cls.translate_str(str(key)) for key in val)]
        return f"{{{', '.join(f'{key}: {cls.translate(item)}' for key, item in zip(entries, val.values()))}}}"

    @classmethod
    def inspect(cls, parameters_cell):
        matches = [DECLARATION.match(line) for line in parameters_cell["source"].splitlines()]
        return [
            Parameter(m["name"], m["type"] or "None", m["value"], m["help"] or "")
            for m in matches
            if m
        ]


def declared(name, value):
    """The beginning of a parameter's declaration."""
    if not name.replace("$", "_").isidentifier() or name in RESERVED:
        raise PapermillException(
            f"Cannot declare a parameter in TypeScript: its name must be one of TypeScript's, got {name}"
        )
    return f"let {name}: {type_of(value)}"


def type_of(value):
    """The TypeScript type of all values like this one."""
    if isinstance(value, bool):  # before int, of which it is a subclass
        return "boolean"
    if isinstance(value, (int, float)):
        return "number"
    if isinstance(value, dict):
        return "Record<string, any>"
    if isinstance(value, list):
        types = {type_of(item) for item in value}
        return f"{types.pop()}[]" if len(types) == 1 else "any[]"
    return "any" if value is None else "string"
