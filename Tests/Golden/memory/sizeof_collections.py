import sys, collections
d = collections.deque(); last = None
for i in range(300):
    d.append(i)
    if sys.getsizeof(d) != last: last = sys.getsizeof(d); print(i, last, end="; ")
while d:
    d.popleft()
    if sys.getsizeof(d) != last: last = sys.getsizeof(d); print(len(d), last, end="; ")
print(sys.getsizeof(collections.defaultdict(int)), sys.getsizeof(collections.deque(maxlen=5)))
P = collections.namedtuple("P", "x y"); p = P(1, 2); print(sys.getsizeof(p), P.__basicsize__, P.__slots__, hasattr(p, "__dict__")); print(sys.getsizeof(collections.Counter("abc")))
