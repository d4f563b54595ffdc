import sys
from shared.digest import Idx, S, _note, call, print, show, write_digests

strs = ['', 'a', 'ab', 'aXbXc', 'hello world', '  sp  ace ', 'é', 'naïve café', '\u1234', '日本語テキスト', '\U0001f600', 'mix\U0001f600é', 'A', 'ABC abc', 'ǆ', 'ß', 'İI', 'ΑΣ', 'ΑΣ Σα', '123', '١٢٣', '²', '½', 'a\nb\r\nc\rd\x0be\x0cf\x1cg\u2028h\x85i', '\t\ta\tb', '+12', '-5', 'x'*30, 'ab'*20, "it's", 'q"q', "both'\"", '\x00\x01\x7f\x80\xff', '\ud800', 'a\udc80b', '_id9', '9id', 'def', 'ªº', '\u0345x', 'ŉ', 'ﬃ', '%d', '{}', '\u3000sp\u2003']
args0 = ['capitalize','casefold','lower','upper','title','swapcase','strip','lstrip','rstrip','split','rsplit','splitlines','isalnum','isalpha','isascii','isdecimal','isdigit','isidentifier','islower','isnumeric','isprintable','isspace','istitle','isupper','encode','expandtabs','__sizeof__','__hash__','__len__','__repr__','__str__','__getnewargs__','__iter__']
for s in strs:
    for name in args0:
        call(s, name)
    call(S(s), '__sizeof__'); call(S(s),'upper'); call(S(s),'strip'); call(S(s),'replace','q','r'); call(S(s),'split'); call(S(s),'zfill',0)
subs = ['', 'a', 'b', 'ab', 'X', ' ', 'é', '語', '\U0001f600', 'lo w', 'zz', 'σ', None, 5, b'a', S('a'), ('a','b'), (), ('a', 1), [1]]
for s in strs:
    for sub in subs:
        for name in [n for n in ['find','rfind','index','rindex','count','startswith','endswith','split','rsplit','partition','rpartition','strip','lstrip','rstrip','removeprefix','removesuffix','join','__contains__','__add__','__eq__','__lt__','__ge__','__mod__','translate','center','zfill','splitlines','expandtabs','__mul__','__getitem__','encode','__format__','format_map','__ne__','__rmul__','isalpha','__hash__'] if not (n == 'encode' and isinstance(sub, str))]:
            call(s, name, sub)

write_digests()
