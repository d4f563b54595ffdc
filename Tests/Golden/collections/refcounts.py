# Reference counts after operations, failing ones too.
import sys
rc = sys.getrefcount
class O: pass
def chk(label, f):
    o = O(); before = rc(o)
    try: f(o)
    except BaseException as e: print(label, type(e).__name__, end=' ')
    e = None
    print(label, rc(o) - before)
keep = []
def k(x): keep.append(x)
fs = {
 'list': lambda o: [o], 'append': lambda o: keep.append(o), 'keeplist': lambda o: k([o, o]), 'tuple': lambda o: (o, o), 'dict': lambda o: {o: o}, 'dictkeep': lambda o: k({o: o}), 'setkeep': lambda o: k({o}), 'mul': lambda o: k([o] * 5), 'tmul': lambda o: k((o,) * 5),
 'setdefault': lambda o: {}.setdefault(o, o), 'pop': lambda o: {o: o}.pop(o), 'popkeep': lambda o: k({o: 1}.popitem()), 'get': lambda o: {1: o}.get(1), 'getd': lambda o: {}.get(1, o), 'upd': lambda o: {}.update({o: o}), 'copy': lambda o: k({o: o}.copy()), 'fromkeys': lambda o: dict.fromkeys([o, 1], o), 'items': lambda o: list({o: o}.items()), 'sort': lambda o: [o, o].sort(), 'sortkey': lambda o: [o, 1].sort(key=lambda x: 1), 'sorterr': lambda o: [o, O()].sort(), 'sortkeyerr': lambda o: [1, o, 1].sort(key=lambda x: x + 1),
 'slice': lambda o: [o][:], 'slicek': lambda o: k(slice(o, o)), 'extslice': lambda o: [o, o, o][::2], 'index': lambda o: [o].index(o), 'count': lambda o: [o, o].count(o), 'remove': lambda o: [o].remove(o), 'insert': lambda o: [].insert(0, o), 'pop2': lambda o: [o, 1].pop(0), 'rev': lambda o: list(reversed([o, o])), 'ext': lambda o: [].extend([o]), 'ext2': lambda o: [].extend(x for x in [o, o]), 'exterr': lambda o: [o].extend(1 / x for x in [1, 0]), 'zip': lambda o: list(zip([o], [o])), 'zip1': lambda o: next(zip([o], [o, o])), 'zipshort': lambda o: list(zip([o, o], [o])), 'zipstrict': lambda o: list(zip([o, o], [o], strict=True)), 'map': lambda o: list(map(lambda x: x, [o])), 'maperr': lambda o: list(map(lambda x: x + 1, [o])), 'map6': lambda o: list(map(lambda *a: a, *[[o]] * 6)), 'filter': lambda o: list(filter(lambda x: x is o, [o, 1])), 'enum': lambda o: list(enumerate([o])), 'enum2': lambda o: [x for x in enumerate([o, o])], 'iter2': lambda o: list(iter([o, o, 1].pop, o)), 'setops': lambda o: ({o} | {o}, {o} & {o}, {o} - {o}, {o} ^ {1}), 'setupd': lambda o: {1}.update([o], {o: 1}), 'discard': lambda o: {o}.discard(o), 'setpop': lambda o: {o}.pop(), 'fset': lambda o: frozenset([o]), 'keyerr': lambda o: {}[o], 'keyerr2': lambda o: set().remove(o), 'keyerr3': lambda o: {}.pop(o), 'contains': lambda o: o in [1, o], 'eq': lambda o: [o] == [o], 'lt': lambda o: [o] < [o], 'lterr': lambda o: [o] < [O()], 'repr': lambda o: repr([o, (o,), {o: o}, {o}]), 'inst': lambda o: setattr(o, 'me', o), 'inst2': lambda o: setattr(O(), 'x', o), 'instd': lambda o: O().__dict__.update(x=o), 'viewand': lambda o: {o: 1}.keys() & [o], 'viewxor': lambda o: {o: 1}.items() ^ {o: 2}.items(), 'viewor': lambda o: {o: 1}.keys() | {o}, 'badupd': lambda o: {}.update([(o, 1), (o,)]), 'badupd2': lambda o: {o: 1}.update([[[], o]]), 'unhash': lambda o: {}.__setitem__([o], o), 'ass': lambda o: [1, 2].__setitem__(slice(0, 1), [o, o]), 'ass2': lambda o: [1, 2, 3].__setitem__(slice(0, 3, 2), [o, o]), 'ass3': lambda o: [1, 2, 3].__setitem__(slice(0, 3, 2), [o]), 'del': lambda o: [o, o, o].__delitem__(slice(None, None, 2)), 'ior': lambda o: {}.__ior__([(o, o)]), 'structtuple': lambda o: tuple(x for x in (o, o)), 'tuplesub': lambda o: (o, o, o)[::2], 'hash': lambda o: hash((o, o)), 'anext': lambda o: None,
}
for n, f in fs.items(): chk(n, f)
e = []
print(rc(()) > 100, rc(e), rc([]), rc({}))
