import re
def show(*a): print(*a)
def err(f):
    try: show(f())
    except Exception as e: show(type(e).__name__, e)
pats=[r'a',r'abc',r'a*b',r'(a+)(b*)',r'(?:ab)+',r'(a|b|ab)*c',r'^a$',r'^\w+$',r'(\w+)\s+(\w+)',r'[a-c]+',r'[^a-c]+',r'a{2,3}',r'a{2,3}?',r'(a{2}){2}',r'.+?b',r'.*b',r'(?P<n>a)(?P=n)',r'(a)?b(?(1)c|d)',r'a(?=b)',r'a(?!b)',r'(?<=a)b',r'(?<!a)b',r'\bfoo\b',r'\Bo',r'(?i)ABC',r'(?i)[A-C]+',r'(?s).+',r'(?m)^b',r'(?m)a$',r'(?x) a b  # c',r'\d+',r'\D+',r'\s',r'\S+',r'\W',r'\A\w',r'\w\Z',r'(a*)*',r'(a*)+',r'(a|b)*?c',r'(?:(a)|b)*',r'((a)|(b))+',r'(?>a+)ab',r'a++b',r'(?:ab)++c',r'a*+a',r'(?:a|ab)(?:c|bcd)(?:d*)',r'(x+x+)+y',r'',r'|a',r'a|',r'(|a)+',r'[\w.]+@[\w.]+',r'é',r'(?i)É',r'(?i)ſ',r'(?i)K',r'[à-ü]+',r'[\u4e00-\u9fff]+',r'[^\u4e00-\u9fff]+',r'[\U0001F600-\U0001F64F]',r'(?a)\w+',r'(?a:\w+)é',r'(?i:a)b',r'(?-i:a)b',r'([ab])\1',r'(?i)([ab])\1',r'(.)(.)(.)\3\2\1',r'foo(?:bar|baz)qux',r'foobar|foobaz|quux',r'[0-9a-fA-F]{2}(?:[:-][0-9a-fA-F]{2}){5}',r'(?=(\w+))\1:',r'(?<=\b)a', r'(ab(cd)?)*', r'(?:(?:ab)|(c))*d',r'(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)', r'\$(\d+(?:\.\d+)?)',r'(a?)*?b',r'(?:a?){3}a{3}',r'((?:a|b)+?)(b+)$',r'(a(b)?)+', r'(?:(a)(b)?)*c', r'^(?:a?b??)*?$', r'(?s:.)\n.', r'(a)|(b)|(c)', r'[]]+', r'[^]]+', r'[a\-z]+', r'[\]\[]', r'[\d\s]+', r'[^\d\s]+']
subs=['','a','b','ab','abc','aab','aaab','abab','ababc','abcd','abd','aa','aaaa','aaaaaa','foo','foo bar','foobar foobazqux','a\nb','b\nb\na','ABC aBc','12 34','a1b2','c','ac','bc','bd','é É e','ÉÈàü','ſ s S K k K','日本語 text','x😀y','abccba','00:1a:2B:3c:4D:5e','me.x@y.org, z@w','abba aa bb aB','2024-01-31','cost $12.50 and $3','xxxxxxxxy','[a-z]]','  lead','word:','abcdabd','tab\there','a]b[c-']
n=0
for k,p in enumerate(pats):
    try: c=re.compile(p)
    except re.error as e: show('ERR',p,e); continue
    except RecursionError as e: show('REC',p,e); continue
    out=[]
    for s in subs[k%5::5]:
        for f in ('match','fullmatch','search'):
            m=getattr(c,f)(s)
            out.append(m and (m.span(),m.groups(),m.lastindex,m.lastgroup,m.regs))
        out.append(c.findall(s)); out.append([m.span() for m in c.finditer(s)]); out.append(c.split(s)); out.append(c.sub('<\\g<0>>',s)); out.append(c.subn('-',s)); out.append(c.sub(lambda m:m.group().upper(),s,1))
        out.append(c.search(s,1) and c.search(s,1).span()); out.append(c.match(s,1,3) and c.match(s,1,3).span()); out.append(c.split(s,1))
        n+=1
    show(repr(p),c,c.groups,c.flags,dict(c.groupindex)); show(out)
show(n)
