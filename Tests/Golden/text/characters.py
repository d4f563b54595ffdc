import sys
from shared.digest import Idx, S, _note, call, print, show, write_digests

def blk(a):
    h = 0
    for i in range(a, a+2048):
        c = chr(i)
        t = (c.isalpha(), c.isdecimal(), c.isdigit(), c.isnumeric(), c.islower(), c.isupper(), c.istitle(), c.isspace(), c.isprintable(), c.isidentifier(), ('a'+c).isidentifier(), c.isalnum(), c.lower(), c.upper(), c.title(), c.casefold(), c.swapcase(), c.capitalize(), repr(c), (c+'\u03a3').lower(), len(('a'+c+'b').splitlines()), len(('a'+c+'b').split()), ascii(c))
        h = hash((h, t))
    return h
for a in range(0, 0x30000, 2048): print(hex(a), blk(a))
for a in range(0xe0000, 0xe0800, 2048): print(hex(a), blk(a))
for s in ['١٢٣', '1٢', '²', '１２', '٣.٥']:
    for f in (int, float, complex):
        try: print(f.__name__, ascii(s), f(s))
        except Exception as e: print(f.__name__, ascii(s), type(e).__name__, ascii(str(e)))

write_digests()
