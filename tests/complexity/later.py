"""A second held-out collection, written after the walk had been improved on the first."""

from tests.complexity.programs import split

_TEXT = """
#: O(n)
import sys
def input(): return sys.stdin.readline().rstrip()
t = int(input())
for i in range(t):
    n, m = map(int, input().split())
    s = list(input())
    b = 'B' * 0
    res = ['B'] * m
    for x in map(int, input().split()):
        x = min(x, m + 1 - x)
        if res[x - 1] == 'B':
            res[x - 1] = 'A'
        else:
            res[m - x] = 'A'
    print(''.join(res))
#: O(1)
def main():
    x, y, z = [int(v) for v in input().split()]
    ans = max(x, y, z)
    if [x, y, z].count(ans) < 2:
        print("NO")
        return
    print("YES")
    print(min(x, y, z), min(x, y, z), ans)

for _ in range(int(input())):
    main()
#: O(n log n)
from sys import stdin, stdout
rl = stdin.readline
n = int(rl())
arr = []
for i in range(n):
    a, b = map(int, rl().split())
    arr.append((b, a))
arr.sort()
cur = 0
ok = True
for d, a in arr:
    cur += a
    if cur > d:
        ok = False
        break
stdout.write("Yes" if ok else "No")
#: O(n)
from collections import defaultdict
n = int(input())
cnt = defaultdict(int)
res = 0
for x in map(int, input().split()):
    res += cnt[x]
    cnt[x] += 1
print(res)
#: O(n^2)
def lcs_length(a, b):
    table = [[0 for _ in range(len(b) + 1)] for _ in range(len(a) + 1)]
    for i, ca in enumerate(a):
        for j, cb in enumerate(b):
            table[i + 1][j + 1] = table[i][j] + 1 if ca == cb else max(table[i][j + 1], table[i + 1][j])
    return table[-1][-1]
#: O(n log n)
n, c = map(int, input().split())
x = sorted(int(input()) for _ in range(n))

def fits(d):
    last = x[0]
    cows = 1
    for p in x[1:]:
        if p - last >= d:
            cows += 1
            last = p
    return cows >= c

lo, hi = 0, x[-1] - x[0] + 1
while hi - lo > 1:
    mid = (lo + hi) // 2
    if fits(mid):
        lo = mid
    else:
        hi = mid
print(lo)
#: O(n)
class Solution:
    def isValid(self, s: str) -> bool:
        pairs = {')': '(', ']': '['}
        st = []
        for ch in s:
            if ch in pairs:
                if not st or st[-1] != pairs[ch]:
                    return False
                st.pop()
            else:
                st.append(ch)
        return len(st) == 0
#: O(2^n)
class Solution:
    def combinationSum(self, candidates, target):
        res = []
        def backtrack(start, path, remain):
            if remain == 0:
                res.append(path[:])
                return
            for i in range(start, len(candidates)):
                if candidates[i] > remain:
                    continue
                path.append(candidates[i])
                backtrack(i, path, remain - candidates[i])
                path.pop()
        backtrack(0, [], target)
        return res
#: O(n^2)
class Solution:
    def uniquePathsWithObstacles(self, grid):
        m, n = len(grid), len(grid[0])
        memo = {}
        def go(i, j):
            if i >= m or j >= n or grid[i][j] == 1:
                return 0
            if i == m - 1 and j == n - 1:
                return 1
            if (i, j) in memo:
                return memo[(i, j)]
            memo[(i, j)] = go(i + 1, j) + go(i, j + 1)
            return memo[(i, j)]
        return go(0, 0)
#: O(log n)
class Solution:
    def mySqrt(self, x: int) -> int:
        if x < 2:
            return x
        l, r = 1, x // 2
        while l <= r:
            p = l + (r - l) // 2
            if p * p > x:
                r = p - 1
            elif p * p < x:
                l = p + 1
            else:
                return p
        return r
#: O(n)
from collections import deque
n, k = map(int, input().split())
a = list(map(int, input().split()))
q = deque()
out = []
for i in range(n):
    while q and a[q[-1]] <= a[i]:
        q.pop()
    q.append(i)
    if q[0] <= i - k:
        q.popleft()
    if i >= k - 1:
        out.append(a[q[0]])
print(*out)
#: O(n)
n = int(input())
tree = [[] for _ in range(n + 1)]
for _ in range(n - 1):
    u, v = map(int, input().split())
    tree[u].append(v)
    tree[v].append(u)
size = [1] * (n + 1)
order = []
par = [0] * (n + 1)
st = [1]
while st:
    u = st.pop()
    order.append(u)
    for v in tree[u]:
        if v != par[u]:
            par[v] = u
            st.append(v)
for u in reversed(order):
    if par[u]:
        size[par[u]] += size[u]
print(max(size[1:]))
#: O(n)
import sys
sys.setrecursionlimit(10**6)
n, m = map(int, input().split())
adj = {}
for i in range(1, n + 1):
    adj[i] = []
for _ in range(m):
    a, b = map(int, input().split())
    adj[a].append(b)
    adj[b].append(a)
vis = [False] * (n + 1)
def dfs(u):
    vis[u] = True
    for v in adj[u]:
        if not vis[v]:
            dfs(v)
comp = 0
for i in range(1, n + 1):
    if not vis[i]:
        dfs(i)
        comp += 1
print(comp)
#: O(n^2)
h, w = map(int, input().split())
g = [list(input()) for _ in range(h)]
from collections import deque
dist = [[-1] * w for _ in range(h)]
q = deque([(0, 0)])
dist[0][0] = 0
while q:
    x, y = q.popleft()
    for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
        nx, ny = x + dx, y + dy
        if 0 <= nx < h and 0 <= ny < w and g[nx][ny] == '.' and dist[nx][ny] == -1:
            dist[nx][ny] = dist[x][y] + 1
            q.append((nx, ny))
print(dist[h - 1][w - 1])
#: O(2^n)
n = int(input())
arr = list(map(int, input().split()))
k = int(input())
def rec(i, s):
    if i == n:
        return s == k
    if rec(i + 1, s + arr[i]):
        return True
    return rec(i + 1, s)
print("Yes" if rec(0, 0) else "No")
#: O(n^3)
n = int(input())
m = [[int(x) for x in input().split()] for i in range(n)]
r = [[0 for _ in range(n)] for _ in range(n)]
for i in range(n):
    for j in range(n):
        r[i][j] = sum(m[i][k] * m[k][j] for k in range(n))
for row in r:
    print(*row)
#: O(n)
def is_perfect(num):
    divs = [d for d in range(1, num) if num % d == 0]
    return sum(divs) == num
print(is_perfect(int(input())))
#: O(n)
n = int(input())
flag = True
for i in range(2, int(n ** 0.5) + 1):
    if n % i == 0:
        flag = False
        break
print("prime" if flag and n > 1 else "not prime")
#: O(log n)
a, b = map(int, input().split())
def ext(a, b):
    if b == 0:
        return a, 1, 0
    g, x, y = ext(b, a % b)
    return g, y, x - (a // b) * y
print(*ext(a, b))
#: O(1)
T = int(input())
while T > 0:
    T = T - 1
    a, b = [int(i) for i in input().split()]
    diff = abs(a - b)
    if diff == 0:
        print(0)
    else:
        print((diff + 9) // 10)
#: O(1)
s = input().strip()
d = {'monday': 1, 'tuesday': 2, 'wednesday': 3}
if s.lower() in d:
    print(d[s.lower()])
else:
    print(-1)
#: O(n log n)
import heapq
n = int(input())
small, large = [], []
for x in map(int, input().split()):
    heapq.heappush(small, -x)
    heapq.heappush(large, -heapq.heappop(small))
    if len(large) > len(small):
        heapq.heappush(small, -heapq.heappop(large))
print(-small[0])
#: O(n log n)
def count_inversions(a):
    if len(a) < 2:
        return a, 0
    m = len(a) // 2
    l, x = count_inversions(a[:m])
    r, y = count_inversions(a[m:])
    res = []
    i = j = 0
    inv = x + y
    while i < len(l) or j < len(r):
        if j == len(r) or (i < len(l) and l[i] <= r[j]):
            res.append(l[i])
            i += 1
        else:
            res.append(r[j])
            j += 1
            inv += len(l) - i
    return res, inv
print(count_inversions(list(map(int, input().split())))[1])
#: O(n^2)
n = int(input())
a = list(map(int, input().split()))
ans = 0
for i in range(n):
    seen = set()
    for j in range(i, n):
        if a[j] in seen:
            break
        seen.add(a[j])
        ans = max(ans, j - i + 1)
print(ans)
#: O(n^2)
names = []
for _ in range(int(input())):
    name = input()
    if name in names:
        print("YES")
    else:
        print("NO")
        names.append(name)
#: O(n)
known = set()
for _ in range(int(input())):
    name = input()
    if name in known:
        print("YES")
    else:
        print("NO")
        known.add(name)
#: O(n)
def rotate(nums, k):
    k %= len(nums)
    def flip(i, j):
        while i < j:
            nums[i], nums[j] = nums[j], nums[i]
            i, j = i + 1, j - 1
    flip(0, len(nums) - 1)
    flip(0, k - 1)
    flip(k, len(nums) - 1)
#: O(n)
def dutch(nums):
    low = mid = 0
    high = len(nums) - 1
    while mid <= high:
        if nums[mid] == 0:
            nums[low], nums[mid] = nums[mid], nums[low]
            low += 1
            mid += 1
        elif nums[mid] == 1:
            mid += 1
        else:
            nums[mid], nums[high] = nums[high], nums[mid]
            high -= 1
#: O(n)
MOD = 10 ** 9 + 7
n = int(input())
f = [1] * (n + 1)
for i in range(1, n + 1):
    f[i] = f[i - 1] * i % MOD
print(f[n] * pow(f[n // 2], MOD - 2, MOD) % MOD)
#: O(n)
s = input()
p = input()
def table(p):
    t = [0] * len(p)
    k = 0
    for i in range(1, len(p)):
        while k and p[i] != p[k]:
            k = t[k - 1]
        if p[i] == p[k]:
            k += 1
        t[i] = k
    return t
t = table(p)
k = 0
for i, c in enumerate(s):
    while k and c != p[k]:
        k = t[k - 1]
    if c == p[k]:
        k += 1
    if k == len(p):
        print(i - len(p) + 1)
        break
#: O(n^2)
def naive_find(text, pattern):
    for i in range(len(text) - len(pattern) + 1):
        j = 0
        while j < len(pattern) and text[i + j] == pattern[j]:
            j += 1
        if j == len(pattern):
            return i
    return -1
#: O(n^3)
def three_sum(nums):
    out = set()
    for i in range(len(nums)):
        for j in range(i + 1, len(nums)):
            for k in range(j + 1, len(nums)):
                if nums[i] + nums[j] + nums[k] == 0:
                    out.add(tuple(sorted((nums[i], nums[j], nums[k]))))
    return list(out)
#: O(n^3)
s = input()
n = len(s)
dp = [[0] * n for _ in range(n)]
for i in range(n - 1, -1, -1):
    dp[i][i] = 1
    for j in range(i + 1, n):
        dp[i][j] = 1 + dp[i + 1][j]
        for k in range(i + 1, j + 1):
            if s[k] == s[i]:
                dp[i][j] = min(dp[i][j], dp[i + 1][k - 1] + dp[k][j])
print(dp[0][n - 1])
#: O(2^n)
def power_set(s):
    if not s:
        return [[]]
    rest = power_set(s[1:])
    return rest + [[s[0]] + x for x in rest]
#: O(2^n)
from itertools import product
n = int(input())
for bits in product("01", repeat=n):
    print("".join(bits))
#: O(2^n)
def solve(board):
    for r in range(9):
        for c in range(9):
            if board[r][c] == 0:
                for v in range(1, 10):
                    if ok(board, r, c, v):
                        board[r][c] = v
                        if solve(board):
                            return True
                        board[r][c] = 0
                return False
    return True

def ok(board, r, c, v):
    for i in range(9):
        if board[r][i] == v or board[i][c] == v:
            return False
    return True
#: O(n)
class Node:
    def __init__(self, d):
        self.data = d
        self.next = None

class LinkedList:
    def __init__(self):
        self.head = None

    def append(self, d):
        node = Node(d)
        if not self.head:
            self.head = node
            return
        cur = self.head
        while cur.next:
            cur = cur.next
        cur.next = node

    def reverse(self):
        prev = None
        cur = self.head
        while cur:
            nxt = cur.next
            cur.next = prev
            prev = cur
            cur = nxt
        self.head = prev
#: O(log n)
class Tree:
    def __init__(self):
        self.root = None

def guess(lo, hi, secret):
    tries = 0
    while True:
        tries += 1
        m = (lo + hi) // 2
        if m == secret:
            return tries
        if m < secret:
            lo = m + 1
        else:
            hi = m - 1
#: O(log n)
n = int(input())
c = 0
while n >= 5:
    n //= 5
    c += n
print(c)
#: O(n log n)
n = int(input())
total = 0
for i in range(1, n + 1):
    j = i
    while j <= n:
        total += 1
        j += i
print(total)
#: O(n log n)
total = 0
n = int(input())
for i in range(n):
    j = 1
    while j < n:
        total += j
        j *= 2
print(total)
#: O(n^2)
n = int(input())
for i in range(1, n + 1):
    row = ""
    for j in range(1, n + 1):
        row += str(i * j) + " "
    print(row)
"""

LATER = split(_TEXT)
