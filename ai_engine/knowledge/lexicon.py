"""What single words and symbols of a question point to: operators, keywords, built-ins, error names, synonyms.

A weight says how sure the pointer is: 1 means that the word alone decides, 0.3 that it only leans that way.
"""

from collections.abc import Mapping
from functools import cache

from ai_engine.knowledge.words import stem

_TABLE = r"""
def=[] : mutable-defaults .9, default-arguments .5
def= : default-arguments .9
def:type : type-hints .9
call= : keyword-arguments .85, default-arguments .4
class() : inheritance .9, classes .4
builtin= : shadowing .9, naming .3
except: : bare-except .8, try-except .6
with-open : with-statement .8, files .6
import* : import .9, modules .3
print-quote : print-output .7, syntax-errors .7
text[0] : string-indexing .9
[key] : dictionaries .8, key-errors .5, nested-data .4
a,b= : unpacking .9, swap .3
for-in-dict : dictionary-iteration .95
for-in : for-loops .6, iterators .2
if-name : truthiness .9
% : modulo .9, string-formatting .25
// : integer-division .95
** : numbers .9
^ : numbers .7
+= : augmented-assignment .95
= : assignment .75, comparison .3
== : comparison .85, equality-and-identity .35
!= : comparison .9
>= : comparison .8
> : comparison .5
+ : string-concatenation .35, numbers .35
&& : logical-operators .9
|| : logical-operators .9
1+2*3 : operator-precedence .95
[for] : list-comprehensions .95
keyword-if : conditionals .95
keyword-else : conditionals .9, elif-chains .3
keyword-for : for-loops .95
keyword-while : while-loops .95
keyword-and keyword-or keyword-not : logical-operators .95
keyword-in : membership .9, for-loops .4
keyword-is : equality-and-identity .95
keyword-try : try-except .95
keyword-with : with-statement .95
keyword-from keyword-as : import .9
[::-1] : string-slicing .75, list-slicing .6
[:] : list-slicing .7, string-slicing .7
[-1] : list-indexing .75, string-indexing .6
[0] : list-indexing .65, string-indexing .5
[][] : nested-lists .8, matrices .5
[] : lists .6
{} : dictionaries .55, f-strings .4
{x} : f-strings .8
*args : variable-arguments .95
-> : type-hints .95
\n : escape-sequences .95
\t : escape-sequences .95
\ : escape-sequences .7
# : comments .9
@ : decorators .9
_ : naming .4, encapsulation .4
triple-quote : strings .4, docstrings .4, comments .2
0.1+0.2 : float-precision .98
f-string : f-strings .95
__name__ : main-guard .98
__x__ : init-method .5, str-method .4
init : init-method .95
1.5 : integers-and-floats .3, string-formatting .3
* : operator-precedence .3, numbers .4
/ : numbers .6, integer-division .4
.items : dictionary-iteration .9, dictionary-methods .6
.keys .values : dictionary-methods .85, dictionary-iteration .5
.get : key-errors .6, dictionary-methods .7
.format : string-formatting .9
.sort : sorting .8, list-mutation .4
.copy : copying .9
.join : string-concatenation .85
.index : search-pattern .4, list-indexing .5
.count : counting-pattern .7
.read .readline .readlines : reading-files .95
.write .writelines : writing-files .95
.close : with-statement .8, files .4
.add : sets .8
.update : dictionary-methods .7
.find : string-methods .7
.py : running-programs .4, modules .3
.txt : reading-files .5, files .5
.csv : csv-files .9
.json : json-data .9
between : chained-comparison .6, random-numbers .35
1to9 : range .7, for-loops .4
text+ : string-concatenation .8, type-errors .4
ifs : conditionals .6, elif-chains .5, nested-conditionals .4
length len : strings .5, lists .45
times : loops .4, counting-pattern .2
str : strings .45, type-conversion .4
int : integers-and-floats .5, type-conversion .5
integer : integers-and-floats .6, type-conversion .3
float : integers-and-floats .6, float-precision .3
decimal : integers-and-floats .5, string-formatting .45, float-precision .35
print : print-output .6
printing printed prints : print-output .5
input : input .75
variable : variables .6
constant : constants .8
comment : comments .85
indent indentation : indentation .95
range : range .85
enumerate : enumerate .98
zip : zip .95
loop : loops .5, for-loops .4, while-loops .3
repeat repeatedly : loops .6, while-loops .35
iterate iteration : for-loops .55, loops .5
infinite endless forever : infinite-loops .85
break : break-and-continue .75
continue : break-and-continue .8
pass : break-and-continue .6
elif : elif-chains .95
condition conditional : conditionals .6
boolean bool : booleans .85
true false : booleans .55, truthiness .25
truthy falsy : truthiness .95
none nonetype null nil : none .85
list : lists .45
array : lists .7, matrices .2
append : list-methods .85
extend insert pop : list-methods .75
remove delete del : list-methods .5
comprehension : list-comprehensions .9
slice slicing : list-slicing .65, string-slicing .65
substring : string-slicing .85
index : list-indexing .55, string-indexing .4
indexerror : index-errors .95
keyerror : key-errors .98
nameerror : name-errors .95
typeerror : type-errors .7
valueerror : value-errors .85
attributeerror : attribute-errors .95
zerodivisionerror : zero-division .98
recursionerror : recursion-errors .98
syntaxerror : syntax-errors .9
indentationerror taberror : indentation .95, syntax-errors .3
unboundlocalerror : scope .8, global-variables .5, name-errors .4
importerror modulenotfounderror : import-errors .98
filenotfounderror : reading-files .7, paths .7
unicodedecodeerror unicodeencodeerror : unicode-and-encoding .98
assertionerror : assertions .95
eoferror : input .8
jsondecodeerror : json-data .9
keyboardinterrupt : infinite-loops .5, terminal .4
stopiteration : iterators .8, generators .4
eol eof : syntax-errors .7
callable : type-errors .7
subscriptable : type-errors .6, none .5
iterable : type-errors .4, iterators .5, for-loops .2
positional : arguments .6, type-errors .35, parameters .3
traceback : tracebacks .95
debug debugger debugging breakpoint : debugging .9
bug : debugging .7
function procedure subroutine : functions .55
def : functions .8
parameter : parameters .85
argument : arguments .8, parameters .35
return : return-values .75
returned returning returns : return-values .7
kwargs args : variable-arguments .9
global : global-variables .9
nonlocal : closures .7, scope .6
scope : scope .95
closure : closures .98
lambda : lambda .98
docstring : docstrings .98
recursion recursive recursively : recursion .85
generator : generators .9
yield : generators .98
decorator : decorators .98
iterator : iterators .95
map filter reduce : higher-order-functions .7
callback : higher-order-functions .8
tuple : tuples .85
unpack unpacking : unpacking .9
swap : swap .95
exchange : swap .6
set : sets .5
duplicate : sets .5, duplication .35
dictionary dict : dictionaries .6
dicts dictionaries : dictionaries .6
hashmap hashtable hash : dictionaries .75
counter : counting-pattern .45, counting-with-dictionaries .45
sort sorted sorting : sorting .8
sorts : sorting .8
alphabetically alphabetical : sorting .7, comparison .3
descending ascending : sorting .75, range .2
walrus : assignment .95
newlines : escape-sequences .6, reading-files .4
percent percentage : numbers .6, string-formatting .3
menu : while-loops .6, elif-chains .3
tries attempts : while-loops .5
zeros : lists .3
nested : nested-loops .3, nested-lists .3, nested-conditionals .3, nested-data .3
parent : inheritance .6
identifier : naming .7
snake camel : naming .6
whitespace : string-methods .6, indentation .3
parentheses : functions .2, syntax-errors .3, operator-precedence .2
subtract addition multiplication : numbers .6
multiply : numbers .5, accumulator-pattern .2
square : numbers .4, list-comprehensions .2
sqrt : numbers .8, standard-library .3
len : strings .5, lists .5
type : type-conversion .3, objects .3, type-errors .1, type-hints .1
isinstance : objects .9
ord chr ascii : unicode-and-encoding .95
fibonacci factorial : recursion .7, accumulator-pattern .2
cd ls dir pwd : terminal .9
hour minute second : dates-and-times .35, integer-division .2
pattern : regular-expressions .3, nested-loops .3
==or : logical-operators .95
io : files .6
ide compiler interpreter pycharm thonny vscode : running-programs .8
operator : operator-precedence .3, numbers .3, comparison .3, logical-operators .3
unhashable : dictionaries .8, sets .5, mutability .4
permissionerror : files .7, paths .6
overflowerror : numbers .5, exceptions .4
oop : classes .9, objects .5
fizzbuzz : modulo .7, elif-chains .5
prime : flag-pattern .6, modulo .4, algorithms .3
hangman : while-loops .3, membership .2
constructor : init-method .9
frozenset : sets .7
strip : string-methods .9
sleep : standard-library .6
unittest : testing .9
stack queue deque : stacks-and-queues .85
fifo lifo : stacks-and-queues .95
matrix grid : matrices .85
alias : aliasing .9
copy : copying .75
deepcopy : copying .98
mutable immutable : mutability .8
module : modules .8
library : standard-library .6, pip-packages .35
import : import .8
pip : pip-packages .95
package : pip-packages .7
venv virtualenv : virtual-environments .98
conda : virtual-environments .6, pip-packages .5
git github commit : git .95
terminal powershell bash cmd : terminal .85
datetime timedelta strftime : dates-and-times .98
date : dates-and-times .7
random randint : random-numbers .95
regex regexp : regular-expressions .98
csv : csv-files .98
json : json-data .98
unicode utf encoding : unicode-and-encoding .9
emoji : unicode-and-encoding .6
exception : exceptions .7, try-except .4
try except catch : try-except .75
finally : try-except .8
raise throw : raise .85
assert assertion : assertions .95
class : classes .7
object : objects .65
instance : objects .7
attribute : attributes .75
property getter setter : properties .85
method : methods .65
self : self .95
constructor : init-method .9
inherit inheritance superclass subclass : inheritance .95
super : inheritance .9
polymorphism : polymorphism .98
encapsulation private : encapsulation .85
dataclass : dataclasses .98
pep8 pep : code-style .9
readable readability : readability .85
refactor : duplication .6, readability .5
pseudocode : pseudocode .98
algorithm : algorithms .7
complexity : time-complexity .6, cyclomatic-complexity .35
cyclomatic : cyclomatic-complexity .98
pytest unittest : testing .95
bubble quicksort mergesort : sorting .75, algorithms .5
big : time-complexity .2
eval exec injection : code-security .85
password : code-security .3
hint annotation : type-hints .6
:= : assignment .7
match case : match-statement .6
switch : match-statement .85
shadow : shadowing .7
overwrite : shadowing .3
unreachable : unreachable-code .95
unused : unused-code .9
precedence bodmas pemdas : operator-precedence .95
modulo modulus mod remainder : modulo .95
modular : modulo .5, problem-decomposition .3
even odd divisible : modulo .75
divide division : numbers .45, integer-division .4, zero-division .25
round rounding : numbers .6, string-formatting .45
power exponent squared : numbers .7
concatenate concat concatenation : string-concatenation .95
string text : strings .5
uppercase lowercase upper lower capitalize capitalise strip : string-methods .9
split replace startswith endswith isdigit : string-methods .75
join : string-concatenation .7
vowel palindrome : string-iteration .75
newline : escape-sequences .8, print-output .35
backslash escape : escape-sequences .9
decompose : problem-decomposition .9
flowchart : pseudocode .6
flag : flag-pattern .75
max maximum largest biggest highest min minimum smallest lowest : min-max-pattern .85
sum total average mean : accumulator-pattern .6
count : counting-pattern .55
accumulate accumulator : accumulator-pattern .9
increment decrement : augmented-assignment .8
shuffle dice : random-numbers .9
wildcard : import .5
folder directory path : paths .65
file : files .5
url : standard-library .3
with : with-statement .2
is : equality-and-identity .15
in : membership .12
while : while-loops .35
for : for-loops .15
else : conditionals .25
if : conditionals .2
and or : logical-operators .15
not : logical-operators .1
"""

# Words above that are everyday English as well: by themselves they don't make a question one about programming.
_EVERYDAY = """
hour minute second pattern menu tries attempts zeros nested parent parentheses percent percentage prime sleep square
type printing printed prints input list set remove delete comment continue pass break condition repeat endless forever
true false decimal constant return returned returning returns argument positional global map filter exchange duplicate
sort sorting sorted sorts queue copy alias package library date random commit path folder directory file property
private class object instance method big password hint match case switch shadow overwrite unused power round rounding
divide division split replace join text flag max maximum largest biggest highest min minimum smallest lowest sum total
average mean count swap shuffle exception raise throw self index stack value hash init even odd order extend insert
pop slice scope procedure counter readable annotation complexity try catch except finally is in while for else if and
or not with times testing attribute super escape capitalise capitalize upper lower generator inherit absolute url bug
1.5 * / conditional precedence unpack encoding decompose terminal fifo number grid matrix
"""

# One word for another: the left one is also looked up as the right ones.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "array": ("list",),
    "element": ("item",),
    "entry": ("item",),
    "member": ("item",),
    "procedure": ("function",),
    "subroutine": ("function",),
    "hashmap": ("dictionary",),
    "dict": ("dictionary",),
    "text": ("string",),
    "sentence": ("string", "word"),
    "char": ("character", "letter"),
    "character": ("letter",),
    "number": ("integer",),
    "digit": ("number",),
    "delete": ("remove",),
    "erase": ("remove",),
    "discard": ("remove",),
    "reverse": ("backwards",),
    "backward": ("backwards",),
    "exit": ("break", "stop"),
    "quit": ("break", "stop"),
    "endless": ("infinite",),
    "forever": ("infinite",),
    "terminate": ("stop",),
    "biggest": ("largest",),
    "highest": ("largest", "maximum"),
    "lowest": ("smallest", "minimum"),
    "combine": ("join",),
    "merge": ("join",),
    "concat": ("concatenate",),
    "cast": ("convert",),
    "turn": ("convert",),
    "transform": ("convert",),
    "change": ("modify",),
    "edit": ("modify",),
    "alter": ("modify",),
    "call": ("run",),
    "execute": ("run",),
    "order": ("sort",),
    "arrange": ("sort",),
    "pick": ("choose",),
    "select": ("choose",),
    "parenthesis": ("bracket",),
    "parentheses": ("bracket",),
    "parens": ("bracket",),
    "exception": ("error",),
    "crash": ("error",),
    "frozen": ("infinite",),
    "hang": ("infinite",),
    "mistake": ("error", "bug"),
    "duplicate": ("twice", "repeated"),
    "slow": ("performance", "speed"),
    "fast": ("performance", "speed"),
    "quick": ("speed",),
    "efficient": ("performance",),
    "memory": ("space",),
    "print": ("output",),
    "display": ("print", "output"),
    "user": ("input",),
    "prompt": ("input",),
    "keyboard": ("input",),
    "save": ("store",),
    "remember": ("store",),
    "contain": ("membership",),
    "loop": ("repeat",),
    "iterate": ("loop",),
    "traverse": ("loop",),
    "cycle": ("loop",),
}


@cache
def lexicon() -> Mapping[str, Mapping[str, float]]:
    """Stem or symbol -> note id -> weight."""
    table: dict[str, dict[str, float]] = {}
    for line in _TABLE.strip().splitlines():
        words, _, targets = line.rpartition(" : ")
        for word in words.split():
            for target in targets.split(","):
                note_id, weight = target.split()
                table.setdefault(stem(word), {})[note_id] = float(weight)
    return table


@cache
def technical() -> frozenset[str]:
    """The lexicon's words that hardly occur outside of programming."""
    return frozenset(lexicon()) - {stem(word) for word in _EVERYDAY.split()}


@cache
def synonyms() -> Mapping[str, tuple[str, ...]]:
    """Stem -> stems that mean nearly the same."""
    return {stem(word): tuple(stem(other) for other in others) for word, others in SYNONYMS.items()}
