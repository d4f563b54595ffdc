import sys
from shared.digest import Idx, S, _note, call, print, show, write_digests

def ev(e, **g):
    g.update(sys=sys)
    try: print(e, '->', show(eval(e, g)))
    except BaseException as x: print(e, '->', type(x).__name__, x)
b=b'abcdef'; ba=bytearray(b'abcdef')
for T in (b, ba):
    m=memoryview(T)
    for e in ["m.nbytes","m.readonly","m.itemsize","m.format","m.ndim","m.shape","m.strides","m.suboffsets","m.c_contiguous","m.f_contiguous","m.contiguous","len(m)","m[0]","m[-1]","m[6]","m['x']","m[1:3].tobytes()","m[::2].tobytes()","m[::-1].tolist()","m[::2].contiguous","m[::2].strides","m[1,]","m[1,2]","m[()]","m[...]","m.tolist()","m.tobytes('F')","m.tobytes('X')","m.hex()","m.hex(':',2)","m[::2].hex()","bytes(m)","bytes(m[::2])","bytearray(m[1:])","m==b'abcdef'","m==m","m[::2]==b'ace'","m!=5","m<m","hash(m)","hash(m[::2])==hash(b'ace')","m.cast('c').tolist()","m.cast('b')[0]","m.cast('H').tolist()","m.cast('I')","m.cast('x')","m.cast('@B').format","m.cast('H').cast('I')","m[::2].cast('B')","m.cast('B','x')","list(m)","97 in m","b'a' in m","m.toreadonly().readonly","m.obj is not None","sys.getsizeof(m)","m.cast('H').itemsize","m.cast('H').shape","m.cast('?').tolist()","memoryview(m).tobytes()","memoryview('a')","memoryview()","memoryview(5)","memoryview(object=b'q').tobytes()","m.index","m.cast()","m.tobytes(order='A')","m[1:4][1]","m[1:4][::-1].tobytes()","b''.join([m, m[1:2]])","b'x'+m","m+b'x'","bytes(3)+m[:2]","b'abc'.find(m[1:2])","str(m[:3],'ascii')","int(m[:0] or 5)","type(iter(m)).__name__","m.nbytes*2","list(reversed(m))","isinstance(m, memoryview)","m[0:0].tolist()","m[0:0].nbytes", "m[:1].contiguous","m[slice(None,None,0)]"]:
        ev(e, m=m)
def t(code):
    ba=bytearray(b'abcdef'); m=memoryview(ba); g=dict(ba=ba,m=m)
    try: exec(code,g); print(code, ba, g.get('r'))
    except BaseException as x: print(code, type(x).__name__, x, ba)
for c in ["m[0]=65","m[0]=256","m[0]='a'","m[0]=-1","m[10]=1","m[1:3]=b'XY'","m[1:3]=b'XYZ'","m[::2]=b'123'","m[1:3]='ab'","del m[0]","m[:]=m[::-1]","m[1:]=m[:-1]","ba.append(1)","ba[0]=66","ba.clear()","m.release(); r=m.readonly","m.release(); ba.append(1)","m.release(); r=len(m)","m.release(); m.release()","m.release(); r=(m==m)","m.release(); hash(m)","m.release(); m.tolist()","n=m[1:]; m.release(); ba.append(1)","n=m[1:]; m.release(); n.release(); ba.append(1)","with m as q: r=q[0]","with m: pass\nr=m.tolist()","with memoryview(b'x') as q: r=q.tolist()","n=memoryview(m); m.release(); r=n.tolist()","m.cast('H')[0]=1000","m.cast('h')[0]=-5","m.cast('c')[0]=b'z'","m.cast('c')[0]=5","m.cast('c')[0]=b'zz'","m.cast('?')[0]=True","m.toreadonly()[0]=1","m[0,]=66","m['x']=1","m[0:2]=5","memoryview(b'ab')[0]=1","r=hash(m)","del m; ba.append(1)","n=bytearray(m); r=n","it=iter(m); next(it); r=list(it)", "m.cast('B')[1:2]=b'Q'", "b=memoryview(bytearray(8)).cast('d'); b[0]=1.5; r=b.tolist()", "b=memoryview(bytearray(8)).cast('f'); b[1]=2.5; r=b.tolist()", "b=memoryview(bytearray(8)).cast('q'); b[0]=-2; r=b.tolist(); r.append(b.cast('B').cast('Q')[0])", "b=memoryview(bytearray(8)).cast('Q'); b[0]=2**64", "b=memoryview(bytearray(8)).cast('d'); b[0]='x'"]: t(c)
import gc
gc.collect(); print(gc.collect())

write_digests()
