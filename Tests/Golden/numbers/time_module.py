# The module time, without what depends on the clock.
# Every line of results is folded into one hash a round; with the argument "full" all results are printed.
import sys
full = sys.argv[1:] == ['full']
lines = []
def out(*items, end='\n'):
    text = ' '.join(map(str, items)) + end
    if full: print(text, end='')
    lines.append(text)
def fold(title):
    print('##', title, len(lines), hash(''.join(lines)))
    lines.clear()
import time
def t(f, *a, **k):
    try:
        r = repr(f(*a, **k))
    except Exception as e:
        r = type(e).__name__ + ': ' + str(e)
    return r
for f in (lambda:time.sleep(-1), lambda:time.sleep('x'), lambda:time.gmtime(1e20), lambda:time.gmtime('x'), lambda:time.strftime('%Y',(1,2)), lambda:time.strftime(3), lambda:time.asctime((1999,13,1,0,0,0,0,0,0)), lambda:time.asctime((1999,12,1,0,0,0,0,1,0)), lambda:time.gmtime(0), lambda:time.strftime('%Y-%m-%d %H:%M:%S %a %A %b %B %j %U %w %y %p %I %% %c %x %X', time.gmtime(86400*365.25*30)), lambda:time.sleep(float('nan')), lambda: time.struct_time((1,)), lambda: time.gmtime(float('nan')), lambda: time.sleep(1e30), lambda: time.sleep(), lambda: time.gmtime(-1), lambda: time.gmtime(1,2), lambda: repr(time.struct_time(range(11))), lambda: time.get_clock_info('x'), lambda: time.clock_gettime(99), lambda: time.strftime(''), lambda: time.get_clock_info('monotonic'), lambda: time.get_clock_info('time'), lambda: time.get_clock_info(3), lambda: time.get_clock_info(),
 lambda: time.strftime('%Y', (2000,1,1.5,0,0,0,0,0,0)), lambda: time.strftime('%Y', (2**40,1,1,0,0,0,0,0,0)), lambda: time.mktime(3), lambda: time.asctime(3),  lambda: time.asctime((1,2)), lambda: time.mktime((1,2)), lambda: time.strftime('é%Yé', (2000,1,1,0,0,0,0,0,0)), lambda: time.ctime(1,2), lambda: time.localtime(None)[0]>2000, lambda: time.strftime(), lambda: time.clock_getres(1), lambda:time.sleep(0), lambda: time.asctime(1,2), lambda: time.strftime('a'*3000, (2000,1,1,0,0,0,0,0,0))==('a'*3000), lambda: time.gmtime(12345.9), lambda: time.gmtime(-12345.9), lambda: time.gmtime(10**12), lambda: time.gmtime(10**18), lambda: time.gmtime(2**70), lambda: time.gmtime(0).tm_zone, lambda: time.gmtime(0).tm_gmtoff, lambda: time.gmtime(0) == (1970, 1, 1, 0, 0, 0, 3, 1, 0), lambda: time.gmtime(0)[2:5], lambda: len(time.gmtime(0)), lambda: time.gmtime(0).n_fields, lambda: time.struct_time.n_sequence_fields, lambda: time.struct_time.n_unnamed_fields, lambda: hash(time.gmtime(0)), lambda: time.clock_gettime('x'), lambda: time.clock_gettime(), lambda: time.clock_settime(1, 2), lambda: time.clock_settime_ns(99, 2), lambda: time.clock_getres(99), lambda: type(time.time()), lambda: type(time.time_ns()), lambda: time.time() > 1.6e9, lambda: time.monotonic() <= time.monotonic(), lambda: time.perf_counter_ns() <= time.perf_counter_ns(), lambda: time.process_time() >= 0, lambda: time.thread_time_ns() >= 0, lambda: time.tzset(), lambda: sorted(x for x in dir(time) if x[0] != '_' and x != 'pthread_getcpuclockid'), lambda: time.struct_time, lambda: time.struct_time.__doc__, lambda: time.__doc__, lambda: time.CLOCK_TAI, lambda: time.asctime((2024,2,29,23,59,61,6,366,-1)), lambda: time.asctime((2024,2,32,23,59,61,6,366,-1)), lambda: time.asctime((2024,2,3,24,59,61,6,366,-1)), lambda: time.asctime((2024,2,3,2,60,61,6,366,-1)), lambda: time.asctime((2024,2,3,2,6,62,6,366,-1)), lambda: time.asctime((2024,2,3,2,6,2,-2,366,-1)), lambda: time.asctime((2024,2,3,2,6,2,2,367,-1)), lambda: time.asctime((0,0,0,0,0,0,0,0,0)), lambda: time.asctime((-50000,1,1,1,1,1,1,1,1)), lambda: time.strftime('%Y|%G|%V', (12345,1,1,0,0,0,0,1,0)), lambda: time.sleep(0.001)):
    out(t(f))
a = time.perf_counter(); time.sleep(0.05); b = time.perf_counter(); out(0.05 <= b - a < 0.3)

fold('end')
