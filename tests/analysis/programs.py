"""Sound programs, written for these tests, in the styles in which learners write."""

GRADES = '''\
"""Grades of a class."""
from math import floor

PASS_MARK = 50


def average(marks):
    """Give the average of some marks."""
    total = 0
    count = 0
    for mark in marks:
        total += mark
        count += 1
    if count == 0:
        return 0
    return total / count


def letter(mark):
    """Give the letter for a mark."""
    if mark >= 90:
        return "A"
    elif mark >= 70 and mark < 90:
        return "B"
    elif mark >= PASS_MARK or mark == 49:
        return "C"
    else:
        return "F"


def report(name, marks):
    # The best mark is shown first, then the average.
    best = max(marks)
    mean = average(marks)
    print("Report for", name)
    print("Best:", best)
    print(f"Average: {mean} ({floor(mean)})")
    return letter(mean)


students = {"Ann": [90, 80, 70], "Bob": [40, 55, 60], "Cid": [100, 95, 99]}
for student in students:
    grade = report(student, students[student])
    print(student, "gets", grade)
'''

GUESS = """\
import random

secret = random.randint(1, 20)
tries = 0
guess = 0
max_tries = 5
print("I am thinking of a number between 1 and 20")
while guess != secret and tries < max_tries:
    guess = int(input("Take a guess: "))
    tries += 1
    if guess < secret:
        print("Your guess is too low")
    elif guess > secret:
        print("Your guess is too high")
    else:
        print("Well done, you got it")
        break
if guess == secret:
    print("You needed", tries, "tries")
if guess != secret:
    # Tell the player what the number was.
    print("No luck, the number was", secret)
"""

ACCOUNT = '''\
class Account:
    """A bank account."""

    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
        self.history = []

    def deposit(self, amount):
        if amount <= 0:
            raise ValueError("amount must be positive")
        self.balance += amount
        self.history.append(("deposit", amount))

    def withdraw(self, amount):
        """Take money out, if there is enough."""
        if amount > self.balance:
            print("Not enough money")
            return False
        self.balance -= amount
        self.history.append(("withdraw", amount))
        return True

    def show(self):
        for kind, amount in self.history:
            print(kind, amount)
        print(f"{self.owner} has {self.balance}")


account = Account("Dora", 100)
account.deposit(50)
if not account.withdraw(500):
    print("Try a smaller amount")
account.show()
'''

WORDS = """\
def count_words(text):
    counts = {}
    for word in text.lower().split():
        word = word.strip('.,!?')
        if word in counts:
            counts[word] += 1
        else:
            counts[word] = 1
    return counts


def most_common(counts, limit):
    pairs = []
    for word in counts:
        pairs.append((counts[word], word))
    pairs.sort(reverse=True)
    result = []
    index = 0
    while index < limit and index < len(pairs):
        result.append(pairs[index][1])
        index += 1
    return result


line = input('Type a sentence: ')
table = count_words(line)
top = most_common(table, 3)
for position in range(len(top)):
    print(position + 1, top[position])
if len(top) == 0:
    print('There are no words in it')
"""

MATRIX = '''\
def make_grid(rows, columns, value):
    grid = []
    for row in range(rows):
        line = []
        for column in range(columns):
            line.append(value)
        grid.append(line)
    return grid


def neighbours(grid, row, column):
    """Count the living cells around one cell."""
    found = 0
    for dr in (-1, 0, 1):
        for dc in (-1, 0, 1):
            if dr == 0 and dc == 0:
                continue
            r = row + dr
            c = column + dc
            if r >= 0 and r < len(grid) and c >= 0 and c < len(grid[0]):
                found += grid[r][c]
    return found


size = 4
world = make_grid(size, size, 0)
world[1][1] = 1
world[1][2] = 1
world[2][1] = 1
settings = {
    "size": size,
    "rounds": 3,
    "alive": sum([sum(line) for line in world]),
}
area = size * size
print("Cells:", area, "alive:", settings["alive"])
print(neighbours(world, 1, 1))
'''

SHOP = """\
from datetime import date

prices = {"apple": 3, "bread": 2, "milk": 1}
basket = []


def add(item, amount):
    if item not in prices:
        print("We do not sell", item)
        return
    basket.append([item, amount])


def total_price(items):
    total = 0
    for item, amount in items:
        price = prices[item]
        total = total + price * amount
    if total > 20:
        total = total * 0.9
    return round(total, 2)


def read_amount(question):
    while True:
        answer = input(question)
        try:
            amount = int(answer)
        except ValueError:
            print("Please type a whole number")
            continue
        if amount > 0:
            return amount


add("apple", 4)
add("bread", 1)
first_amount = read_amount("How many cartons of milk? ")
add("milk", first_amount)
# Show the bill with today's date.
print(f"Bill of {date.today()}: {total_price(basket)}")
"""

NUMBERS = """\
def is_prime(n):
    if n < 2:
        return False
    divisor = 2
    while divisor * divisor <= n:
        if n % divisor == 0:
            return False
        divisor += 1
    return True


def factorial(n):
    if n == 0 or n == 1:
        return 1
    return n * factorial(n - 1)


def fibonacci(limit):
    a, b = 0, 1
    numbers = []
    while a < limit:
        numbers.append(a)
        a, b = b, a + b
    return numbers


def digits(number):
    result = []
    while number > 0:
        digit = number % 10
        rest = number // 10
        result.append(digit)
        number = rest
    return result[::-1]


upper_limit = 30
primes = [n for n in range(upper_limit) if is_prime(n)]
print("Primes:", primes)
print("Factorial of five:", factorial(5))
squares = [x * x for x in range(10) if x % 2 == 0]
for square in squares:
    if square > 10 and square != 36:
        print(square, "is a big square")
print(fibonacci(100), digits(12345))
"""

FILES = '''\
import os
import sys


def load(path):
    """Read the scores of a file.

    Each line holds a name and a number.
    """
    scores = []
    with open(path) as handle:
        for line in handle:
            parts = line.strip().split(",")
            if len(parts) != 2:
                continue
            name = parts[0]
            score = int(parts[1])
            scores.append((name, score))
    return scores


def save(path, scores):
    with open(path, "w") as handle:
        for name, score in scores:
            handle.write(f"{name},{score}\\n")


def main():
    path = "scores.txt"
    if not os.path.exists(path):
        print("There is no file yet")
        sys.exit(1)
    scores = load(path)
    try:
        best = max(scores, key=lambda pair: pair[1])
    except ValueError:
        print("The file is empty")
    else:
        print("The best player is", best[0])
    finally:
        print("Done")
    scores.append(("New", 0))
    save(path, scores)


if __name__ == "__main__":
    main()
'''

PROGRAMS = {
    "grades": GRADES, "guess": GUESS, "account": ACCOUNT, "words": WORDS, "matrix": MATRIX, "shop": SHOP,
    "numbers": NUMBERS, "files": FILES,
}  # fmt: skip
