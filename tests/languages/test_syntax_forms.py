"""Syntax errors in other languages that the form of a line tells: each with its line and cause."""

import pytest

from ai_engine.analysis import analyse

_IN_GO = 'package main\n\nimport "fmt"\n\nfunc main() {\n\tx := 3\n%s\tfmt.Println(x)\n}\n'
_IN_JAVA = "public class A {\n  static int f(int n) {\n    int x = n;\n%s    return x;\n  }\n}\n"
_IN_C = "#include <stdio.h>\nint main(void) {\n  int x = 1;\n%s  return x;\n}\n"

# Language, cause, line, the program.
CASES: list[tuple[str, str, int, str]] = [
    ("javascript", "split-operator", 1, "const f = (a) = > a + 1;\nconsole.log(f(1));\n"),
    ("javascript", "function-in-class", 2, "class A {\n  function go() {\n    return 1;\n  }\n}\n"),
    ("javascript", "missing-arrow", 1, "[1, 2].forEach((n) {\n  console.log(n);\n});\n"),
    ("javascript", "equals-in-object", 1, "const a = { name: 'x', done = false };\nconsole.log(a);\n"),
    ("javascript", "foreign-word", 3, "try {\n  f();\n} except (e) {\n  g(e);\n}\n"),
    ("javascript", "commas-in-for", 4, "function f(xs) {\n  let s = 0;\n  const t = 1;\n"
     "  for (let i = 0, i < xs.length, i++) {\n    s += xs[i];\n  }\n  return s + t;\n}\n"),
    ("javascript", "missing-for-semicolon", 1, "for (let i = 0; i < 3 i++) {\n  console.log(i);\n}\n"),
    ("javascript", "await-outside-async", 2, "function f() {\n  return await g();\n}\n"),
    ("javascript", "unclosed-bracket", 2, "const x = 1;\nconsole.log(`x is ${x now`);\n"),
    ("javascript", "unclosed-bracket", 2, "go((a) => {\n  if (a) {\n    f();\n  else {\n    g();\n  }\n});\n"),
    ("javascript", "comparison-for-assignment", 1, "const x == 3;\nconsole.log(x);\n"),
    ("javascript", "foreign-word", 1, "[1].forEach((n) -> {\n  console.log(n);\n});\n"),
    ("typescript", "missing-type-colon", 1, "function f(n: number) void {\n  console.log(n);\n}\n"),
    ("java", "unclosed-bracket", 4, _IN_JAVA % "    int[] a = {1, 2;\n"),
    ("c", "missing-comma", 4, _IN_C % '  printf("%d" value(x));\n'),
    ("cpp", "unclosed-bracket", 4, "#include <map>\n#include <string>\nint main() {\n  std::map<std::string, int m;\n  return 0;\n}\n"),
    ("typescript", "missing-type-colon", 2, "interface P {\n  x number;\n}\n"),
    ("typescript", "foreign-word", 2, "class A {}\nclass B : A {\n  x = 1;\n}\n"),
    ("java", "parameter-without-type", 2, "class A {\n  void f(title) {\n    g();\n  }\n}\n"),
    ("java", "missing-return-type", 2, "class A {\n  public f(int n) {\n    g(n);\n  }\n}\n"),
    ("java", "brackets-for-array", 4, _IN_JAVA % "    int[] a = [1, 2, 3];\n"),
    ("java", "colon-for-semicolon", 4, _IN_JAVA % "    x = x + 1:\n"),
    ("java", "catch-without-name", 6, _IN_JAVA % "    try {\n      x = g();\n    } catch (Exception) {\n      x = 0;\n    }\n"),
    ("java", "missing-colon", 5, _IN_JAVA % "    switch (n) {\n      case 1\n        return 2;\n      case 3:\n        return 4;\n    }\n"),
    ("java", "foreign-word", 4, _IN_JAVA % "    for (int y in list) {\n      x += y;\n    }\n"),
    ("c", "unclosed-bracket", 1, "#include <stdio.h\nint main(void) {\n  return 0;\n}\n"),
    ("c", "missing-hash", 2, "#include <stdio.h>\ninclude <stdlib.h>\nint main(void) {\n  return 0;\n}\n"),
    ("c", "call-without-parentheses", 4, _IN_C % "  fclose f;\n"),
    ("cpp", "foreign-word", 2, "class A {};\nclass B extends A {\npublic:\n  int x;\n};\n"),
    ("cpp", "missing-colon", 2, "class A {\npublic\n  int x;\n};\n"),
    ("cpp", "split-operator", 3, "#include <string>\nint main() {\n  std:string name;\n  return 0;\n}\n"),
    ("go", "needless-parentheses", 7, _IN_GO % "\tfor (i := 0; i < 3; i++) {\n\t\tx += i\n\t}\n"),
    ("go", "commas-in-for", 7, _IN_GO % "\tfor i := 0, i < 3, i++ {\n\t\tx += i\n\t}\n"),
    ("go", "foreign-word", 7, _IN_GO % "\tfor i in range xs {\n\t\tx += i\n\t}\n"),
    ("go", "type-before-name", 7, _IN_GO % "\tint y = 3\n"),
    ("go", "foreign-block", 7, _IN_GO % "\tif x == 3:\n\t\tx = 4\n\t}\n"),
    ("go", "step-as-value", 7, _IN_GO % "\t++x\n"),
    ("go", "call-missing", 7, _IN_GO % "\tgo func() {\n\t\tx = 1\n\t}\n"),
    ("go", "import-without-quotes", 4, 'package main\n\nimport (\n\tfmt\n\t"math"\n)\n\nfunc main() { fmt.Println(math.Pi) }\n'),
]  # fmt: skip


@pytest.mark.parametrize(("language", "cause", "line", "code"), CASES)
def test_the_cause_is_told(language: str, cause: str, line: int, code: str) -> None:
    """Each program has one syntax error; it alone is told, with its cause and line."""
    found = [(one.rule, one.line) for one in analyse(code, language).findings]

    assert found == [(cause, line)]


def test_names_of_the_platform_are_no_slips() -> None:
    """A class of JavaScript's own is known, also where a variable is named like it."""
    code = "try {\n  throw new Error('x');\n} catch (error) {\n  console.log(error);\n}\n"
    alarms = [one.rule for one in analyse(code, "javascript").findings if one.severity in ("error", "warning")]

    assert alarms == []
