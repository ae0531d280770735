"""Programs of known time complexity, all written for this: (class, program). The first half is for development."""

_TEXT = """
#: O(1)
a, b = map(int, input().split())
print(a + b)
#: O(n)
n = int(input())
values = list(map(int, input().split()))
best = values[0]
for v in values:
    if v > best:
        best = v
print(best)
#: O(n log n)
n = int(input())
values = sorted(map(int, input().split()))
print(values[n // 2])
#: O(n^2)
def pairs(items, target):
    found = 0
    for i in range(len(items)):
        for j in range(i + 1, len(items)):
            if items[i] + items[j] == target:
                found += 1
    return found
#: O(log n)
def search(items, wanted):
    low, high = 0, len(items) - 1
    while low <= high:
        mid = (low + high) // 2
        if items[mid] == wanted:
            return mid
        if items[mid] < wanted:
            low = mid + 1
        else:
            high = mid - 1
    return -1
#: O(2^n)
def fib(n):
    if n < 2:
        return n
    return fib(n - 1) + fib(n - 2)

print(fib(int(input())))
#: O(n^3)
def multiply(a, b):
    n = len(a)
    result = [[0] * n for _ in range(n)]
    for i in range(n):
        for j in range(n):
            for k in range(n):
                result[i][j] += a[i][k] * b[k][j]
    return result
#: O(1)
t = int(input())
for _ in range(t):
    x, y, k = map(int, input().split())
    steps = (x - y) // k
    if (x - y) % k:
        steps += 1
    print(steps)
#: O(n)
import sys
input = sys.stdin.readline

def solve():
    n = int(input())
    a = list(map(int, input().split()))
    total = 0
    for x in a:
        if x % 2 == 0:
            total += x
    print(total)

t = int(input())
for _ in range(t):
    solve()
#: O(n log n)
import sys

def main():
    data = sys.stdin.read().split()
    n, k = int(data[0]), int(data[1])
    prices = [int(x) for x in data[2:]]
    prices.sort()
    bought = 0
    for price in prices:
        if price <= k:
            k -= price
            bought += 1
        else:
            break
    print(bought)

main()
#: O(n)
def two_sum(items, target):
    seen = {}
    for index, value in enumerate(items):
        if target - value in seen:
            return seen[target - value], index
        seen[value] = index
    return None
#: O(n)
from collections import deque

n, m = map(int, input().split())
graph = [[] for _ in range(n)]
for _ in range(m):
    a, b = map(int, input().split())
    graph[a - 1].append(b - 1)
    graph[b - 1].append(a - 1)
distance = [-1] * n
distance[0] = 0
queue = deque([0])
while queue:
    node = queue.popleft()
    for other in graph[node]:
        if distance[other] < 0:
            distance[other] = distance[node] + 1
            queue.append(other)
print(distance[n - 1])
#: O(n log n)
import heapq

def merge_ropes(ropes):
    heapq.heapify(ropes)
    cost = 0
    while len(ropes) > 1:
        one = heapq.heappop(ropes)
        two = heapq.heappop(ropes)
        cost += one + two
        heapq.heappush(ropes, one + two)
    return cost
#: O(n^2)
n = int(input())
a = list(map(int, input().split()))
dp = [1] * n
for i in range(n):
    for j in range(i):
        if a[j] < a[i]:
            dp[i] = max(dp[i], dp[j] + 1)
print(max(dp))
#: O(2^n)
n = int(input())
w = list(map(int, input().split()))
total = sum(w)
best = total
for mask in range(1 << n):
    s = 0
    for i in range(n):
        if mask >> i & 1:
            s += w[i]
    best = min(best, abs(total - 2 * s))
print(best)
#: O(log n)
n = int(input())
count = 0
while n > 0:
    count += n % 10
    n //= 10
print(count)
#: O(n)
def is_palindrome(text):
    left, right = 0, len(text) - 1
    while left < right:
        if text[left] != text[right]:
            return False
        left += 1
        right -= 1
    return True
#: O(n^3)
n, m = map(int, input().split())
INF = float("inf")
d = [[INF] * n for _ in range(n)]
for i in range(n):
    d[i][i] = 0
for _ in range(m):
    u, v, w = map(int, input().split())
    d[u - 1][v - 1] = min(d[u - 1][v - 1], w)
for k in range(n):
    for i in range(n):
        for j in range(n):
            d[i][j] = min(d[i][j], d[i][k] + d[k][j])
print(d[0][n - 1])
#: O(2^n)
def subsets(items):
    result = []

    def go(index, chosen):
        if index == len(items):
            result.append(list(chosen))
            return
        go(index + 1, chosen)
        chosen.append(items[index])
        go(index + 1, chosen)
        chosen.pop()

    go(0, [])
    return result
#: O(n)
n = int(input())
a = list(map(int, input().split()))
prefix = [0]
for x in a:
    prefix.append(prefix[-1] + x)
q = int(input())
for _ in range(q):
    l, r = map(int, input().split())
    print(prefix[r] - prefix[l - 1])
#: O(1)
def triangle(a, b, c):
    if a + b > c and a + c > b and b + c > a:
        s = (a + b + c) / 2
        return (s * (s - a) * (s - b) * (s - c)) ** 0.5
    return 0.0
#: O(1)
class Point:
    def __init__(self, x, y):
        self.x = x
        self.y = y

    def shifted(self, dx, dy):
        return Point(self.x + dx, self.y + dy)

p = Point(int(input()), int(input()))
q = p.shifted(1, 2)
print(q.x, q.y)
#: O(n^2)
def bubble_sort(items):
    n = len(items)
    for i in range(n):
        swapped = False
        for j in range(n - i - 1):
            if items[j] > items[j + 1]:
                items[j], items[j + 1] = items[j + 1], items[j]
                swapped = True
        if not swapped:
            break
    return items
#: O(n^2)
def insertion_sort(items):
    for i in range(1, len(items)):
        key = items[i]
        j = i - 1
        while j >= 0 and items[j] > key:
            items[j + 1] = items[j]
            j -= 1
        items[j + 1] = key
    return items
#: O(n log n)
def merge_sort(items):
    if len(items) <= 1:
        return items
    mid = len(items) // 2
    left = merge_sort(items[:mid])
    right = merge_sort(items[mid:])
    result = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i] <= right[j]:
            result.append(left[i])
            i += 1
        else:
            result.append(right[j])
            j += 1
    result.extend(left[i:])
    result.extend(right[j:])
    return result
#: O(log n)
def power(base, exponent, mod):
    result = 1
    while exponent:
        if exponent & 1:
            result = result * base % mod
        base = base * base % mod
        exponent >>= 1
    return result
#: O(log n)
def gcd(a, b):
    while b:
        a, b = b, a % b
    return a

x, y = map(int, input().split())
print(gcd(x, y))
#: O(n)
def is_prime(n):
    if n < 2:
        return False
    for d in range(2, n):
        if n % d == 0:
            return False
    return True
#: O(n log n)
def sieve(n):
    marks = [True] * (n + 1)
    for i in range(2, n + 1):
        if marks[i]:
            for j in range(2 * i, n + 1, i):
                marks[j] = False
    return [i for i in range(2, n + 1) if marks[i]]
#: O(n)
def max_window(items, k):
    total = sum(items[:k])
    best = total
    for i in range(k, len(items)):
        total += items[i] - items[i - k]
        best = max(best, total)
    return best
#: O(n)
s = input()
left = 0
last = {}
best = 0
for right, c in enumerate(s):
    if c in last and last[c] >= left:
        left = last[c] + 1
    last[c] = right
    best = max(best, right - left + 1)
print(best)
#: O(n)
def longest(items, limit):
    left = 0
    total = 0
    best = 0
    for right in range(len(items)):
        total += items[right]
        while total > limit:
            total -= items[left]
            left += 1
        best = max(best, right - left + 1)
    return best
#: O(n^2)
s = input()
t = input()
n, m = len(s), len(t)
dp = [[0] * (m + 1) for _ in range(n + 1)]
for i in range(1, n + 1):
    for j in range(1, m + 1):
        if s[i - 1] == t[j - 1]:
            dp[i][j] = dp[i - 1][j - 1] + 1
        else:
            dp[i][j] = max(dp[i - 1][j], dp[i][j - 1])
print(dp[n][m])
#: O(n^2)
n, capacity = map(int, input().split())
dp = [0] * (capacity + 1)
for _ in range(n):
    weight, value = map(int, input().split())
    for c in range(capacity, weight - 1, -1):
        dp[c] = max(dp[c], dp[c - weight] + value)
print(dp[capacity])
#: O(n log n)
n, k = map(int, input().split())
lengths = [int(input()) for _ in range(n)]
low, high = 1, max(lengths)
answer = 0
while low <= high:
    mid = (low + high) // 2
    pieces = sum(x // mid for x in lengths)
    if pieces >= k:
        answer = mid
        low = mid + 1
    else:
        high = mid - 1
print(answer)
#: O(2^n)
def permutations(items):
    if len(items) <= 1:
        return [items]
    result = []
    for i in range(len(items)):
        rest = items[:i] + items[i + 1:]
        for tail in permutations(rest):
            result.append([items[i]] + tail)
    return result
#: O(2^n)
def hanoi(n, a, b, c):
    if n == 0:
        return 0
    moves = hanoi(n - 1, a, c, b)
    moves += 1
    moves += hanoi(n - 1, c, b, a)
    return moves

print(hanoi(int(input()), "A", "B", "C"))
#: O(n)
def factorial(n):
    if n == 0:
        return 1
    return n * factorial(n - 1)
#: O(n)
class Node:
    def __init__(self, value, left=None, right=None):
        self.value = value
        self.left = left
        self.right = right

def depth(node):
    if node is None:
        return 0
    return 1 + max(depth(node.left), depth(node.right))
#: O(n^2)
def rotate(grid):
    n = len(grid)
    for i in range(n):
        for j in range(i + 1, n):
            grid[i][j], grid[j][i] = grid[j][i], grid[i][j]
    for row in grid:
        row.reverse()
    return grid
#: O(n^2)
def remove_duplicates(items):
    result = []
    for item in items:
        if item not in result:
            result.append(item)
    return result
#: O(n)
def unique(items):
    seen = set()
    result = []
    for item in items:
        if item not in seen:
            seen.add(item)
            result.append(item)
    return result
#: O(n log n)
def intervals(items):
    items.sort(key=lambda pair: pair[1])
    count = 0
    end = float("-inf")
    for start, stop in items:
        if start >= end:
            count += 1
            end = stop
    return count
#: O(1)
month = int(input())
days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
if 1 <= month <= 12:
    print(days[month - 1])
else:
    print("no such month")
#: O(1)
for i in range(1, 101):
    if i % 15 == 0:
        print("FizzBuzz")
    elif i % 3 == 0:
        print("Fizz")
    elif i % 5 == 0:
        print("Buzz")
    else:
        print(i)
#: O(n)
word = input()
counts = {}
for letter in word:
    counts[letter] = counts.get(letter, 0) + 1
print(max(counts.values()))
#: O(n^3)
n = int(input())
a = list(map(int, input().split()))
count = 0
for i in range(n):
    for j in range(i + 1, n):
        for k in range(j + 1, n):
            if a[i] + a[j] + a[k] == 0:
                count += 1
print(count)
#: O(n^3)
n = int(input())
p = list(map(int, input().split()))
dp = [[0] * n for _ in range(n)]
for length in range(2, n):
    for i in range(1, n - length + 1):
        j = i + length - 1
        dp[i][j] = min(dp[i][k] + dp[k + 1][j] + p[i - 1] * p[k] * p[j] for k in range(i, j))
print(dp[1][n - 1])
#: O(n log n)
from bisect import bisect_left

n = int(input())
tails = []
for x in map(int, input().split()):
    place = bisect_left(tails, x)
    if place == len(tails):
        tails.append(x)
    else:
        tails[place] = x
print(len(tails))
#: O(n log n)
import heapq
import sys

def dijkstra(graph, start):
    distance = [float("inf")] * len(graph)
    distance[start] = 0
    heap = [(0, start)]
    while heap:
        d, node = heapq.heappop(heap)
        if d > distance[node]:
            continue
        for other, weight in graph[node]:
            if d + weight < distance[other]:
                distance[other] = d + weight
                heapq.heappush(heap, (d + weight, other))
    return distance
#: O(n)
def kadane(items):
    best = current = items[0]
    for x in items[1:]:
        current = max(x, current + x)
        best = max(best, current)
    return best
#: O(n)
from functools import lru_cache

@lru_cache(maxsize=None)
def ways(n):
    if n <= 1:
        return 1
    return ways(n - 1) + ways(n - 2)

print(ways(int(input())))
#: O(n)
memo = {}

def fib(n):
    if n in memo:
        return memo[n]
    if n < 2:
        return n
    memo[n] = fib(n - 1) + fib(n - 2)
    return memo[n]

print(fib(int(input())))
#: O(n^2)
def all_substrings(text):
    result = []
    for i in range(len(text)):
        for j in range(i, len(text)):
            result.append((i, j))
    return result
#: O(n)
def balanced(text):
    stack = []
    partner = {")": "(", "]": "[", "}": "{"}
    for c in text:
        if c in "([{":
            stack.append(c)
        elif c in partner:
            if not stack or stack.pop() != partner[c]:
                return False
    return not stack
#: O(n)
def next_greater(items):
    stack = []
    result = [-1] * len(items)
    for i, x in enumerate(items):
        while stack and items[stack[-1]] < x:
            result[stack.pop()] = x
        stack.append(i)
    return result
#: O(2^n)
def solve_queens(n):
    count = 0
    columns = set()
    one = set()
    two = set()

    def place(row):
        nonlocal count
        if row == n:
            count += 1
            return
        for c in range(n):
            if c in columns or row + c in one or row - c in two:
                continue
            columns.add(c)
            one.add(row + c)
            two.add(row - c)
            place(row + 1)
            columns.remove(c)
            one.remove(row + c)
            two.remove(row - c)

    place(0)
    return count
#: O(2^n)
from itertools import combinations

n, target = map(int, input().split())
a = list(map(int, input().split()))
found = False
for size in range(1, n + 1):
    for chosen in combinations(a, size):
        if sum(chosen) == target:
            found = True
print("YES" if found else "NO")
#: O(log n)
def lower_bound(items, x):
    lo, hi = 0, len(items)
    while lo < hi:
        mid = lo + (hi - lo) // 2
        if items[mid] < x:
            lo = mid + 1
        else:
            hi = mid
    return lo
#: O(log n)
def binary(n):
    digits = ""
    while n > 0:
        digits = str(n % 2) + digits
        n = n // 2
    return digits
#: O(log n)
def fast(x, n):
    if n == 0:
        return 1
    half = fast(x, n // 2)
    if n % 2 == 0:
        return half * half
    return half * half * x
#: O(1)
def solve():
    a, b, c = map(int, input().split())
    d = b * b - 4 * a * c
    if d < 0:
        return "none"
    if d == 0:
        return "one"
    return "two"

for _ in range(int(input())):
    print(solve())
#: O(n)
t = int(input())
for case in range(t):
    n = int(input())
    s = input()
    changes = 0
    for i in range(1, n):
        if s[i] != s[i - 1]:
            changes += 1
    print(changes)
#: O(n log n)
t = int(input())
while t > 0:
    t -= 1
    n = int(input())
    a = [int(x) for x in input().split()]
    a.sort(reverse=True)
    print(sum(a[::2]) - sum(a[1::2]))
#: O(n^2)
n = int(input())
grid = [input() for _ in range(n)]
black = 0
for row in grid:
    for cell in row:
        if cell == "#":
            black += 1
print(black)
#: O(n)
def counting_sort(items):
    counts = [0] * 101
    for x in items:
        counts[x] += 1
    result = []
    for value in range(101):
        result += [value] * counts[value]
    return result
#: O(n)
def merge(a, b):
    i = j = 0
    out = []
    while i < len(a) and j < len(b):
        if a[i] < b[j]:
            out.append(a[i])
            i += 1
        else:
            out.append(b[j])
            j += 1
    return out + a[i:] + b[j:]
#: O(n log n)
def anagram(one, two):
    return sorted(one) == sorted(two)
#: O(n)
n = int(input())
total = 0
i = 1
while i <= n:
    total += i
    i += 1
print(total)
#: O(n)
i = 2
n = int(input())
factors = []
while i * i <= n:
    while n % i == 0:
        factors.append(i)
        n //= i
    i += 1
if n > 1:
    factors.append(n)
print(factors)
#: O(n^2)
def pascal(n):
    rows = [[1]]
    for i in range(1, n):
        row = [1]
        for j in range(1, i):
            row.append(rows[-1][j - 1] + rows[-1][j])
        row.append(1)
        rows.append(row)
    return rows
#: O(n^2)
def closest(points):
    best = float("inf")
    for i, (x1, y1) in enumerate(points):
        for x2, y2 in points[i + 1:]:
            best = min(best, (x1 - x2) ** 2 + (y1 - y2) ** 2)
    return best
#: O(n)
def dfs(graph, node, seen):
    seen.add(node)
    for other in graph[node]:
        if other not in seen:
            dfs(graph, other, seen)
    return seen
#: O(n^2)
def islands(grid):
    rows, columns = len(grid), len(grid[0])
    count = 0

    def sink(r, c):
        if r < 0 or c < 0 or r >= rows or c >= columns or grid[r][c] != 1:
            return
        grid[r][c] = 0
        sink(r + 1, c)
        sink(r - 1, c)
        sink(r, c + 1)
        sink(r, c - 1)

    for r in range(rows):
        for c in range(columns):
            if grid[r][c] == 1:
                count += 1
                sink(r, c)
    return count
#: O(n)
parent = list(range(100001))

def find(x):
    while parent[x] != x:
        parent[x] = parent[parent[x]]
        x = parent[x]
    return x

n, m = map(int, input().split())
for _ in range(m):
    a, b = map(int, input().split())
    parent[find(a)] = find(b)
print(len({find(i) for i in range(1, n + 1)}))
#: O(n^2)
items = input().split()
result = []
while items:
    smallest = min(items)
    items.remove(smallest)
    result.append(smallest)
print(result)
#: O(n log n)
from collections import Counter

words = input().split()
for word, count in sorted(Counter(words).items(), key=lambda p: (-p[1], p[0])):
    print(word, count)
#: O(2^n)
def knapsack(weights, values, capacity, i):
    if i == len(weights) or capacity == 0:
        return 0
    best = knapsack(weights, values, capacity, i + 1)
    if weights[i] <= capacity:
        best = max(best, values[i] + knapsack(weights, values, capacity - weights[i], i + 1))
    return best
#: O(n)
class Stack:
    def __init__(self):
        self.items = []

    def push(self, item):
        self.items.append(item)

    def pop(self):
        return self.items.pop()

stack = Stack()
for token in input().split():
    stack.push(token)
out = []
while stack.items:
    out.append(stack.pop())
print(" ".join(out))
#: O(1)
n = int(input())
print(n * (n + 1) // 2)
#: O(n)
n = int(input())
print(sum(range(1, n + 1)))
#: O(n^2)
n = int(input())
for i in range(n):
    print("*" * (i + 1))
#: O(n)
def reverse(text):
    result = []
    for i in range(len(text) - 1, -1, -1):
        result.append(text[i])
    return "".join(result)
#: O(1)
def leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)

print(leap(int(input())))
#: O(1)
h, m = map(int, input().split(":"))
minutes = h * 60 + m + int(input())
print(f"{minutes // 60 % 24:02d}:{minutes % 60:02d}")
#: O(1)
q = int(input())
while q:
    q -= 1
    l, r = map(int, input().split())
    if 2 * l <= r:
        print(l, 2 * l)
    else:
        print(-1, -1)
#: O(log n)
def digits_sum(number):
    if number < 10:
        return number
    return number % 10 + digits_sum(number // 10)

print(digits_sum(int(input())))
#: O(log n)
n = int(input())
lo = 0
hi = n
while lo < hi:
    m = (lo + hi + 1) >> 1
    if m * m <= n:
        lo = m
    else:
        hi = m - 1
print(lo)
#: O(log n)
for _ in range(int(input())):
    n = int(input())
    steps = 0
    while n != 1:
        if n % 2:
            n -= 1
        else:
            n //= 2
        steps += 1
    print(steps)
#: O(n log n)
import sys
input = sys.stdin.readline
n, q = map(int, input().split())
tree = [0] * (n + 1)

def update(i, delta):
    while i <= n:
        tree[i] += delta
        i += i & -i

def query(i):
    s = 0
    while i > 0:
        s += tree[i]
        i -= i & -i
    return s

for i, x in enumerate(map(int, input().split())):
    update(i + 1, x)
for _ in range(q):
    l, r = map(int, input().split())
    print(query(r) - query(l - 1))
#: O(n)
n, k = map(int, input().split())
a = list(map(int, input().split()))
i, j, s = 0, 0, 0
answer = 0
while j < n:
    s += a[j]
    j += 1
    while s > k:
        s -= a[i]
        i += 1
    answer = max(answer, j - i)
print(answer)
#: O(n log n)
n = int(input())
events = []
for _ in range(n):
    a, b = map(int, input().split())
    events.append((a, 1))
    events.append((b, -1))
events.sort()
now = best = 0
for _, change in events:
    now += change
    best = max(best, now)
print(best)
#: O(n^2)
class Matrix:
    def __init__(self, rows):
        self.rows = rows

    def add(self, other):
        result = []
        for i in range(len(self.rows)):
            row = []
            for j in range(len(self.rows[0])):
                row.append(self.rows[i][j] + other.rows[i][j])
            result.append(row)
        return Matrix(result)
#: O(n^2)
t = int(input())
for _ in range(t):
    n = int(input())
    a = list(map(int, input().split()))
    best = 0
    for l in range(n):
        total = 0
        for r in range(l, n):
            total += a[r]
            best = max(best, total)
    print(best)
#: O(n^3)
def longest_palindrome(s):
    best = ""
    for i in range(len(s)):
        for j in range(i, len(s)):
            part = s[i:j + 1]
            if part == part[::-1] and len(part) > len(best):
                best = part
    return best
#: O(n^3)
n = int(input())
cost = [list(map(int, input().split())) for _ in range(n)]
total = 0
for a in range(n):
    for b in range(n):
        for c in range(n):
            if cost[a][b] + cost[b][c] == cost[a][c]:
                total += 1
print(total)
#: O(n^3)
def count_squares(grid):
    n = len(grid)
    found = 0
    for r in range(n):
        for c in range(n):
            for size in range(1, n - max(r, c) + 1):
                if grid[r][c] == grid[r + size - 1][c + size - 1]:
                    found += 1
    return found
#: O(2^n)
import sys
sys.setrecursionlimit(10000)

def count(coins, amount, index):
    if amount == 0:
        return 1
    if amount < 0 or index == len(coins):
        return 0
    return count(coins, amount - coins[index], index) + count(coins, amount, index + 1)

coins = list(map(int, input().split()))
print(count(coins, int(input()), 0))
#: O(2^n)
from itertools import permutations

n = int(input())
d = [list(map(int, input().split())) for _ in range(n)]
best = 10 ** 9
for order in permutations(range(n)):
    length = 0
    for i in range(n - 1):
        length += d[order[i]][order[i + 1]]
    best = min(best, length)
print(best)
#: O(2^n)
def generate(n):
    result = []

    def go(text, opened, closed):
        if len(text) == 2 * n:
            result.append(text)
            return
        if opened < n:
            go(text + "(", opened + 1, closed)
        if closed < opened:
            go(text + ")", opened, closed + 1)

    go("", 0, 0)
    return result
#: O(2^n)
n = int(input())
cost = [list(map(int, input().split())) for _ in range(n)]
full = (1 << n) - 1
dp = [float("inf")] * (1 << n)
dp[0] = 0
for mask in range(1 << n):
    worker = bin(mask).count("1")
    for job in range(n):
        if not mask & (1 << job):
            nxt = mask | (1 << job)
            dp[nxt] = min(dp[nxt], dp[mask] + cost[worker][job])
print(dp[full])
#: O(n)
a = list(map(int, input().split()))
counts = [0] * 26
word = input()
for c in word:
    counts[ord(c) - 97] += 1
print(max(counts) * len(a))
#: O(n)
def majority(items):
    candidate, votes = None, 0
    for x in items:
        if votes == 0:
            candidate = x
        votes += 1 if x == candidate else -1
    return candidate
#: O(n)
class Solution:
    def maxArea(self, height):
        i, j = 0, len(height) - 1
        best = 0
        while i < j:
            best = max(best, (j - i) * min(height[i], height[j]))
            if height[i] < height[j]:
                i += 1
            else:
                j -= 1
        return best
#: O(n log n)
class Solution:
    def threeLargest(self, nums):
        ordered = sorted(set(nums))
        if len(ordered) < 3:
            return ordered[-1]
        return ordered[-3]
#: O(n)
n = int(input())
dp = [0] * (n + 1)
for i in range(2, n + 1):
    dp[i] = dp[i - 1] + 1
    if i % 2 == 0:
        dp[i] = min(dp[i], dp[i // 2] + 1)
    if i % 3 == 0:
        dp[i] = min(dp[i], dp[i // 3] + 1)
print(dp[n])
#: O(1)
s = input()
if len(s) == 5 and s[0] == s[4] and s[1] == s[3]:
    print("yes")
else:
    print("no")
#: O(1)
board = [[0] * 8 for _ in range(8)]
r, c = map(int, input().split())
for dr, dc in [(1, 2), (2, 1), (-1, 2), (-2, 1), (1, -2), (2, -1), (-1, -2), (-2, -1)]:
    if 0 <= r + dr < 8 and 0 <= c + dc < 8:
        board[r + dr][c + dc] = 1
print(sum(map(sum, board)))
#: O(n)
text = input()
words = text.split()
longest = ""
for word in words:
    if len(word) > len(longest):
        longest = word
print(longest)
#: O(n)
def topological(n, edges):
    graph = {i: [] for i in range(n)}
    degree = [0] * n
    for a, b in edges:
        graph[a].append(b)
        degree[b] += 1
    ready = [i for i in range(n) if degree[i] == 0]
    order = []
    while ready:
        node = ready.pop()
        order.append(node)
        for other in graph[node]:
            degree[other] -= 1
            if degree[other] == 0:
                ready.append(other)
    return order
#: O(n log n)
def quick_sort(items):
    if len(items) <= 1:
        return items
    pivot = items[len(items) // 2]
    smaller = [x for x in items if x < pivot]
    equal = [x for x in items if x == pivot]
    larger = [x for x in items if x > pivot]
    return quick_sort(smaller) + equal + quick_sort(larger)
#: O(n log n)
def kruskal(n, edges):
    edges.sort(key=lambda e: e[2])
    root = list(range(n))

    def find(x):
        if root[x] != x:
            root[x] = find(root[x])
        return root[x]

    total = 0
    for a, b, w in edges:
        ra, rb = find(a), find(b)
        if ra != rb:
            root[ra] = rb
            total += w
    return total
#: O(n^2)
def selection(items):
    for i in range(len(items)):
        least = i
        for j in range(i + 1, len(items)):
            if items[j] < items[least]:
                least = j
        items[i], items[least] = items[least], items[i]
#: O(n^2)
def duplicates(items):
    found = []
    for x in items:
        if items.count(x) > 1:
            found.append(x)
    return found
#: O(n^2)
def unique_paths(m, n):
    grid = [[1] * n for _ in range(m)]
    for r in range(1, m):
        for c in range(1, n):
            grid[r][c] = grid[r - 1][c] + grid[r][c - 1]
    return grid[-1][-1]
#: O(n^2)
queue = list(range(int(input())))
step = int(input())
while len(queue) > 1:
    for _ in range(step % 3):
        queue.append(queue.pop(0))
    queue.pop(0)
print(queue[0])
#: O(n^2)
n = int(input())
a = sorted(map(int, input().split()))
target = int(input())
count = 0
for i in range(n - 2):
    l, r = i + 1, n - 1
    while l < r:
        s = a[i] + a[l] + a[r]
        if s == target:
            count += 1
            l += 1
            r -= 1
        elif s < target:
            l += 1
        else:
            r -= 1
print(count)
#: O(n)
import sys

def main():
    n = int(sys.stdin.readline())
    heights = list(map(int, sys.stdin.readline().split()))
    left = [0] * n
    right = [0] * n
    for i in range(1, n):
        left[i] = max(left[i - 1], heights[i - 1])
    for i in range(n - 2, -1, -1):
        right[i] = max(right[i + 1], heights[i + 1])
    print(sum(max(0, min(left[i], right[i]) - heights[i]) for i in range(n)))

if __name__ == "__main__":
    main()
#: O(n)
def collatz(limit):
    items = []
    for i in range(limit):
        items.append(i * 2 + 1)
    return items
#: O(log n)
def peak(items):
    l, r = 0, len(items) - 1
    while l < r:
        m = (l + r) // 2
        if items[m] > items[m + 1]:
            r = m
        else:
            l = m + 1
    return l
#: O(log n)
i = 1
n = int(input())
doubled = 0
while i < n:
    i *= 2
    doubled += 1
print(doubled)
#: O(log n)
def search(items, x, low, high):
    if low > high:
        return False
    middle = (low + high) // 2
    if items[middle] == x:
        return True
    if items[middle] > x:
        return search(items, x, low, middle - 1)
    return search(items, x, middle + 1, high)
#: O(log n)
import heapq

class Scheduler:
    def __init__(self, jobs):
        self.jobs = jobs

    def next(self):
        return heapq.heappop(self.jobs)
#: O(n log n)
import heapq

n = int(input())
heap = []
for _ in range(n):
    command = input().split()
    if command[0] == "add":
        heapq.heappush(heap, int(command[1]))
    else:
        print(heapq.heappop(heap))
#: O(n log n)
def count_pairs(items, limit):
    items = sorted(items)
    i, j = 0, len(items) - 1
    found = 0
    while i < j:
        if items[i] + items[j] <= limit:
            found += j - i
            i += 1
        else:
            j -= 1
    return found
#: O(n log n)
from bisect import bisect_right
n, m = map(int, input().split())
prices = sorted(int(x) for x in input().split())
for budget in map(int, input().split()):
    print(bisect_right(prices, budget))
#: O(n)
n = int(input())
if n % 2 == 0:
    print(n // 2)
    print(*([2] * (n // 2)))
else:
    print((n - 1) // 2)
    print(*([2] * ((n - 3) // 2) + [3]))
#: O(n)
for _ in range(int(input())):
    n, x = map(int, input().split())
    a = list(map(int, input().split()))
    odd = len([v for v in a if v % 2])
    print("Yes" if odd >= x else "No")
#: O(n)
def compress(s):
    out = []
    i = 0
    while i < len(s):
        j = i
        while j < len(s) and s[j] == s[i]:
            j += 1
        out.append(s[i] + str(j - i))
        i = j
    return "".join(out)
#: O(1)
import math
x1, y1, x2, y2 = map(float, input().split())
print(round(math.hypot(x1 - x2, y1 - y2), 3))
#: O(1)
a = int(input())
b = int(input())
a, b = b, a
if a > b:
    print("first")
elif a < b:
    print("second")
else:
    print("equal")
#: O(n^2)
def edit_distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (x != y)))
        previous = current
    return previous[-1]
#: O(n^2)
def spiral(n):
    grid = [[0] * n for _ in range(n)]
    r, c, dr, dc = 0, 0, 0, 1
    for k in range(1, n * n + 1):
        grid[r][c] = k
        if not (0 <= r + dr < n and 0 <= c + dc < n) or grid[r + dr][c + dc]:
            dr, dc = dc, -dr
        r, c = r + dr, c + dc
    return grid
#: O(n)
n = int(input())
text = input()
result = ""
for c in text:
    if c.isupper():
        result += c.lower()
    else:
        result += c.upper()
print(result)
#: O(2^n)
def partitions(n, largest):
    if n == 0:
        return 1
    total = 0
    for part in range(1, min(n, largest) + 1):
        total += partitions(n - part, part)
    return total
#: O(2^n)
def colour(graph, colours, node, k):
    if node == len(graph):
        return True
    for c in range(k):
        if all(colours[other] != c for other in graph[node]):
            colours[node] = c
            if colour(graph, colours, node + 1, k):
                return True
            colours[node] = -1
    return False
#: O(n^3)
t = int(input())
for _ in range(t):
    n = int(input())
    a = list(map(int, input().split()))
    ok = False
    for i in range(n):
        for j in range(i):
            for k in range(j):
                if a[i] == a[j] + a[k]:
                    ok = True
    print("YES" if ok else "NO")
#: O(n^3)
def warshall(reach):
    size = len(reach)
    for middle in range(size):
        for start in range(size):
            for end in range(size):
                if reach[start][middle] and reach[middle][end]:
                    reach[start][end] = True
    return reach
#: O(n^3)
def max_sum(nums):
    best = nums[0]
    n = len(nums)
    for i in range(n):
        for j in range(i, n):
            best = max(best, sum(nums[i:j + 1]))
    return best
#: O(n^2)
def is_sudoku_row_valid(rows):
    for row in rows:
        if len(set(row)) != len(row):
            return False
    return True
#: O(n)
def tree_sum(root):
    total = 0
    stack = [root]
    while stack:
        node = stack.pop()
        if node is None:
            continue
        total += node.value
        stack.append(node.left)
        stack.append(node.right)
    return total
#: O(n)
def list_length(head):
    count = 0
    while head is not None:
        count += 1
        head = head.next
    return count
#: O(n)
def has_cycle(head):
    slow = fast = head
    while fast and fast.next:
        slow = slow.next
        fast = fast.next.next
        if slow is fast:
            return True
    return False
#: O(n^2)
def common(a, b):
    return [x for x in a for y in b if x == y]
#: O(n)
def power_sum(n):
    return sum([i ** 2 for i in range(n)])
#: O(n)
def transpose_first(items):
    return list(zip(items, items[1:]))
#: O(1)
def last(items):
    return items[-1] if items else None
#: O(1)
cache = {}

def lookup(key):
    return cache.get(key, "unknown")

print(lookup(input()))
#: O(n log n)
n, m = map(int, input().split())
a = sorted(map(int, input().split()))
b = sorted(map(int, input().split()))
i = j = matched = 0
while i < n and j < m:
    if a[i] <= b[j]:
        matched += 1
        i += 1
    j += 1
print(matched)
#: O(n log n)
def h_index(citations):
    citations.sort(reverse=True)
    h = 0
    while h < len(citations) and citations[h] > h:
        h += 1
    return h
#: O(n^2)
def game_of_life(board):
    rows, columns = len(board), len(board[0])
    new = [[0] * columns for _ in range(rows)]
    for r in range(rows):
        for c in range(columns):
            alive = 0
            for dr in (-1, 0, 1):
                for dc in (-1, 0, 1):
                    if (dr or dc) and 0 <= r + dr < rows and 0 <= c + dc < columns:
                        alive += board[r + dr][c + dc]
            new[r][c] = 1 if alive == 3 or (alive == 2 and board[r][c]) else 0
    return new
#: O(n)
tickets = int(input())
served = 0
while tickets > 0:
    tickets -= 1
    served += 1
print(served)
#: O(n)
def josephus(n, k):
    survivor = 0
    for size in range(2, n + 1):
        survivor = (survivor + k) % size
    return survivor
#: O(log n)
n = int(input())
bits = 0
while n:
    n &= n - 1
    bits += 1
print(bits)
#: O(2^n)
def word_break(text, words):
    if not text:
        return True
    for i in range(1, len(text) + 1):
        if text[:i] in words and word_break(text[i:], words):
            return True
    return False
#: O(n)
import sys
data = sys.stdin.read().split()
it = iter(data)
n = int(next(it))
total = 0
for _ in range(n):
    total ^= int(next(it))
print(total)
#: O(n log n)
II = lambda: int(input())
LI = lambda: list(map(int, input().split()))
n = II()
a = LI()
b = LI()
a.sort()
b.sort(reverse=True)
print(sum(x * y for x, y in zip(a, b)))
#: O(n^2)
def stone_game(piles):
    n = len(piles)
    dp = [[0] * n for _ in range(n)]
    for i in range(n):
        dp[i][i] = piles[i]
    for gap in range(1, n):
        for i in range(n - gap):
            j = i + gap
            dp[i][j] = max(piles[i] - dp[i + 1][j], piles[j] - dp[i][j - 1])
    return dp[0][n - 1]
#: O(n^3)
def submatrix_sums(grid):
    n = len(grid)
    best = 0
    for top in range(n):
        sums = [0] * n
        for bottom in range(top, n):
            for c in range(n):
                sums[c] += grid[bottom][c]
            best = max(best, max(sums))
    return best
#: O(1)
def roman(number):
    signs = [(1000, "M"), (900, "CM"), (500, "D"), (100, "C"), (10, "X"), (1, "I")]
    for value, sign in signs:
        if number >= value:
            return sign
    return ""
#: O(log n)
class BinaryTree:
    def __init__(self, size):
        self.size = size

    def levels(self):
        count = 0
        size = self.size
        while size > 1:
            size //= 2
            count += 1
        return count
#: O(2^n)
def print_all(text, n):
    if n == 0:
        print(text)
        return
    print_all(text + "0", n - 1)
    print_all(text + "1", n - 1)

print_all("", int(input()))
#: O(n^3)
n = int(input())
triples = []
for a in range(1, n + 1):
    for b in range(a, n + 1):
        for c in range(b, n + 1):
            if a * a + b * b == c * c:
                triples.append((a, b, c))
print(len(triples))
#: O(1)
n, k = map(int, input().split())
print("YES" if n % 2 == k % 2 and k * k <= n else "NO")
#: O(n)
def equilibrium(items):
    total = sum(items)
    left = 0
    for i, x in enumerate(items):
        if left == total - left - x:
            return i
        left += x
    return -1
"""


def split(text: str) -> list[tuple[str, str]]:
    """The labelled programs of a text."""
    parts = text.split("#: ")[1:]
    return [(part.split("\n", 1)[0].strip(), part.split("\n", 1)[1]) for part in parts]


PROGRAMS: list[tuple[str, str]] = split(_TEXT)

# By turns, so that both halves hold programs of every kind.
DEVELOPMENT = PROGRAMS[0::2]
HELD_OUT = PROGRAMS[1::2]
