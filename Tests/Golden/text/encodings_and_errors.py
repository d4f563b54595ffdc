import sys
from shared.digest import Idx, S, _note, call, print, show, write_digests

encs = ['utf-8','UTF8','ascii','us-ascii','latin-1','iso8859-1','utf-16','utf-32', 'utf 8', 'Latin1']
errs = [None,'strict','ignore','replace','backslashreplace','xmlcharrefreplace','surrogateescape','surrogatepass','namereplace','foo']
texts = ['', 'abc', 'é', 'aéb', '日本', 'a日', '\U0001f600', '\ud800', 'a\udc80b', '\udcff\udc80', 'x\ud800\udc00y', 'é\ud801日\U0001f600', '\x80\xff\u0100']
datas = [b'', b'abc', b'\xc3\xa9', b'a\xc3', b'\xff', b'a\xffb', b'\xe6\x97\xa5', b'\xe6\x97', b'\xe6x', b'\xf0\x9f\x98\x80', b'\xf0\x9f\x98', b'\xf0\x9f', b'\xf0', b'\xed\xa0\x80', b'\xed\xb0\x80x', b'\xc0\x80', b'\xf5\x80', b'\x80\x80', b'\xe0\x80\x80', b'\xf4\x90\x80\x80', b'\xff\xfea\x00', b'\xfe\xff\x00a', b'\xff\xfe', b'a', b'a\x00b', b'\x00\xd8', b'\x00\xdc', b'\x00\xd8\x00\xdc', b'\x00\xd8a\x00', b'\xff\xfe\x00\x00a\x00\x00\x00', b'\x00\x00\xfe\xff\x00\x00\x00a', b'a\x00\x00\x00b', b'\x00\x00\x11\x00', b'\x00\xd8\x00\x00', b'\x00\x11\x00\x00']
def d(e):
    if isinstance(e, UnicodeError): return (type(e).__name__, str(e), e.encoding, e.object, e.start, e.end, e.reason, e.args)
    return (type(e).__name__, str(e))
for enc in encs:
    for er in errs:
        for t in texts:
            try: print(enc, er, ascii(t), t.encode(enc, er) if er else t.encode(enc))
            except BaseException as e: print(enc, er, ascii(t), ascii(d(e)))
        for b in datas:
            try: print(enc, er, b, ascii(b.decode(enc, er) if er else b.decode(enc)))
            except BaseException as e: print(enc, er, b, ascii(d(e)))
import _codecs
calls = []
def h1(e): calls.append((type(e).__name__, e.start, e.end, e.reason)); return ('<é>' if isinstance(e, UnicodeDecodeError) else '<?>', e.end)
def h2(e): return (b'BB', e.end)
def h3(e): return ('x', e.start)  if 0 else ('', e.end)
def h4(e): return 5
def h5(e): return ('a', 1000)
def h6(e): return (5, 1)
def h7(e): return ('é日', e.end)
cnt=[0]
def h8(e):
    cnt[0]+=1
    return ('y', -1 if cnt[0]%7 else e.end)
def h9(e): raise KeyError('boom')
def h10(e): return ('a','b')
for i, h in enumerate([h1,h2,h3,h4,h5,h6,h7,h8,h9,h10]):
    _codecs.register_error('h%d' % (i+1), h)
for er in ['h%d' % i for i in range(1,11)]:
    for enc in ['utf-8','ascii','latin-1','utf-16','utf-32']:
        for t in ['aé\ud800日x', 'abc', '\ud800', '日日z\ud801\ud802q']:
            try: print(er, enc, ascii(t), t.encode(enc, er))
            except BaseException as e: print(er, enc, ascii(t), ascii(d(e)))
        for b in [b'a\xff\xfeb', b'\xe6\x97x', b'\xffabc', b'\x00\xd8a\x00b']:
            try: print(er, enc, b, ascii(b.decode(enc, er)))
            except BaseException as e: print(er, enc, b, ascii(d(e)))
print(calls[:20])
try: _codecs.register_error('q', 5)
except Exception as e: print(type(e), e)
try: _codecs.lookup_error('nope')
except Exception as e: print(type(e), e)
print(_codecs.lookup_error('strict').__name__)
def tr(f, *a):
    try: print(f, ascii([x if type(x).__name__ != 'EncodingMap' else 'map' for x in a]), ascii(getattr(_codecs, f)(*a)))
    except BaseException as e: print(f, ascii([x if type(x).__name__ != 'EncodingMap' else 'map' for x in a]), type(e).__name__, ascii(str(e)))
for b in [b'abc', b'a\\nb', b'\\x41\\u0041\\U00000041', b'\\x4', b'\\u12', b'\\U0011ffff', b'\\q', b'\\101\\7\\777', b'\\N{LATIN SMALL LETTER A}', b'\\N{foo}', b'\\N', b'\\', b'\xe9', b'\\\n', 'é\\t', b"\\'\\\"\\a\\b\\f\\v\\r", b'']:
    for f in ['unicode_escape_decode','raw_unicode_escape_decode','escape_decode','utf_8_decode','ascii_decode','latin_1_decode','charmap_decode', 'readbuffer_encode']:
        tr(f, b); tr(f, b, 'ignore'); tr(f, b, 'replace')
for t in ['abc', 'é', '日', '\U0001f600', 'a\nb\\', '\x00\x7f\x80', '']:
    for f in ['unicode_escape_encode','raw_unicode_escape_encode','utf_8_encode','ascii_encode','latin_1_encode','utf_16_encode','utf_16_le_encode','utf_16_be_encode','utf_32_le_encode','utf_32_be_encode','charmap_encode']:
        tr(f, t)
for b in [b'a\x00b', b'\x00\xd8', b'a', b'\xff\xfea\x00b', b'', b'\xe6\x97', b'\xed\xa0']:
    for f in ['utf_16_decode','utf_16_le_decode','utf_16_be_decode','utf_32_decode','utf_32_le_decode','utf_8_decode','utf_16_ex_decode','utf_32_ex_decode']:
        tr(f, b); tr(f, b, 'strict', True); tr(f, b, None, False)
m = _codecs.charmap_build(''.join(chr(i) for i in range(128)) + 'é'*0 + ''.join(chr(0x400+i) for i in range(128)))
print(type(m).__name__, m.size())
tr('charmap_encode', 'abПx', 'strict', m); tr('charmap_encode', '日', 'strict', m); tr('charmap_encode', 'a日日b', 'replace', m); tr('charmap_encode', 'a日', 'xmlcharrefreplace', m); tr('charmap_encode', 'a日', 'backslashreplace', m)
tr('charmap_decode', b'ab\xff', 'strict', {97: 'é', 98: 0x65e5}); tr('charmap_decode', b'ab', 'replace', 'x'); tr('charmap_decode', b'\x00\x01', 'strict', 'x\ufffe'); tr('charmap_encode','ab','strict',{97:65,98:b'BB'}); tr('charmap_encode','ab','strict',{97:'x'}); tr('charmap_encode','ab','strict',{97:300})
def d7(e):
    if isinstance(e, UnicodeError): return (type(e).__name__, str(e), e.start, e.end, e.reason)
    return (type(e).__name__, str(e))
for t in ['', 'abc', 'a+b', 'é', 'aéb', 'é-', '日本語', '日a', '日-a', '\U0001f600', 'x\U0001f600y', '\ud800', '\udc00', '\ud800a', '~\\', '\x00', 'a\nb\t', '!"#', '+', '++', 'é+', '\x7f', 'é é']:
    b = _codecs.utf_7_encode(t); print(ascii(t), b)
    try: print(ascii(_codecs.utf_7_decode(b[0], 'strict', True)))
    except Exception as e: print(ascii(d7(e)))
for b in [b'+', b'+-', b'+A', b'+AO', b'+AOk', b'+AOk-', b'+AOkx', b'+AOl-', b'+!', b'a\xff', b'+2AA-', b'+2ADcAA-', b'+2D3eAA', b'+2D3eAA-x', b'+2D3e', b'+AOk+AOk-', b'+AOk\x80', b'ab+2D0', b'+AOkA6Q', b'x+ZeVnLIqe-', b'+ZeVnLI', b'\xe9+', b'+\xe9', b'a+AOk\\b', b'+-+-', b'-', b'+AAA-', b'+AAB-', b'+IKw', b'+IKx', b'+A-b']:
    for er in ['strict','ignore','replace','backslashreplace']:
        for f in [True, False]:
            try: print(b, er, f, ascii(_codecs.utf_7_decode(b, er, f)))
            except Exception as e: print(b, er, f, ascii(d7(e)))
print('é日'.encode('utf-7'), b'+AOk-'.decode('utf7'))

write_digests()
