"""A second set of questions, written after the keywords; some classes of errors that it showed were mended since.

Words of learners who describe what they see or want, and rarely name the concept.
"""

_ASKED = r"""
do i have to say what type a variable is before i use it | variables
why two equal signs in the if but one above | assignment equality-and-identity comparison
can i write i++ to go to the next number | augmented-assignment
is firstname better than first_name or fn | naming
teacher wants every function to have a comment, how do i make one over more than one line | comments
how come print("a", "b") gives a b with a gap | print-output
num1 = input() num2 = input() print(num1 + num2) shows 57 for 5 and 7 | input type-conversion
TabError: inconsistent use of tabs and spaces in indentation | indentation
file "main.py", line 8 ^ SyntaxError: invalid syntax but line 8 is just print("done") | syntax-errors
NameError: name 'x' is not defined, x gets made inside an if that didnt run | name-errors scope
what is the difference between a TypeError and a ValueError | type-errors attribute-errors
string index out of range in my hangman | index-errors
how to avoid keyerror | key-errors dictionary-methods
ImportError: cannot import name 'sqrt' from 'math' (C:\Users\me\math.py) | import-errors
how do you read those error messages, top to bottom or bottom to top | tracebacks
my loop does something odd and i would like to see each step one by one | debugging
difference int and float please | integers-and-floats type-conversion
why does 5 // 2 give 2 | integer-division
finding out if a year is a leap year, what operator do i need | modulo
why do i see 2.9999999999999996 | float-precision
what is int() for | type-conversion
is None the same as nothing | none
print a text that has "quotes" in it | strings print-output
whats the index of the last letter | string-indexing
word[1:] what does the colon do | string-slicing
make the first letter of a name big | string-methods
the user enters 3 numbers with commas between, how to separate them | string-methods type-conversion
print 3.14159 as 3.14 | string-formatting f-strings
TypeError: must be str, not int when printing age | string-concatenation type-errors
both the if and the else part run, why | conditionals indentation
else if doesnt work in python | elif-chains
if age > 12 and < 20 is an error | logical-operators chained-comparison
why does if "False" count as true | truthiness
i want my program to start again from the top when its done | loops
do i need a counter in a while loop | while-loops
i pressed run and now it wont stop, what did i do | infinite-loops
range(1,10,2) what is the 2 | range
for loop but i also need to know at which place i am | enumerate
is break bad style | break-and-continue
print all pairs of two dice | nested-loops
my sum is always 0 at the end | accumulator-pattern
count the negative ones in a list | counting-pattern
how does one find the smallest thing without min() | min-max-pattern
whats the difference between defining and calling | functions
can a function have two parameters | parameters arguments
what happens after return | return-values
why does my function output "None" underneath the result | return-vs-print return-values none
TypeError because i dont always pass the second value, can it be left out | default-arguments
local vs global whats that | scope
why would anyone use recursion instead of a loop | recursion
how to make an empty list and fill it in a loop | lists
why is the first one number 0, thats stupid | list-indexing
how to remove an element by its value and not by its position | list-methods
join two lists into one | list-methods lists
i passed my list to a function and now the original is different | aliasing copying list-mutation
what are those one line loops in square brackets | list-comprehensions
list of lists, how to print each row | nested-lists matrices
TypeError: 'tuple' object does not support item assignment | tuples
union and intersection of two groups of people in python | sets
can two keys in a dictionary be the same | dictionaries
print every word and its translation from a dict | dictionary-iteration
how to find the most common letter | counting-with-dictionaries
check whether the username is already taken | membership
sort names alphabetically | sorting
sort words by their length | sort-key
what does import actually do | modules import
random number between 1 and 100 | random-numbers
show the current time | dates-and-times
how to get the content of a txt into a list | reading-files
python write() argument must be str, not int | writing-files
do i need to close the file if i use with | with-statement
how to skip the header line of a csv | csv-files
json.decoder.JSONDecodeError: Expecting value | json-data
how to handle when someone enters a word for their age | try-except
can i catch two kinds of errors with one except | exceptions try-except
what is raise ValueError("...") good for | raise
i dont get the point of OOP | classes objects
difference between self.name and name | attributes init-method self
why does calling my method need brackets | methods self
parent and child class explain pls | inheritance
whats __str__ for | str-method
how do i write a test with assert | testing assertions
what special inputs should my function handle | edge-cases
which is quicker O(n) or O(log n) | time-complexity
is a for loop slower than a comprehension | performance
how long may a line be | code-style
are short variable names bad | readability
can i name a variable print | shadowing
we have to program a bank account simulation and i have no plan | problem-decomposition
what does pip stand for and what is it | pip-packages
what is a branch | git
how do i get out of the python prompt | terminal
difference between the shell and a script | running-programs
what does \d+ match | regular-expressions
how do i print an emoji | unicode-and-encoding
why is "Z" < "a" True | comparison strings
1 < x < 5 allowed? | chained-comparison
a, b = b, a explain | swap
i do for x in nums: x = x * 2 and the list stays the same | list-mutation for-loops
menu with options 1 2 3 that comes back until user picks 3 | while-loops input
i made total = price * n and then changed n but total stays the same | variables assignment
what is the difference between a function that returns and one that doesnt | functions return-values
my program crashes if i enter nothing | try-except while-loops input
how to print tab between words | escape-sequences strings
which end does pop take from | stacks-and-queues
when do i use a list and when separate variables | lists variables
how do i change one cell in a table | matrices nested-lists
what happens if i assign to a key that exists already | dictionaries
"""

_ASKED_OFF = r"""
how long do i boil an egg
who wrote harry potter
tell me something about the roman empire
is it going to rain this weekend
my roommate is so loud at night
what should i wear to a wedding
why is the sky blue
how to get over a breakup
can you recommend a good book
explain the french revolution in 3 sentences
how many bones does a human have
when did world war 2 end
what is the best programming language to get rich
which laptop should i get for coding, budget 800
what's the salary of a python developer
do my physics homework about pendulums
write a love letter for my girlfriend
who do you think will win the election
how do i fix my washing machine
do aliens exist
lets play truth or dare
how old is the ceo of apple
i need a costume idea for halloween
what is a synonym for happy
is monty python funny
can i use my phone in the exam
whats for lunch today
how do i delete my instagram account
good excuse for missing homework
"""

ASKED = [
    (question.strip(), tuple(concepts.split()))
    for question, _, concepts in (line.rpartition("|") for line in _ASKED.strip().splitlines())
]
ASKED_OFF = _ASKED_OFF.strip().splitlines()
