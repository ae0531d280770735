"""JavaScript and TypeScript, idea by idea."""

from ai_engine.tutor.foreign.idea import idea

JAVASCRIPT = (
    idea("equality", r"={2,3}|!==?|triple equals|double equals|strict equal\w*|compare two",
         "`==` first converts the two values to a common type, so `0 == \"\"` and `1 == \"1\"` are true; `===` is true only when type and value are the same. "
         "Its opposites are `!=` and `!==`. Two arrays or objects are equal only if they are the very same one.", "comparison equality-and-identity"),
    idea("var-let-const", r"\b(?:var|let|const)\b|declar\w+ (?:a )?variables?|\bvariables?\b",
         "`let` and `const` live in the block, the braces, in which they stand; `var` ignores blocks and lives in the whole function, which leads to surprises. "
         "A `const` can't be assigned again, though the array or object in it can still change. So: `const` unless it has to change, then `let`.",
         "variables assignment constants"),
    idea("nan", r"\bNaN\b", "`NaN` stands for “not a number”: it is the result of a calculation with something that is no number. It isn't equal to anything, itself included, "
         "so comparing with it is always false; `Number.isNaN` asks for it.", "float-precision"),
    idea("null-undefined", r"\bundefined\b|\bnull\b", "`undefined` is what a variable, a property or a parameter holds that never got a value, and what a function gives without a return. "
         "`null` is put there by somebody who wants to say “nothing”. Neither has properties, so a dot after it fails.", "none"),
    idea("async", r"\basync\w*|\bawait\b|\bpromises?\b", "An async function gives back a promise at once; the value in it comes later. `await` waits for that value, and is allowed inside async functions. "
         "Without it the program goes on with the promise itself."),
    idea("arrow", r"=>|\barrow functions?\b|anonymous function", "An arrow function is a short way to write a function: parameters, an arrow, and a body. Without braces the body is one expression, and its value is returned by itself; "
         "with braces it needs a `return`.", "lambda"),
    idea("callback", r"\bcallbacks?\b|\baddEventListener\b|\bsetTimeout\b", "A callback is a function that you hand to another one, which calls it later: when a button is clicked, when time has passed, or once for each element. "
         "Hand over the function's name without parentheses, or it runs at once.", "higher-order-functions"),
    idea("map-filter", r"\b(?:map|filter|reduce|forEach)\b", "The array methods `map`, `filter` and `forEach` each take a function and call it for every element: `map` makes a new array of its results, `filter` keeps the elements for which it is true, "
         "`forEach` only runs it and gives back nothing.", "list-comprehensions"),
    idea("this", r"\bthis\b(?= keyword| mean| in (?:a|an|the)|\W*$)|`this`|keyword this", "`this` is the object that a method was called on. It is decided by the call and not by where the function is written; arrow functions take it from around them.", "self"),
    idea("hoisting", r"\bhoist\w*", "Declarations are known from the top of their scope: a function can be called above its line, a `var` exists there with the value undefined, and a `let` or `const` can't be used before its line."),
    idea("truthiness", r"\btruthy|\bfalsy|truthiness", "In a condition these count as false: false, 0, the empty text, null, undefined and NaN. Everything else counts as true, an empty array included.", "truthiness booleans boolean-comparison"),
    idea("template", r"template (?:literal|string)s?|\$\{|backticks?", "A text in backticks may hold `${…}` with an expression, whose value is put in its place. In single or double quotes the same signs are plain text.", "f-strings string-formatting"),
    idea("dom", r"\bDOM\b|getElementById|querySelector|\bdocument\b", "The DOM is the page as a tree of objects. The program looks up an element, by its id or a selector, and changes its properties; if nothing is found it gets null, often because the script runs before the page is there."),
    idea("for-each", r"for ?(?:\.\.\.|…)? ?(?:of|in)\b|for-?each|go through (?:an|the) array|iterate", "`for (const item of items)` goes through the elements themselves; `for (const key in object)` goes through the names of an object's properties, which for an array are its indexes as texts.",
         "for-loops iterators enumerate string-iteration dictionary-iteration"),
    idea("for", r"\bfor[ -]?loops?\b|\bloops?\b", "The counting loop has three parts in its parentheses: the start, the condition under which another round begins, and the step. `while` checks its condition before each round. Indexes begin at 0, so the condition usually is “less than the length”.",
         "loops range while-loops nested-loops infinite-loops off-by-one break-and-continue"),
    idea("arrays", r"\barrays?\b|\blists?\b|\bpush\b", "An array is written in square brackets and counts its places from 0; `length` says how many there are, without parentheses. Reading past the end gives undefined and no error. `push` adds at the end.",
         "lists list-indexing list-methods index-errors nested-lists matrices list-mutation"),
    idea("objects", r"\bobjects?\b|\bdictionar\w+|\bproperty|\bproperties\b|\bmaps?\b", "An object holds properties, names with values, in braces, and is also what other languages call a dictionary: read with a dot, or with square brackets when the name is in a variable. A missing property gives undefined and no error.",
         "dictionaries dictionary-methods objects attributes counting-with-dictionaries membership"),
    idea("print", r"\bprint\w*|\bconsole\.?log\b|\boutput\b|\bdisplay\b", "`console.log` shows its values in the console, separated by blanks; nothing appears on a web page by it.", "print-output"),
    idea("input", r"\binput\b|\bprompt\b|read (?:a )?(?:number|text)", "In the browser `prompt` asks the user and always gives text, or null if they cancel; for calculating it has to be converted to a number first, because + joins texts.", "input type-conversion"),
    idea("convert", r"\bconvert\w*|\bparseInt\b|\bparseFloat\b|\bNumber\(", "`Number` and `parseInt` make a number of a text; what can't be read becomes NaN. `String` makes a text. With + and one text the other side becomes text too, while - * / make numbers of both.",
         "type-errors value-errors string-concatenation"),
    idea("functions", r"\bfunctions?\b|\bparameters?\b|\barguments?\b|\breturn\b", "A function is written with the word `function`, its name, its parameters in parentheses and a body in braces; `return` gives a value back, and without it the result is undefined. A missing argument is undefined too, and no error.",
         "functions parameters arguments return-values return-vs-print default-arguments"),
    idea("closure", r"\bclosures?\b", "A function that is written inside another one keeps the variables around it, even after the outer function has ended; that pair of function and variables is called a closure.", "closures"),
    idea("scope", r"\bscopes?\b|\bglobal\b|\bblock\b", "A name declared with `let` or `const` is known inside the braces around it, inner functions included. A name that is assigned and nowhere declared becomes global by accident.", "scope global-variables"),
    idea("types", r"\btypes?\b|\btypeof\b", "A variable has no type of its own, its value has one: number (whole and decimal alike), string, boolean, undefined, object, function. `typeof` tells it.", "numbers integers-and-floats type-hints"),
    idea("strings", r"\bstrings?\b|\btext\b|\bquotes?\b", "Strings stand in single or double quotes, which mean the same, or in backticks. They can't be changed: methods such as `toUpperCase` give a new one. `length` has no parentheses.",
         "strings string-methods string-indexing string-slicing string-immutability"),
    idea("conditionals", r"\bif\b(?=.{0,20}(?:statement|else|condition|work|write))|\belse\b|\bcondition\w*", "The condition stands in parentheses and the block in braces: `if`, `else if`, `else`. A single = in the condition assigns and doesn't compare.", "conditionals elif-chains nested-conditionals"),
    idea("switch", r"\bswitch\b", "`switch` compares with === and begins at the case that fits; without a `break` it runs on into the next case.", "match-statement"),
    idea("logic", r"&&|\|\||\band\b(?= operator)|\bor\b(?= operator)|logical", "And, or and not are written `&&`, `||` and `!`. `||` and `&&` give back one of their two values and not always true or false.", "logical-operators"),
    idea("classes", r"\bclass(?:es)?\b|\bconstructor\b|\bnew\b", "A class has its `constructor` for what happens at `new`, and methods without the word function; own values are set on `this`.", "classes init-method methods inheritance class-vs-instance-attributes"),
    idea("division", r"\bdivision\b|\bdivide\b|integer division", "There is one kind of number, so / always keeps the fraction; `Math.floor` rounds down. Division by zero gives Infinity or NaN and no error.", "integer-division zero-division modulo"),
    idea("exceptions", r"\btry\b|\bcatch\b|\bthrow\b|exceptions?", "`try` holds what may fail, `catch` gets the error, `finally` runs in any case; `throw` raises one. Much that fails elsewhere only gives undefined or NaN here.", "exceptions try-except raise"),
    idea("import", r"\bimport\b|\bexport\b|\brequire\b|\bmodules?\b", "Modules say what they offer with `export`, and others fetch it with `import … from`. Older Node programs use `require` for it.", "modules import"),
    idea("semicolon", r"semi-?colons?", "Most line ends count as the end of a statement, so semicolons may be left out; writing them avoids the few surprises, such as a return whose value stands on the next line."),
    idea("increment", r"\+\+|--(?=\W)", "`i++` adds one to the variable and gives its old value, `++i` gives the new one; alone on a line they are the same.", "augmented-assignment"),
    idea("spread", r"\bspread\b|\.\.\.\w*|\bdestructur\w+", "Three dots before an array or object spread it out into its parts, for a copy or for arguments; in a parameter list they collect the rest.", "copying unpacking variable-arguments"),
    idea("json", r"\bJSON\b", "`JSON.stringify` makes text of a value, `JSON.parse` makes a value of such text and throws an error if it isn't well formed.", "json-data"),
)  # fmt: skip

TYPESCRIPT = (
    idea("interface", r"\binterfaces?\b", "An interface names a shape: which properties an object has, and of which types. It exists for the compiler only and leaves no trace in the running program; any object of that shape fits it."),
    idea("any", r"\bany\b(?=.{0,8}(?:mean|type|\?|$))|\bany type\b|`any`|type any", "`any` turns the type check off for that value: everything is allowed, and mistakes show only when the program runs. `unknown` also takes every value, but wants it to be tested before it is used."),
    idea("union", r"\bunions?\b|\w+ \| \w+", "A union type such as `string | number` allows one of several types; before you use what only one of them has, a test such as `typeof` has to narrow it down."),
    idea("generic", r"\bgenerics?\b|<T>", "A generic is a type with a gap: the function or class says T, and each use says, or shows, which type T stands for there. So an array of strings gives back a string."),
    idea("type-alias", r"\btype alias\w*|\bkeyword type\b|\btype keyword\b|interface (?:and|vs\.?|or) type|type (?:and|vs\.?|or) interface", "`type` gives any type a name, unions included; `interface` names the shape of an object and can be extended."),
    idea("optional", r"\boptional\b|\?:|\?\.", "A question mark after a property or a parameter makes it optional: it may be undefined. `?.` stops with undefined where the part before it is null or undefined."),
    idea("enum", r"\benums?\b", "An enum is a type with a fixed set of named values; without own values they are numbered from 0."),
    idea("void-never", r"\bvoid\b|\bnever\b", "`void` is the result type of a function that gives nothing back; `never` that of one that never comes to its end, because it always throws."),
    idea("readonly", r"\breadonly\b", "`readonly` lets a property be set when the object is made and not later; the compiler checks it."),
    idea("assertion", r"\bas \w+|non-null|!\.|type assertion", "`as` tells the compiler to take a value for another type; nothing is converted and nothing is checked when the program runs."),
    idea("types", r"\btypes?\b|type annotations?", "A type stands behind the name and a colon: for variables, parameters and, after the parentheses, the result. The compiler checks it before the program runs; in the running program the types are gone.",
         "type-hints type-errors"),
    idea("arrays", r"\barrays?\b|\blists?\b|\btuples?\b", "`number[]` is an array of numbers, and `[string, number]` a tuple with exactly these two. Otherwise they are JavaScript's arrays: places count from 0, and reading past the end gives undefined.",
         "lists list-indexing tuples index-errors"),
)  # fmt: skip
