"""Questions as learners type them, each with the concepts that answer it, and questions that a tutor has no note for.

Written by hand for this project, from memory of classrooms and not from the notes. Every second one is held out: the
retrieval was tuned on `TUNING` only, and `HELD_OUT` was measured once, after it.
"""

# ruff: noqa: E501  one question a line, with its concepts

# One question a line, then its concepts; the first is the best, the others are right as well.
_ASKED = r"""
why does my loop never stop | infinite-loops while-loops
whats the diff between = and == | comparison assignment equality-and-identity
how do i get the last item of a list | list-indexing list-slicing
TypeError: 'NoneType' object is not subscriptable what does it mean | none type-errors
can i change a tuple | tuples mutability
my function gives None | none return-values return-vs-print
how can I say hello 5 times without copying the line | loops for-loops range
what are variables good for? | variables
it says list index out of range but i have 5 things in the list | index-errors off-by-one
how do you turn "42" into 42 | type-conversion
why can't i add a number to a string | string-concatenation type-errors type-conversion
what is the point of functions | functions
is there something like arrays in python | lists
how to stop a for loop when i found what i want | break-and-continue search-pattern flag-pattern
what does the percent sign do in 7 % 3 | modulo
i want to check if a number is odd | modulo
my program says indentation error on line 4 | indentation syntax-errors
what is the f in front of the quotes | f-strings
how to round to 2 decimals | string-formatting numbers float-precision
why is 0.1+0.2 not 0.3?? | float-precision
difference between a list and a tuple | tuples lists
how do i make a dictionary | dictionaries
KeyError: 'name' | key-errors
how can i find out whether a word is inside a sentence | membership string-methods
what does return do exactly | return-values return-vs-print
do I print or return in my function? | return-vs-print return-values
how to remove something from a list | list-methods
how to count how many times a letter appears in a word | counting-pattern string-methods counting-with-dictionaries string-iteration
sort my list from big to small | sorting
what's the difference between sort() and sorted() | sorting list-mutation
what is recursion? I don't get it | recursion
RecursionError: maximum recursion depth exceeded in comparison | recursion-errors base-case
what does self mean in a class | self
why do I need __init__ | init-method
what's an object | objects classes
how do I read a text file line by line | reading-files
FileNotFoundError: [Errno 2] No such file or directory: 'data.txt' | reading-files paths files
how do I catch an error so that my program doesn't crash | try-except exceptions
what does import do | import modules
ModuleNotFoundError: No module named 'requests' | import-errors pip-packages
how do I install a library | pip-packages
how to generate a random number between 1 and 6 | random-numbers
what's a boolean | booleans
what does elif mean | elif-chains
can i have two conditions in an if | logical-operators conditionals
if x == 'a' or 'b' is always true why | logical-operators
how to loop through a dictionary | dictionary-iteration
how do i get both the position and the value in a loop | enumerate
loop over two lists at once | zip
what does [::-1] do | string-slicing list-slicing
how do I reverse a string | string-slicing string-iteration
get first 3 letters of a word | string-slicing string-indexing
make everything capital letters | string-methods
how do i split a sentence into words | string-methods
what does \n do | escape-sequences
how do I print without going to a new line | print-output
ask the user for their name | input
why is my input not a number? i typed 5 | input type-conversion
int(input()) gives error when i type abc | value-errors try-except input type-conversion
ValueError: invalid literal for int() with base 10: '3.7' | value-errors type-conversion
what's the difference between / and // | integer-division numbers
why do i get 2.0 instead of 2 | integers-and-floats numbers integer-division
how do i do powers in python, is it ^ | numbers
add up all numbers in my list | accumulator-pattern
my total is always just the last number | accumulator-pattern
find the biggest number without using max | min-max-pattern
does range(5) include 5 | range off-by-one
count backwards from 10 to 1 | range
my loop runs one time too few | off-by-one range
while vs for when do i use which | loops while-loops for-loops
what is += | augmented-assignment
does python have i++ | augmented-assignment
what is None | none
variable is not defined but i defined it in the function | scope name-errors
NameError: name 'x' is not defined | name-errors scope
UnboundLocalError: cannot access local variable 'count' where it is not associated with a value | scope global-variables name-errors
how do i use a variable from outside in a function | scope global-variables parameters
changing one list also changes my other list!! | aliasing copying
how do i copy a list properly | copying aliasing
b = a and then changing b changes a | aliasing copying mutability
what is a nested loop | nested-loops
print a triangle of stars | nested-loops
what is a 2d list and how do i get one element | nested-lists matrices
lambda what is this | lambda
explain list comprehension pls | list-comprehensions
what does *args mean | variable-arguments
how do default values for parameters work | default-arguments
my default list keeps the values from the last call | mutable-defaults
what is a decorator, the @ thing | decorators
yield vs return | generators return-values
what does if __name__ == '__main__' do | main-guard
how do i comment out several lines | comments
what is a good name for a variable | naming
how do I know which line the error is in | tracebacks debugging
what does Traceback (most recent call last) mean | tracebacks
how do i debug my code | debugging
my code doesnt work and i dont know why | debugging
SyntaxError: invalid syntax | syntax-errors
SyntaxError: '(' was never closed | syntax-errors
unterminated string literal | syntax-errors strings
how do I swap two variables | swap unpacking
remove duplicates from a list | sets
what's a set and when would I use it | sets
how can i tell if a list is empty | truthiness lists edge-cases
why is an empty list false | truthiness
difference between is and == | equality-and-identity
ZeroDivisionError: division by zero | zero-division
AttributeError: 'list' object has no attribute 'push' | attribute-errors list-methods
AttributeError: 'NoneType' object has no attribute 'append' | attribute-errors none list-mutation
'str' object does not support item assignment | string-immutability mutability
how do i change one letter in a string | string-immutability
TypeError: unsupported operand type(s) for +: 'int' and 'str' | type-errors type-conversion string-concatenation
TypeError: 'int' object is not callable | type-errors shadowing
TypeError: 'list' object is not callable | shadowing type-errors
TypeError: greet() missing 1 required positional argument: 'name' | arguments type-errors parameters
TypeError: can only concatenate str (not "int") to str | string-concatenation type-errors type-conversion
ValueError: too many values to unpack (expected 2) | unpacking value-errors
'int' object is not iterable | type-errors iterators for-loops
string indices must be integers, not 'str' | nested-data type-errors string-indexing
list indices must be integers or slices, not str | type-errors list-indexing nested-data
what is an infinite loop | infinite-loops
the console just hangs after i press run | infinite-loops
how do I write to a file without deleting what's in it | files writing-files
save my high score so it is there next time | writing-files files json-data
what does with open do | with-statement files
how to read a csv | csv-files
load json file into python | json-data
how do I get todays date | dates-and-times
how many days until christmas | dates-and-times
what is inheritance | inheritance
what does super() do | inheritance
when i print my object it shows <__main__.Car object at 0x7f> | str-method objects
make a child class | inheritance
class variable vs instance variable | class-vs-instance-attributes
what's an attribute | attributes
method vs function whats the difference | methods functions
what does private mean in a class | encapsulation
what is a dataclass | dataclasses
how do i test my function | testing test-cases
what is an edge case | edge-cases
which inputs should i try to see if my program is correct | test-cases edge-cases testing
what does assert do | assertions
what is big O | time-complexity
my program is too slow for a list with a million entries | performance time-complexity searching
why is binary search faster | binary-search searching
how does binary search work | binary-search
what's a stack | stacks-and-queues
first in first out thing | stacks-and-queues
how do i start solving a problem i have no clue | problem-decomposition pseudocode
what is pseudocode | pseudocode
what is an algorithm | algorithms
what is git | git
how to undo a commit | git
what's a virtual environment and do i need one | virtual-environments
how do I run my python file | running-programs terminal
how do i go to another folder in the command line | terminal
what is pip | pip-packages
regex to find all digits | regular-expressions
how to get ascii value of a letter | unicode-and-encoding
UnicodeDecodeError: 'utf-8' codec can't decode byte | unicode-and-encoding
what are type hints | type-hints
what does -> mean after the function | type-hints
what is pep8 | code-style
how can i make my code more readable | readability naming code-style
i have the same code three times | duplication functions
what does pass do | break-and-continue
what is the difference between break and continue | break-and-continue
else after a for loop?? | loop-else
a switch statement in python? | match-statement elif-chains
when would you use a dict instead of a list | dictionaries
how do i count words in a text with a dict | counting-with-dictionaries
sort a dictionary by its values | sort-key dictionary-iteration sorting
sort by the second element of each tuple | sort-key
how do I get a value from a dict without an error if it is missing | key-errors dictionary-methods
what does .items() do | dictionary-iteration dictionary-methods
add a new key to a dict | dictionaries dictionary-methods
how to get rid of the spaces at the beginning and the end | string-methods
how to join a list of words to one string | string-concatenation string-methods
put a variable into a sentence | f-strings string-concatenation
how many characters does my text have | strings
print a " inside of a string | escape-sequences strings
what is a string | strings
float vs int | integers-and-floats
make a decimal to a whole number | integers-and-floats type-conversion numbers integer-division
what does 'and' 'or' do in python | logical-operators
is a number between 1 and 10 | chained-comparison logical-operators comparison
is 'if x == True' bad | boolean-comparison
how to repeat until user types quit | while-loops break-and-continue
how to keep asking until the answer is valid | while-loops try-except input
go through each letter of a word | string-iteration for-loops
check if a word reads the same backwards | string-iteration string-slicing
what are arguments | arguments parameters
parameter or argument? | parameters arguments
can a function return two things | return-values tuples unpacking
my return only gives the first one in the loop | return-values search-pattern accumulator-pattern flag-pattern
code after my return isnt executed | unreachable-code return-values
what is a global variable and why is it bad | global-variables
function inside of a function | closures
what is a docstring | docstrings
what do the triple quotes under def mean | docstrings
what's a module | modules
from math import sqrt or import math | import
can i use code from my other file | modules import
which modules are already there without installing | standard-library
how do I wait 2 seconds | standard-library dates-and-times
throw my own error | raise
is it ok to write except: pass | bare-except
what's an exception | exceptions
what's finally for | try-except
append vs extend | list-methods
insert at the beginning of a list | list-methods
pop vs remove | list-methods
append returns none? | list-mutation none list-methods
removing while looping skips elements | mutating-while-iterating
delete all even numbers from a list | mutating-while-iterating list-comprehensions list-methods
how do i make a grid for tic tac toe | matrices nested-lists
all rows of my grid change when i change one | aliasing matrices
get only the values greater than 5 from a list | list-comprehensions
use map on a list | higher-order-functions
pass a function as a parameter | higher-order-functions
what is a generator | generators
what's an iterator | iterators
what does next() do | iterators
what is mutable | mutability
list changes inside my function also outside | list-mutation mutability aliasing
what is scope | scope
what is a magic number | magic-numbers
how do I make a constant | constants
what comes first * or + | operator-precedence
-2 ** 2 gives -4 why | operator-precedence numbers
what's the difference between a parameter with = and one without | default-arguments keyword-arguments
positional argument follows keyword argument | keyword-arguments
compare two strings alphabetically | comparison
print number with leading zeros | string-formatting
line up the columns when printing a table | string-formatting
what is an expression | statements-and-expressions
why is eval dangerous | code-security
cyclomatic complexity too high what now | cyclomatic-complexity
variable assigned but never used warning | unused-code
what will this code output | reading-code
I don't understand what happens step by step in this snippet | reading-code debugging
how do i check several cases, like grade A B C | elif-chains conditionals
too many nested ifs | nested-conditionals
how to remember if i have already seen one | flag-pattern sets
check whether all numbers are positive | flag-pattern
find the index of the first negative number | search-pattern
how to find something in a list | search-pattern membership searching
count the even numbers in a list | counting-pattern modulo
calculate the average | accumulator-pattern
two list with same values but 'is' says false | equality-and-identity
memory usage of my algorithm | space-complexity
how much extra space does recursion take | space-complexity recursion
file path with backslashes doesn't work | paths escape-sequences
get the folder of my script | paths
what is a property | properties
what does polymorphism mean | polymorphism
pure function meaning | pure-functions
what's a base case | base-case
my recursive function returns None | recursion return-values none
factorial with recursion | recursion
what are the numbers in brackets after a list name | list-indexing
why does counting start with zero | list-indexing string-indexing range
make a list of the squares from 1 to 10 | list-comprehensions
how to put if into one line with a list | list-comprehensions
whats teh diffrence betwen a lsit and a dictonary | dictionaries lists
how do i wirte a fucntion | functions
what is a varable | variables
expalin while lop | while-loops loops
hi, i'm new here and i wonder how one can store several names together | lists variables
can you help me understand why my if never becomes true even though the user typed 5? | input comparison type-conversion conditionals
my teacher says i should not repeat myself in code, what does she mean | duplication functions
In my game I want the enemy to have health and a name, how do I model that | classes attributes dictionaries objects
i have a shopping list and want to print each product on its own line with a number in front | enumerate for-loops
is there a way to skip negative numbers in my loop | break-and-continue
name error even though the variable is right there above | name-errors scope
I get 'None' printed after my output | none return-vs-print
how to display 3.14159 as 3.14 | string-formatting
what happens if i forget the return | return-values none return-vs-print
"hello"[1] | string-indexing
x = [1,2,3]; x[1:] ? | list-slicing string-slicing
what does // mean | integer-division
what does ** do | numbers
!= meaning | comparison
what does the # do | comments
"""

# No note fits: other subjects, daily life, chat, and what only looks like programming.
_OFF_TOPIC = """
what's the weather like today
write my essay about the french revolution
who won the football match yesterday
how do I cook spaghetti carbonara
what is the capital of Mongolia
tell me a joke
can you do my history homework
I'm hungry
what is photosynthesis
how tall is mount everest
solve x^2 - 5x + 6 = 0
translate 'good morning' to spanish
who is the president of france
what movie should I watch tonight
how do I get a girlfriend
my dog is sick what should I do
when was shakespeare born
how do airplanes fly
what's the meaning of life
recommend me a good restaurant
how many calories are in a banana
who are you
do you like music
what's your favourite colour
how do I tie a tie
is there life on mars
give me a recipe for pancakes
how do I lose weight fast
what happened in world war 2
how old is the universe
which phone should I buy
when is the next train to London
book me a flight to Rome
what is the boiling point of water
how does the heart pump blood
explain the causes of inflation
what's the best football team
sing me a song
write a poem about the sea
how do I apply for a passport
who painted the mona lisa
what's the chemical formula of salt
how can I sleep better
what's the stock price of apple
tell me about dinosaurs
how do I remove a wine stain from a shirt
what are the planets in our solar system
can you order a pizza for me
my boyfriend broke up with me
what is the plot of hamlet
how long does it take to boil an egg
how do I grow tomatoes
is god real
what is the speed of light
who invented the telephone
what time is it in Tokyo
how do I fix my bike's flat tyre
should I study law or medicine
what is democracy
convert 10 miles to kilometres
how to win at poker
what do cats eat
how do you say thank you in japanese
what is the difference between mitosis and meiosis
when do the summer holidays start
what's a good birthday present for my mum
how to get to the train station
explain quantum physics
who sang yesterday
how do vaccines work
are you a human
good morning
lol
what's the population of Brazil
which vitamins are in carrots
why is the sky blue
how do I clean my keyboard from crumbs
what is a good workout for my legs
how to deal with exam stress
what's the distance to the moon
who wrote harry potter
can you help me with my french vocabulary
what's the square root of my problems haha
how do I become rich
"""

# About computing, but beyond this bank: an honest "I don't know" is right.
_BEYOND = """
how do I use hooks in react
what is a pointer in C++
how to center a div in css
connect to a mysql database from php
what is a docker container
how do I deploy my app to aws
train a neural network with pytorch
explain kubernetes
what is a monad in haskell
how do I write a linked list in rust
set up an nginx reverse proxy
what is the difference between tcp and udp
make an android app with kotlin
how does a cpu cache work
what is blockchain
install windows 11
my printer is offline
how do I reset my gmail password
unity rigidbody jump
what does public static void main mean in java
"""


def _read(table: str) -> list[tuple[str, tuple[str, ...]]]:
    rows = (line.rpartition(" | ") for line in table.strip().splitlines())
    return [(question, tuple(concepts.split())) for question, _, concepts in rows]


ASKED = _read(_ASKED)
OFF_TOPIC = _OFF_TOPIC.strip().splitlines()
BEYOND = _BEYOND.strip().splitlines()

TUNING, HELD_OUT = ASKED[::2], ASKED[1::2]
TUNING_OFF, HELD_OUT_OFF = OFF_TOPIC[::2], OFF_TOPIC[1::2]
