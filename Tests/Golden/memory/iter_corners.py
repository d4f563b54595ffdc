import sys, gc, itertools, collections
S, R = sys.getsizeof, sys.getrefcount
def reuse(it):
    ids = set(); n = 0
    for x in it: ids.add(id(x)); n += 1; del x
    return n, len(ids)
print(reuse(enumerate("abcd")), reuse(zip("abcd", "efgh")), reuse(itertools.product("ab", "cd")), reuse(itertools.combinations("abcd", 2)), reuse(itertools.permutations("abc", 2)), reuse({1: 2, 3: 4}.items()), reuse(itertools.zip_longest("abc", "d")), reuse(itertools.combinations_with_replacement("abc", 2)), reuse(itertools.pairwise("abcd")), reuse(collections.OrderedDict(a=1, b=2, c=3).items()))
e = enumerate([[], []]); a = next(e); b = next(e); print(a is b, R(a), gc.is_tracked(a)); 
its = [iter([]), iter(()), iter(""), iter("é"), iter(b""), iter(bytearray()), iter({}), iter(set()), iter(range(1)), iter(range(10**20)), enumerate(()), zip(), zip((), ()), map(len, ()), filter(None, ()), reversed([]), reversed(()), reversed({}), iter(int, 0), itertools.count(), itertools.count(1.5), itertools.cycle(()), itertools.repeat(1), itertools.chain(), itertools.islice((), 1), itertools.starmap(len, ()), itertools.tee(())[0], itertools.groupby(()), itertools.accumulate(()), itertools.product(), itertools.permutations(()), itertools.combinations((), 0), itertools.compress((), ()), itertools.dropwhile(len, ()), itertools.takewhile(len, ()), itertools.filterfalse(len, ()), itertools.zip_longest(), itertools.pairwise(()), iter(collections.deque()), reversed(collections.deque()), iter(memoryview(b"")), (x for x in ())]
print([(type(i).__name__, S(i), gc.is_tracked(i)) for i in its])
class Seq:
    def __getitem__(self, i):
        if i > 2: raise IndexError
        return i
s = Seq(); n = R(s); i = iter(s); print(S(i), R(s) - n, list(i), R(s) - n, list(i)); del i; print(R(s) - n)
l = [1, 2, 3]; n = R(l)
for make in (iter, enumerate, zip, reversed, lambda x: map(str, x), lambda x: filter(None, x), itertools.cycle, itertools.chain, lambda x: itertools.islice(x, 9), itertools.pairwise, lambda x: itertools.tee(x)[1], itertools.product, lambda x: itertools.permutations(x), lambda x: (y for y in x)):
    i = make(l); r1 = R(l) - n; list(itertools.islice(i, 20)); r2 = R(l) - n; del i; print((r1, r2, R(l) - n), end=" ")
print()
d = collections.deque(); out = []
for k in range(200): d.append(k); out.append(S(d))
print(sorted(set(out)), [out.index(v) for v in sorted(set(out))]); 
while d: d.popleft()
print(S(d)); d.extend(range(130)); d.rotate(65); print(S(d), S(d.copy()), S(collections.deque(maxlen=3)), S(collections.deque(range(100), 3)), R(d)); d.clear(); print(S(d))
t1, t2 = itertools.tee(iter(range(200))); print(S(t1)); [next(t1) for i in range(150)]; print(S(t1), [type(o).__name__ for o in gc.get_referents(t2)], [S(o) for o in gc.get_referents(t2)]); list(t2); print(next(t1))
g = itertools.groupby([1, 1, 2]); k, grp = next(g); print(S(grp), R(g)); del grp; print(R(g))
c = collections.Counter("abracadabra"); print(S(c), c.most_common(1)); dd = collections.defaultdict(list); dd[1].append(2); print(S(dd), R(dd[1]), gc.is_tracked(dd))
P = collections.namedtuple("P", "x y"); p = P(1, []); print(S(p), P.__basicsize__, S(P.x), type(P.x).__name__, gc.is_tracked(p), gc.is_tracked(P(1, 2)), S(P), P.__slots__, p._replace(x=2), S(p._asdict()))
cm = collections.ChainMap({}, {}); print(S(cm), S(collections.UserDict()), S(collections.UserList()))
