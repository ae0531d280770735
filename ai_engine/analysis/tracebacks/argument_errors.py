"""TypeError of a call: too many arguments, too few, or an unknown one."""

from ai_engine.analysis.tracebacks.told import Case, Told


def argument_count(case: Case) -> Told:
    """More arguments were given than the function takes."""
    function, takes, given = case.groups[0], case.groups[1], case.groups[2]
    name = function.split(".")[-1]
    defined = case.facts.functions.get(name)
    is_method = (
        "." in function or any(defined in one.body for one in case.facts.classes.values())
        if defined
        else "." in function
    )
    causes = []
    if defined is not None:
        parameters = [one.arg for one in [*defined.args.posonlyargs, *defined.args.args]]
        if is_method and (not parameters or parameters[0] not in ("self", "cls")):
            causes.append(
                f"{name} is a method, and Python hands it the object first; its parameters (line "
                f"{defined.lineno}) lack self."
            )
        causes.append(
            f"On line {defined.lineno} {name} is defined with the parameters {', '.join(parameters)}."
            if parameters
            else f"On line {defined.lineno} {name} is defined without parameters."
        )
    if is_method:
        causes.append("The object before the dot counts as one argument, the one called self.")
    return Told(
        "self" if causes and "lack self" in causes[0] else "arguments",
        f"{name} is called{case.place()} with {given} argument{'' if given == '1' else 's'}, but it takes {takes}.",
        tuple(causes) or ("The call and the definition don't agree.",),
        (f"Compare the call with the line that defines {name}: count what stands between the commas.",),
        "Give exactly the arguments that the definition lists, or change the definition.",
        name,
    )


def argument_missing(case: Case) -> Told:
    """Arguments are missing."""
    function, count, missing = case.groups
    name = function.split(".")[-1]
    defined = case.facts.functions.get(name)
    causes = []
    if name == "__init__":
        owner = function.split(".")[0]
        causes.append(
            f"An object of {owner if '.' in function else 'the class'} is created without the values that "
            "__init__ asks for."
        )
    if "self" in missing:
        causes.append("The method is called on the class; it must be called on an object, which then becomes self.")
    if defined is not None:
        parameters = [one.arg for one in [*defined.args.posonlyargs, *defined.args.args]]
        causes.append(f"On line {defined.lineno} {name} is defined with the parameters {', '.join(parameters)}.")
    return Told(
        "self" if "self" in missing else "init-method" if name == "__init__" else "arguments",
        f"{name} is called{case.place()} without {missing}: {count} required "
        f"argument{'s are' if count != '1' else ' is'} missing.",
        tuple(causes) or ("The call gives fewer values than the definition asks for.",),
        (f"Compare the call with the line that defines {name}.",),
        f"Give a value for {missing} in the call, or give the parameter a default in the definition.",
        name,
    )


def unexpected_keyword(case: Case) -> Told:
    """A keyword that the function doesn't know."""
    function, argument = case.groups[0].split(".")[-1], case.groups[1]
    defined = case.facts.functions.get(function)
    known = [one.arg for one in [*defined.args.args, *defined.args.kwonlyargs]] if defined is not None else []
    near = case.facts.similar(argument, known) if known else ""
    causes = [f"{argument} may be a misspelling of {near}."] if near else []
    if known:
        causes.append(f"The parameters of {function} are {', '.join(known)}.")
    return Told(
        "keyword-arguments",
        f"{function} is called{case.place()} with an argument named {argument}, which it doesn't know.",
        tuple(causes) or (f"{function} has no parameter of that name.",),
        (f"help({function}) shows its parameters.",),
        "Use one of the function's own parameter names, or leave the name out.",
        argument,
    )
