"""Texts about expressions: operands, operators, arguments, comprehensions."""

from ai_engine.analysis.syntax.texts.cause import Cause

CAUSES: dict[str, Cause] = {
    "missing-value": Cause(
        "assignment",
        "Nothing stands after {symbol}: the value is missing.",
        "An assignment needs a value on its right.",
        "Write the value after the sign.",
    ),
    "missing-operand": Cause(
        "operator-precedence",
        "Something is missing after the operator {operator}.",
        "An operator needs a value on both sides.",
        "Write the missing value, or take the operator away.",
    ),
    "missing-operand-before": Cause(
        "operator-precedence",
        "Something is missing before the operator {operator}.",
        "An operator needs a value on both sides.",
        "Write the missing value before it, or take the operator away.",
    ),
    "missing-name": Cause(
        "syntax-errors",
        "A name or value is missing after {symbol}.",
        "Python must know what {symbol} is about.",
        "Write what is missing.",
    ),
    "incomplete-comparison": Cause(
        "logical-operators",
        "After {symbol} the comparison is incomplete: its left side is missing.",
        "and and or join two complete conditions; Python doesn't repeat the variable by itself.",
        "Write the variable again before the second comparison.",
    ),
    "nothing-after-dot": Cause(
        "attributes",
        "No name follows the dot.",
        "A dot asks for an attribute or method of the value before it.",
        "Write the name after the dot, or take the dot away.",
    ),
    "doubled-operator": Cause(
        "operator-precedence",
        "Two operators stand side by side: {symbol}.",
        "Between two operators Python expects a value.",
        "Take one of them away, or write the missing value between them.",
    ),
    "split-operator": Cause(
        "syntax-errors",
        "The operator {python} is torn apart by a space: {symbol}.",
        "The two signs form one operator only side by side.",
        "Write {python} without a space.",
    ),
    "reversed-operator": Cause(
        "comparison",
        "The operator {symbol} is the wrong way round: Python writes {python}.",
        "The signs of an operator have a fixed order.",
        "Write {python}.",
    ),
    "walrus-as-assignment": Cause(
        "assignment",
        "The sign := stands where a plain = belongs.",
        "A statement assigns with =; := is only for use inside an expression, in parentheses.",
        "Use = to assign.",
    ),
    "colon-with-equals": Cause(
        "assignment",
        "A colon stands next to the = of this assignment.",
        "Python assigns with = alone.",
        "Take the colon away.",
    ),
    "assignment-in-call": Cause(
        "keyword-arguments",
        "In this call the part before = is no plain name.",
        "In a call = gives an argument by its name; to compare you need ==.",
        "Use == to compare, or write just the parameter's name before the =.",
    ),
    "positional-after-keyword": Cause(
        "keyword-arguments",
        "A positional argument (without a name) comes after a keyword argument (one with a name).",
        "Python fills arguments without a name by their position, so they must come first.",
        "Move it before the named arguments, or give it its name.",
    ),
    "keyword-repeated": Cause(
        "keyword-arguments",
        "The argument {symbol} is given twice (repeated) in this call.",
        "A parameter takes one value.",
        "Remove one of the two.",
    ),
    "statement-inside-expression": Cause(
        "statements-and-expressions",
        "The statement {symbol} stands inside an expression, where only a value can stand.",
        "A statement does something and has no value.",
        "Take {symbol} out of the expression, or put it on a line of its own.",
    ),
    "choice-without-else": Cause(
        "conditionals",
        "The one-line if has no else.",
        "As part of an expression an if must give a value in both cases.",
        "Add else with the other value, or write the if as a statement of its own.",
    ),
    "choice-after-for": Cause(
        "list-comprehensions",
        "In this comprehension if and else stand after the for.",
        "After the for an if only filters; a choice between two values belongs before the for.",
        "Move the if with its else in front of the for.",
    ),
    "comprehension-without-element": Cause(
        "list-comprehensions",
        "The comprehension doesn't say what to collect: nothing stands before its for.",
        "A comprehension starts with the element, then for, a variable, in, and the collection.",
        "Write the element before the for.",
    ),
    "comprehension-target": Cause(
        "list-comprehensions",
        "The elements of this comprehension need parentheses.",
        "Without them Python can't tell the pair from two elements.",
        "Put the pair before for into parentheses.",
    ),
    "generator-needs-parentheses": Cause(
        "generators",
        "A generator expression next to other arguments needs its own parentheses.",
        "Otherwise Python can't tell where it ends.",
        "Put it into parentheses or square brackets.",
    ),
    "equals-in-lambda": Cause(
        "lambda",
        "This lambda has = where its colon belongs.",
        "A lambda has the form lambda, parameters, colon, value.",
        "Replace the = by a colon.",
    ),
    "lambda-with-parentheses": Cause(
        "lambda",
        "The parameters of this lambda stand in parentheses.",
        "Unlike def, lambda takes its parameters without parentheses.",
        "Leave the parentheses out.",
    ),
    "delete-of-value": Cause(
        "variables",
        "del is used on something that can't be deleted.",
        "del takes a name, an element or an attribute.",
        "Write the name of the variable or the element after del.",
    ),
    "star-misplaced": Cause(
        "variable-arguments",
        "A star (*) is used where it can't unpack anything.",
        "A star spreads a collection inside of a call, a list or on the left of an assignment with other names.",
        "Take the star away, or put it inside brackets.",
    ),
}
