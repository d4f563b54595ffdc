import sys
from shared.digest import Idx, S, _note, call, print, show, write_digests

def st(b): return (bytes(b), len(b), b.__alloc__(), sys.getsizeof(b))
def t(code):
    b = bytearray(b'abcdef')
    g = {'b': b, 'Idx': Idx}
    try:
        exec(code, g)
        print(code, st(g['b']), g.get('r'))
    except BaseException as e:
        print(code, type(e).__name__, e, st(g['b']))
for c in ["b.append(65)","b.append(256)","b.append(-1)","b.append('a')","b.append(b'a')","b.append(Idx())","b.append()","b.extend(b'xyz')","b.extend([1,2,3])","b.extend(range(100))","b.extend('abc')","b.extend(5)","b.extend([300])","b.extend(b)","b.extend(iter([1]))","b.extend([])","b.insert(0,65)","b.insert(100,65)","b.insert(-1,65)","b.insert(2,256)","b.insert('x',1)","b.insert(1)","r=b.pop()","r=b.pop(0)","r=b.pop(-2)","r=b.pop(10)","r=b.pop('x')","b.clear(); r=b.pop()","b.remove(97)","b.remove(0)","b.remove(256)","b.remove('a')","b.reverse()","b.clear()","r=b.copy()","b[0]=65","b[-1]=65","b[10]=65","b[0]=256","b[0]='x'","b['x']=1","b[0]=Idx()","b[1:3]=b'XYZW'","b[1:3]=b''","b[:2]=b''","b[2:]=b''","b[:]=b'new'","b[10:]=b'end'","b[3:1]=b'Q'","b[::2]=b'XYZ'","b[::2]=b'XY'","b[::2]=b''","b[::-1]=b'123456'","b[1:3]=[1,2]","b[1:3]=5","b[1:3]='ab'","b[1:3]=b","b[:]=b","b[1:3]=[300]","b[1:3]=None","b[1:3]=Idx()","del b[0]","del b[-1]","del b[10]","del b[1:3]","del b[::2]","del b[::-2]","del b[:]","del b[:3]","del b['x']","b+=b'xyz'","b+=[1]","b+='a'","b+=b","b*=2","b*=0","b*=-1","b*=1","b*='x'","b*=100","r=b*2","r=2*b","r=b+b'a'","for i in range(100): b.append(i)","for i in range(100): b.append(i)\nfor i in range(90): b.pop()","for i in range(5): del b[0]","b=bytearray(100); del b[:60]","b=bytearray(100); del b[:60]; b.append(1); b.append(2)","b=bytearray(); b+=b'a'*10","b=bytearray(); b.extend([1])","m=iter(b); next(m); r=(m.__length_hint__(), m.__reduce__())","m=iter(b); del b[:]; r=list(m)","b.__init__(b'z')","b.__init__(3)","b.__init__()","b.__init__('x')","r=bytearray(b)","r=b'%s'%b","r=b.__contains__(97)","r=b.find(b'c')", "r=b.translate(None,b'ace')", "r=b.split(b'c')", "r=b.partition(b'c')", "r=b.partition(b'z')", "r=b.rpartition(b'z')", "r=b.join([b'1',b'2'])", "r=b.upper() is b", "r=b.strip() is b", "r=b.replace(b'z',b'y') is b", "r=b.ljust(1) is b","r=b.zfill(1) is b", "r=hash(b)", "r={b}", "r=b.decode()", "b[0:0]=b'12345678901234567890'", "b[6:6]=b'1'*3", "b[5:6]=b'1'*3"]:
    t(c)
for f in [b'%', b'%%', b'a%', b'%y', b'%s', b'%b', b'%a', b'%r', b'%d', b'%i', b'%x', b'%X', b'%#x', b'%o', b'%5d', b'%-5d|', b'%05d', b'%+d', b'% d', b'%e', b'%f', b'%.2f', b'%10.2f|', b'%g', b'%c', b'%5c|', b'%-5c|', b'%5s|', b'%-5s|', b'%.1s', b'%(a)s', b'%(a', b'%*d', b'%.*f', b'%s %s', b'plain', b'', b'%z', b'%zf', b'%#o', b'%+.1e', b'%08.2f', b'%+08d', b'%#010x', b'%u', b'%ld', b'\xff%s']:
    for v in [1, -5, 255, 3.14, -0.0, b'a', b'abc', bytearray(b'ba'), 'str', (1,), (b'a',), (1,2), (5,1), (2,3.14159), (), {b'a': b'v'}, {'a': 1}, None, [1], Idx(), 10**20, True, 65, 300, (b'x', b'y'), ('x',), float('inf')]:
        for T in (bytes, bytearray):
            try: print(T.__name__, f, ascii(v), show(T(f) % v))
            except BaseException as e: print(T.__name__, f, ascii(v), type(e).__name__, e)

write_digests()
